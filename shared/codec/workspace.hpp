// The workspace document (docs/scenario.md) in and out of JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/result.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// Reads and checks a whole document: unknown fields, bad values, broken references, unknown zones, calendars
/// that never open where a deadline needs them. All faults are reported, each with a JSON pointer from `at`,
/// in document order; a document with a fault is not read at all.
/// O(size of the document · log), and about a millisecond a calendar.
Result<Workspace, std::vector<Error>> read_workspace(const nlohmann::json& json, const Zones& zones,
                                                     const std::string& at = "");
/// The same document, complete and in canonical order: read_workspace(write_workspace(w)) == w.
nlohmann::json write_workspace(const Workspace& workspace);

}  // namespace oasis
