// What stands in somebody's calendar feed, or a schedule's (docs/semantics.md, "Schedules"). May not: write
// iCalendar (codec/ical).
#pragma once

#include <optional>
#include <string>
#include <string_view>
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

/// The UID of such an entry in a file, and what it says; nullopt where it is none of a feed of ours.
std::string uid_of(const FeedShift& shift);
struct FeedKey {
  Id schedule;
  Id user;  ///< empty: a gap
};
std::optional<FeedKey> read_feed_uid(const Policies& policies, std::string_view uid);

}  // namespace oasis
