// Changes of the on-call calendar in and out of JSON (docs/api.md, POST /api/v1/schedules/changes). Strict:
// the edge of the API. May not: know whether a change is allowed.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "shared/command/schedule_change.hpp"
#include "shared/result.hpp"

namespace oasis {

/// {"do", "schedule", "from", "to", "user", "by", "was": {…}, "in_return": {"from", "to"}, "covers": [{…}]};
/// times are RFC 3339. All faults, each with its place.
Result<ScheduleChange, std::vector<Error>> read_schedule_change(const nlohmann::json& json);
nlohmann::json write_schedule_change(const ScheduleChange& change);

/// The requests that wait: a list of {"schedule", "from", "to", "user", "by", "in_return"}. What is malformed
/// is left out: both sides write it by themselves.
std::vector<SwapRequest> read_swap_requests(const nlohmann::json& json);
nlohmann::json write_swap_requests(const std::vector<SwapRequest>& requests);

}  // namespace oasis
