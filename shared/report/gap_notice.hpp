// The weekly notice about gaps in the schedules: when it is due, for whom, what it says (docs/semantics.md,
// "Schedules"). May not: send it; the caller asks for it when it is due and puts it into the outbox.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/policy/gaps.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

struct GapNotice {
  std::vector<Id> to;   ///< managers and admins who can be reached, by id
  std::string subject;  ///< "3 gaps in the on-call schedules of the next 30 days"
  std::string text;     ///< a line a gap, times in the zone of its schedule
  std::vector<CoverageGap> gaps;
};

/// The first Monday 09:00 in the workspace's zone after `after`.
Instant next_gap_notice(const Policies& policies, Instant after);

/// What the notice says at `now`; nullopt if there is no gap, or nobody to tell.
std::optional<GapNotice> gap_notice(const Policies& policies, Instant now);

}  // namespace oasis
