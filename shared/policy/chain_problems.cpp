// See chain_problems.hpp.
#include "shared/policy/chain_problems.hpp"

#include <algorithm>

#include "shared/policy/chains.hpp"
#include "shared/policy/gaps.hpp"
#include "shared/policy/notifications.hpp"

namespace oasis {
namespace {

using Kind = ChainProblem::Kind;

bool has_channel(const User& user, Urgency urgency) {
  return !user.contacts.empty() && has_entries(user, urgency);
}

class StepCheck {
 public:
  StepCheck(const Policies& policies, const Step& step, Interval ahead)
      : policies_(policies),
        step_(step),
        ahead_(ahead),
        urgency_(escalation_urgency(step, Priority::normal, 1)) {}

  /// The first instant ahead at which neither the step nor its backup reaches anybody.
  std::optional<Instant> first_uncovered() {
    std::vector<Interval> covered;
    for (const Target& target : step_.notify) cover(target, covered);
    for (const Target& target : step_.backup) cover(target, covered);
    std::sort(covered.begin(), covered.end(),
              [](const Interval& a, const Interval& b) { return a.from < b.from; });
    Instant until = ahead_.from;
    for (const Interval& one : covered) {
      if (one.from > until) break;
      until = std::max(until, one.to);
    }
    return until < ahead_.to ? std::optional(until) : std::nullopt;
  }

  std::vector<Id> without_channel() const {
    std::vector<Id> people;
    for (const auto* targets : {&step_.notify, &step_.backup}) {
      for (const Target& target : *targets) {
        for (const Id& id : people_meant(target, policies_, ahead_.from, ahead_.to)) {
          const User* user = policies_.user(id);
          const bool known = std::find(people.begin(), people.end(), id) != people.end();
          if (user != nullptr && !known && !has_channel(*user, urgency_)) people.push_back(id);
        }
      }
    }
    return people;
  }

 private:
  void cover(const Target& target, std::vector<Interval>& covered) const {
    if (target.kind == Target::Kind::schedule) {
      const Rota* rota = policies_.rota(target.id);
      if (rota == nullptr) return;
      for (const Shift& shift : rota->final_schedule(ahead_.from, ahead_.to).shifts) {
        const User* user = policies_.user(shift.user);
        if (user != nullptr && has_channel(*user, urgency_)) covered.push_back(shift.during);
      }
      return;
    }
    for (const Id& id : people_meant(target, policies_, ahead_.from, ahead_.to)) {
      const User* user = policies_.user(id);
      if (user != nullptr && has_channel(*user, urgency_)) cover_while_here(*user, covered);
    }
  }

  void cover_while_here(const User& user, std::vector<Interval>& covered) const {
    std::vector<Interval> away = user.away;
    std::sort(away.begin(), away.end(), [](const Interval& a, const Interval& b) { return a.from < b.from; });
    Instant from = ahead_.from;
    for (const Interval& one : away) {
      if (one.from > from) covered.push_back({from, std::min(one.from, ahead_.to)});
      from = std::max(from, one.to);
    }
    if (from < ahead_.to) covered.push_back({from, ahead_.to});
  }

  const Policies& policies_;
  const Step& step_;
  Interval ahead_;
  Urgency urgency_;
};

/// The clock that a rule's escalation is there for.
ClockKind clock_protected_by(const Rule& rule) {
  if (rule.clock) return *rule.clock;
  const bool answers = rule.on == Trigger::created || rule.on == Trigger::no_response ||
                       rule.on == Trigger::sla_warning || rule.on == Trigger::sla_breached;
  return answers ? ClockKind::first_response : ClockKind::resolution;
}

bool names(const std::vector<Priority>& priorities, Priority priority) {
  return std::find(priorities.begin(), priorities.end(), priority) != priorities.end();
}

/// Tickets of that priority begin behind the step from the start, whichever rules come later.
bool begin_behind(std::size_t step, Priority priority, const std::vector<ChainStart>& starts) {
  return std::any_of(starts.begin(), starts.end(), [&](const ChainStart& start) {
    return start.rule->on == Trigger::created && start.step > step &&
           names(start.rule->condition.priority, priority);
  });
}

/// The shortest target that the escalation protects at `tightest.step`; `limit` stays zero without one.
void tighten(const Rule& rule, const Workspace& workspace, const std::vector<ChainStart>& starts,
             ChainProblem& tightest) {
  const ClockKind clock = clock_protected_by(rule);
  for (const Sla& sla : workspace.slas) {
    for (std::size_t p = 0; p < priority_count; ++p) {
      const auto priority = static_cast<Priority>(p);
      const auto& wanted = rule.condition.priority;
      if (!wanted.empty() && !names(wanted, priority)) continue;
      if (begin_behind(tightest.step, priority, starts)) continue;
      const auto& target = sla.targets[p][static_cast<std::size_t>(clock)];
      if (!target || target->same_day) continue;
      if (tightest.limit.ms > 0 && tightest.limit <= target->time) continue;
      tightest.limit = target->time;
      tightest.subject = sla.id;
      tightest.clock = clock;
      tightest.priority = priority;
    }
  }
}

/// A wait counts only where somebody is told after it.
void find_long_waits(const Chain& chain, const Policies& policies, const std::vector<ChainStart>& starts,
                     std::vector<ChainProblem>& problems) {
  const std::size_t waiting = chain.repeat > 0 ? chain.steps.size() : chain.steps.size() - 1;
  for (std::size_t i = 0; i < waiting; ++i) {
    ChainProblem tightest;
    tightest.kind = Kind::long_wait;
    tightest.step = i;
    for (const ChainStart& start : starts) {
      if (start.step <= i) tighten(*start.rule, policies.workspace(), starts, tightest);
    }
    if (tightest.limit.ms > 0 && chain.steps[i].wait > tightest.limit) problems.push_back(tightest);
  }
}

}  // namespace

std::vector<Id> people_meant(const Target& target, const Policies& policies, Instant from, Instant to) {
  if (target.kind == Target::Kind::user) return {target.id};
  if (target.kind == Target::Kind::team) {
    const Team* team = policies.team(target.id);
    return team == nullptr ? std::vector<Id>{} : team->members;
  }
  std::vector<Id> people;
  const Rota* rota = policies.rota(target.id);
  if (rota == nullptr) return people;
  for (const Shift& shift : rota->final_schedule(from, to).shifts) {
    if (std::find(people.begin(), people.end(), shift.user) == people.end()) people.push_back(shift.user);
  }
  return people;
}

std::vector<ChainStart> starts_of(const Chain& chain, const Workspace& workspace) {
  std::vector<ChainStart> starts;
  if (chain.steps.empty()) return starts;
  for (const Rule& rule : workspace.rules) {
    for (const RuleAction& action : rule.then) {
      if (action.kind != RuleAction::Kind::escalate || action.chain != chain.id) continue;
      starts.push_back({&rule, static_cast<std::size_t>(step_of_tier(chain, action.tier.value_or(1)))});
    }
  }
  return starts;
}

std::vector<ChainProblem> problems_of(const Chain& chain, const Policies& policies, Instant now) {
  std::vector<ChainProblem> problems;
  if (chain.steps.empty()) return problems;
  const std::vector<ChainStart> starts = starts_of(chain, policies.workspace());
  std::size_t earliest = chain.steps.size();
  for (const ChainStart& start : starts) earliest = std::min(earliest, start.step);
  const Interval ahead{now, now + gaps_reported_ahead};
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    StepCheck check(policies, chain.steps[i], ahead);
    if (chain.steps[i].notify.empty()) {
      problems.push_back({.kind = Kind::tells_nobody, .step = i});
    } else if (const auto at = check.first_uncovered()) {
      problems.push_back({.kind = Kind::uncovered, .step = i, .at = at});
    }
    for (Id& person : check.without_channel())
      problems.push_back({.kind = Kind::no_channel, .step = i, .subject = std::move(person)});
    if (!starts.empty() && i < earliest && chain.repeat == 0)
      problems.push_back({.kind = Kind::past_by, .step = i});
  }
  find_long_waits(chain, policies, starts, problems);
  std::stable_sort(problems.begin(), problems.end(), [](const ChainProblem& a, const ChainProblem& b) {
    return a.step != b.step ? a.step < b.step : a.kind < b.kind;
  });
  return problems;
}

}  // namespace oasis
