// Scenario files and their results (docs/scenario.md): what `support-oasis simulate` reads and prints.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.hpp"
#include "shared/simulate/run.hpp"
#include "shared/simulate/scenario.hpp"
#include "shared/simulate/what_if.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// Reads a file of the form {"scenario": {…}}. All faults are reported, each with its JSON pointer.
/// O(size of the file · log).
Result<Scenario, std::vector<Error>> read_scenario(const nlohmann::json& document, const Zones& zones);

/// The result as it is printed: fixed members in a fixed order.
nlohmann::ordered_json write_result(const Scenario& scenario, const SimulationResult& result,
                                    const Zones& zones);

/// One entry of a timeline; a null for facts that are no part of it (a message that waits).
nlohmann::ordered_json write_timeline_entry(const Event& event);

/// Reads, runs and prints one file: one line of JSON without a newline. The same text gives the same bytes on
/// every machine. `text` may be anything; faults come back as errors.
Result<std::string, std::vector<Error>> simulate_text(std::string_view text, const Zones& zones);

/// What was tried as a scenario file, {"scenario": {…}}: read_scenario makes `scenario_of(what_if, workspace)` of
/// it. So that what was tried becomes a test.
nlohmann::json write_what_if(const WhatIf& what_if, const Workspace& workspace);

/// Reads JSON (UTF-8); the error says where it stops being JSON.
Result<nlohmann::json> parse_json(std::string_view text);

}  // namespace oasis
