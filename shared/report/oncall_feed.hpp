// What stands in somebody's calendar feed, or a schedule's (docs/semantics.md, "Schedules"). May not: write
// iCalendar (codec/ical).
#pragma once

#include <string>
#include <vector>

#include "shared/policy/policies.hpp"

namespace oasis {

/// One entry of a feed. `key` names the shift: the same as long as it begins at the same time with the same
/// person, whatever becomes of its end.
struct FeedShift {
  std::string key;
  Interval during;
  std::string summary;  ///< "Ann Ek: Support on call", "Nobody: Support on call"
  std::string details;
};

/// The shifts of `user` in all schedules (for the person: without their name), or of everybody in `schedule`
/// with its gaps; from two to four months back to about nine months ahead, by start. One of both is empty.
std::vector<FeedShift> feed_of(const Policies& policies, const Id& user, const Id& schedule, Instant now);

}  // namespace oasis
