// See playbooks.hpp.
#include "shared/policy/playbooks.hpp"

#include <algorithm>

#include "shared/policy/rules.hpp"
#include "shared/text/utf8.hpp"

namespace oasis {
namespace {

bool is_at_tier(const Playbook& playbook, std::int32_t tier) {
  return playbook.tiers.empty() ||
         std::find(playbook.tiers.begin(), playbook.tiers.end(), tier) != playbook.tiers.end();
}

bool is_about(const Playbook& playbook, const Ticket& ticket) {
  const std::string category = lower_ascii(ticket.category);
  return playbook.categories.empty() ||
         std::any_of(playbook.categories.begin(), playbook.categories.end(),
                     [&category](const std::string& one) { return lower_ascii(one) == category; });
}

/// Small for what is for few cases.
int breadth_of(const Playbook& playbook) {
  return (playbook.categories.empty() ? 2 : 0) + (playbook.tiers.empty() ? 1 : 0);
}

template <typename T>
const T* find_by_id(const std::vector<T>& all, const Id& id) {
  const auto found = std::find_if(all.begin(), all.end(), [&id](const T& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

bool has_person(const std::vector<Id>& ids, const Id& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool may_tell(const Workspace& workspace, const Target& target, const Id& user) {
  if (target.kind == Target::Kind::user) return target.id == user;
  if (target.kind == Target::Kind::team) {
    const Team* team = find_by_id(workspace.teams, target.id);
    return team != nullptr && has_person(team->members, user);
  }
  const Schedule* schedule = find_by_id(workspace.schedules, target.id);
  return schedule != nullptr &&
         std::any_of(schedule->layers.begin(), schedule->layers.end(),
                     [&user](const Layer& layer) { return has_person(layer.rotation.people, user); });
}

}  // namespace

std::vector<const Playbook*> playbooks_for(const Workspace& workspace, const Ticket& ticket) {
  const std::int32_t tier = std::max(1, reached_tier(ticket));
  std::vector<const Playbook*> found;
  for (const Playbook& playbook : workspace.playbooks) {
    if (is_at_tier(playbook, tier) && is_about(playbook, ticket)) found.push_back(&playbook);
  }
  std::stable_sort(found.begin(), found.end(), [](const Playbook* a, const Playbook* b) {
    return breadth_of(*a) < breadth_of(*b);
  });
  return found;
}

std::set<std::int32_t> tiers_of(const Workspace& workspace, const User& user) {
  std::set<std::int32_t> tiers;
  for (const Chain& chain : workspace.chains) {
    for (const Step& step : chain.steps) {
      const auto tells = [&](const Target& target) { return may_tell(workspace, target, user.id); };
      if (std::any_of(step.notify.begin(), step.notify.end(), tells) ||
          std::any_of(step.backup.begin(), step.backup.end(), tells))
        tiers.insert(step.tier);
    }
  }
  return tiers;
}

std::vector<const Playbook*> playbooks_to_know(const Workspace& workspace, const User& user) {
  std::vector<const Playbook*> found;
  if (user.role == Role::viewer) return found;
  const std::set<std::int32_t> tiers = tiers_of(workspace, user);
  for (const Playbook& playbook : workspace.playbooks) {
    if (playbook.tiers.empty() ||
        std::any_of(tiers.begin(), tiers.end(), [&](std::int32_t tier) { return is_at_tier(playbook, tier); }))
      found.push_back(&playbook);
  }
  return found;
}

std::int32_t right_answers(const Playbook& playbook, const std::vector<std::int32_t>& answers) {
  std::int32_t right = 0;
  for (std::size_t i = 0; i < std::min(playbook.quiz.size(), answers.size()); ++i)
    right += answers[i] == playbook.quiz[i].right ? 1 : 0;
  return right;
}

}  // namespace oasis
