// Instants among the values of meta: when a regular job last looked, or must look next. May not: know which job.
#pragma once

#include <optional>
#include <string_view>

#include "server/store/sqlite.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

/// nullopt where none is kept under this name.
std::optional<Instant> kept_instant(Database& database, std::string_view name);
void keep_instant(Database& database, std::string_view name, Instant at);

}  // namespace oasis::store
