// Stretches of the next weeks in which nobody is on call (docs/semantics.md, "Schedules": "Gaps in the next
// 30 days are reported where they are made, in the calendar and in a weekly notice"). May not: tell anybody
// (report/gap_notice says what the weekly notice holds).
#pragma once

#include <vector>

#include "shared/policy/policies.hpp"

namespace oasis {

constexpr Duration gaps_reported_ahead = days(30);

struct CoverageGap {
  Id schedule;
  Interval during;
  friend bool operator==(const CoverageGap&, const CoverageGap&) = default;
};

/// The gaps of all schedules within `gaps_reported_ahead` from `now`, clipped to it, by start, then by
/// schedule. Linear in the hand-offs of that time.
std::vector<CoverageGap> gaps_ahead(const Policies& policies, Instant now);

/// The gaps ahead in `after` that were not there in `before`: what an edit made. A gap that grew is there in
/// its new length; one that only shrank is not.
std::vector<CoverageGap> gaps_made(const Policies& before, const Policies& after, Instant now);

}  // namespace oasis
