// See document.hpp.
#include "client/chains/document.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/chains/words.hpp"
#include "client/replica/workspace_edit.hpp"
#include "client/screens/wording.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/chain_document.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/policy/chains.hpp"
#include "shared/simulate/rule_loops.hpp"

namespace oasis {
namespace {

constexpr Duration problems_last = minutes(10);

const Policies& in_force(const Desk& desk) {
  return *desk.replica.confirmed.versions.back();
}

void look_for_problems(const Desk& desk, ChainDocument& document) {
  document.looked_at = desk.now;
  document.problems.clear();
  for (const Chain& chain : document.chains)
    document.problems.push_back(problems_of(chain, *document.policies, desk.now));
  const std::vector<Rule>& rules = document.policies->workspace().rules;
  if (rules == document.tried_rules) return;
  document.tried_rules = rules;
  document.looping = rules_in_a_loop(document.policies, *desk.zones, desk.now);
}

/// A draft that has a fault elsewhere keeps the rest of the last one that had none.
void prepare(const Desk& desk, ChainDocument& document, Workspace workspace) {
  workspace.chains = document.chains;
  auto policies = Policies::prepare(std::move(workspace), *desk.zones, 1);
  if (!policies.ok()) return;
  document.policies = *std::move(policies);
  ++document.changes;
  look_for_problems(desk, document);
}

void read_draft(const Desk& desk, ChainDocument& document) {
  std::vector<Chain> chains = read_chains(desk.edit->draft());
  if (chains != document.edited) document.history = {};  // somebody else changed them
  document.chains = document.edited = std::move(chains);
  auto workspace = read_workspace(desk.edit->draft(), *desk.zones);
  const bool was_there = document.editable && document.policies != nullptr;
  prepare(desk, document,
          workspace.ok() ? std::move(workspace).value()
          : was_there    ? document.policies->workspace()
                         : desk.workspace);
}

std::vector<ToldNow> told_by(const Desk& desk, const Policies& policies, const std::vector<Target>& targets) {
  const Workspace& workspace = policies.workspace();
  std::vector<ToldNow> told;
  const auto add = [&](const Id& id, std::string how) {
    const User* user = policies.user(id);
    if (user == nullptr) return;
    const bool away = is_away(*user, desk.now), deaf = user->contacts.empty();
    if (deaf || away) how = deaf ? "has no way to be told"_tr : "away"_tr;
    told.push_back({id, wording::name_of_user(workspace, id), std::move(how), !deaf && !away});
  };
  for (const Target& target : targets) {
    if (target.kind == Target::Kind::user) add(target.id, "");
    if (target.kind == Target::Kind::team) {
      const Team* team = policies.team(target.id);
      if (team == nullptr) continue;
      const std::string how = phrase("a team|in {1}"_tr, wording::name_of_team(workspace, target.id));
      for (const Id& member : team->members) add(member, how);
    }
    if (target.kind != Target::Kind::schedule) continue;
    const Rota* rota = policies.rota(target.id);
    const std::string& name = wording::name_of_schedule(workspace, target.id);
    const std::vector<Id> on_call = rota == nullptr ? std::vector<Id>() : rota->on_call(desk.now);
    for (const Id& user : on_call) add(user, name);
    if (on_call.empty()) told.push_back({"", "Nobody"_tr, name, false});
  }
  return told;
}

void put_into_draft(const Desk& desk, ChainDocument& document, std::vector<Chain> chains) {
  document.chains = document.edited = std::move(chains);
  write_chains(desk.edit->draft(), document.chains);
  desk.edit->changed();
}

/// One step of the history; whether there was one.
bool walk(const Desk& desk, ChainDocument& document,
          std::optional<std::vector<Chain>> (*step)(ChainHistory&, std::vector<Chain>)) {
  if (!document.editable) return false;
  auto other = step(document.history, document.chains);
  if (!other) return false;
  put_into_draft(desk, document, *std::move(other));
  return true;
}

}  // namespace

void refresh(const Desk& desk, ChainDocument& document) {
  const bool editable =
      desk.replica.me.role == oasis::Role::admin && desk.edit->phase() == WorkspaceEdit::Phase::ready;
  const std::uint32_t version = in_force(desk).version();
  const bool same = document.policies != nullptr && document.editable == editable &&
                    (editable ? document.revision == desk.edit->revision() : document.version == version);
  if (same && desk.now < document.looked_at + problems_last) return;
  if (same) return look_for_problems(desk, document);
  document.version = version;
  if (editable) {
    document.revision = desk.edit->revision();
    read_draft(desk, document);
    document.editable = true;
    return;
  }
  document.editable = false;
  document.chains = desk.workspace.chains;
  prepare(desk, document, desk.workspace);
}

void change(const Desk& desk, ChainDocument& document, std::vector<Chain> chains, const std::string& what) {
  if (!document.editable || chains == document.chains) return;
  remember(document.history, document.chains, what);
  put_into_draft(desk, document, std::move(chains));
}

bool undo(const Desk& desk, ChainDocument& document) {
  return walk(desk, document, undo);
}

bool redo(const Desk& desk, ChainDocument& document) {
  return walk(desk, document, redo);
}

int index_of_chain(const ChainDocument& document, const std::string& id) {
  for (std::size_t i = 0; i < document.chains.size(); ++i) {
    if (document.chains[i].id == id) return static_cast<int>(i);
  }
  return -1;
}

std::vector<StepNow> steps_now(const Desk& desk, const ChainDocument& document, std::size_t chain) {
  std::vector<StepNow> steps;
  const Policies& policies = *document.policies;
  for (const Step& step : document.chains[chain].steps)
    steps.push_back({told_by(desk, policies, step.notify), told_by(desk, policies, step.backup), {}});
  // Right after a change the problems are those of a moment ago.
  if (chain >= document.problems.size()) return steps;
  for (const ChainProblem& problem : document.problems[chain]) {
    if (problem.step < steps.size())
      steps[problem.step].problems.push_back(
          wording::say_problem(policies.workspace(), problem, desk.zone, desk.now));
  }
  return steps;
}

}  // namespace oasis
