// What people carry on call in a period (docs/metrics.md, "On call"). Pure. May not: count pages; change a schedule.
#pragma once

#include <cstdint>
#include <map>

#include "shared/policy/policies.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// Of all schedules together; where somebody is on call in two at once, that time counts once.
struct DutyFigures {
  Duration on_call;
  std::int64_t nights = 0;  ///< days on which they were on call at 03:00 of a schedule
  Duration longest_run;     ///< without a break, hand-offs to oneself are none; cut at the ends of the period
  friend bool operator==(const DutyFigures&, const DutyFigures&) = default;
};

/// By person; those with no time on call are not there. By the schedules of this document, also for a time before it was
/// in force. O(shifts · log shifts + nights).
std::map<Id, DutyFigures> duty_of(const Policies& policies, Interval period);

}  // namespace oasis
