// See schedule_effect.hpp.
#include "shared/policy/schedule_effect.hpp"

#include <algorithm>
#include <set>

namespace oasis {
namespace {

constexpr Duration limits_around = days(28);

bool same_absences(const std::vector<User>& before, const std::vector<User>& after) {
  return before.size() == after.size() &&
         std::equal(before.begin(), before.end(), after.begin(),
                    [](const User& a, const User& b) { return a.id == b.id && a.away == b.away; });
}

void compare(const FinalSchedule& before, const FinalSchedule& after, ScheduleEffect& effect) {
  effect.gaps = without(after.gaps, before.gaps);
  std::set<Id> people;
  for (const FinalSchedule* schedule : {&before, &after}) {
    for (const Shift& shift : schedule->shifts) people.insert(shift.user);
  }
  for (const Id& user : people) {
    const std::vector<Interval> old = runs_of(before, user);
    const std::vector<Interval> now = runs_of(after, user);
    for (const Interval& gained : without(now, old)) effect.begin.push_back({user, gained});
    for (const Interval& lost : without(old, now)) effect.end.push_back({user, lost});
  }
}

/// From the first to the last instant that differs; empty if none does.
Interval changed_span(const ScheduleEffect& effect) {
  Interval span{end_of_time, Instant{-end_of_time.ms}};
  for (const auto* shifts : {&effect.begin, &effect.end}) {
    for (const Shift& shift : *shifts) {
      span.from = std::min(span.from, shift.during.from);
      span.to = std::max(span.to, shift.during.to);
    }
  }
  return span;
}

void compare_limits(const Rota& before, const Rota& after, const Guards& guards, Instant now,
                    ScheduleEffect& effect) {
  const Interval span = changed_span(effect);
  const Instant from = span.from - limits_around, to = span.to + limits_around;
  const std::vector<Overload> old = overloads_of(before, guards, {}, from, to);
  for (const Overload& overload : overloads_of(after, guards, {}, from, to)) {
    const bool known = std::any_of(old.begin(), old.end(), [&](const Overload& one) {
      return one.limit == overload.limit && one.user == overload.user && one.during == overload.during;
    });
    const bool gains = std::any_of(effect.begin.begin(), effect.begin.end(),
                                   [&](const Shift& shift) { return shift.user == overload.user; });
    if (gains && !known && overload.during.to > now) effect.overloads.push_back(overload);
  }
}

}  // namespace

std::vector<ScheduleEffect> effects_of(const Policies& before, const Workspace& after, Instant now) {
  std::vector<ScheduleEffect> effects;
  const bool same_users = same_absences(before.workspace().users, after.users);
  for (const Schedule& schedule : after.schedules) {
    const Schedule* old = before.schedule(schedule.id);
    const Rota* old_rota = before.rota(schedule.id);
    if (old == nullptr || old_rota == nullptr || (same_users && *old == schedule)) continue;
    const Rota rota(schedule, after.users, before.shared_zone(schedule.zone));
    ScheduleEffect effect;
    effect.schedule = schedule.id;
    compare(old_rota->final_schedule(now, now + effects_ahead), rota.final_schedule(now, now + effects_ahead),
            effect);
    if (effect.begin.empty() && effect.end.empty()) continue;
    compare_limits(*old_rota, rota, after.guards, now, effect);
    effects.push_back(std::move(effect));
  }
  return effects;
}

std::vector<Interval> without(const std::vector<Interval>& a, const std::vector<Interval>& b) {
  std::vector<Interval> rest;
  auto cut = b.begin();
  for (Interval left : a) {
    while (cut != b.end() && cut->to <= left.from) ++cut;
    for (auto next = cut; next != b.end() && next->from < left.to; ++next) {
      if (left.from < next->from) rest.push_back({left.from, next->from});
      left.from = std::max(left.from, next->to);
    }
    if (left.from < left.to) rest.push_back(left);
  }
  return rest;
}

std::vector<Interval> runs_of(const FinalSchedule& schedule, const Id& user) {
  std::vector<Interval> runs;
  for (const Shift& shift : schedule.shifts) {
    if (shift.user != user) continue;
    if (!runs.empty() && shift.during.from <= runs.back().to) {
      runs.back().to = std::max(runs.back().to, shift.during.to);
    } else {
      runs.push_back(shift.during);
    }
  }
  return runs;
}

}  // namespace oasis
