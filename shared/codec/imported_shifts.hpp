// The shifts of a calendar file on their way from the server, which reads it, to the page, which shows what
// they would mean (docs/api.md, POST /api/v1/schedules/{id}/shifts/read). May not: read the file.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "shared/report/shift_import.hpp"

namespace oasis {

/// A list of {"line", "from", "to", "users", "person", "repeats", "gap", "other_schedule", "problem"}; what
/// says nothing is left out.
nlohmann::json write_imported_shifts(const std::vector<ImportedShift>& shifts);
/// What is malformed is left out: the other side is our own.
std::vector<ImportedShift> read_imported_shifts(const nlohmann::json& json);

}  // namespace oasis
