// What people write about an incident, as JSON: what the API takes and answers and the store keeps. May not: know who
// wrote it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "shared/report/incident_page.hpp"
#include "shared/result.hpp"

namespace oasis {

/// {"summary", "causes": [{"what", "evidence", "place"}], "actions": [{"what", "owner", "due", "done"}]}
nlohmann::ordered_json write_incident_page(const IncidentPage& page);
/// The same from outside: at most 20 causes and 20 actions, each with words of at most 1,000 bytes, a summary of at most
/// 5,000. `revision` beside them is the caller's. All faults, each with its place.
std::vector<Error> read_incident_page(const nlohmann::json& json, IncidentPage& page);
/// What our own other side wrote; what is not understood counts as absent.
IncidentPage incident_page_in(const nlohmann::json& json);

}  // namespace oasis
