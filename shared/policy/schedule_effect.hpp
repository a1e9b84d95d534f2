// What a changed document means for the on-call schedules: who is on call instead of whom, which gaps come,
// whose limits are passed. Asked before a change is kept, and by whoever tells people afterwards
// (docs/semantics.md, "Schedules").
// May not: change a schedule, tell anybody.
#pragma once

#include <vector>

#include "shared/policy/coverage.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

struct ScheduleEffect {
  Id schedule;
  std::vector<Interval> gaps;  ///< nobody is on call, and somebody was before
  std::vector<Overload>
      overloads;             ///< of who gains time, that were not there before; with the fairest substitute
  std::vector<Shift> begin;  ///< on call now and not before, by person, then by start
  std::vector<Shift> end;    ///< the other way round
};

/// How far ahead changes are compared.
constexpr Duration effects_ahead = days(400);

/// The schedules of `before` on which `after` has another effect, in document order, from `now` on; one whose
/// people, layers and changes are the same costs nothing else. Gaps and shifts within `effects_ahead`; limits
/// within four weeks around what changes.
std::vector<ScheduleEffect> effects_of(const Policies& before, const Workspace& after, Instant now);

/// What of `a` is not in `b`; both sorted and each apart from the others. Linear.
std::vector<Interval> without(const std::vector<Interval>& a, const std::vector<Interval>& b);

/// Time on call of one person, hand-offs to oneself joined; sorted.
std::vector<Interval> runs_of(const FinalSchedule& schedule, const Id& user);

}  // namespace oasis
