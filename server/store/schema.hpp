// The tables, as a list of numbered steps that only ever grows.
// May not: read or write rows; change a step that has been released.
#pragma once

#include <span>
#include <string_view>

#include "server/store/sqlite.hpp"

namespace oasis::store {

/// One step of the schema. Steps are numbered 1, 2, 3 … by their place in the list; the number of the last
/// one that was applied is the file's user_version.
struct Migration {
  std::string_view name;  // for the log: what the step brings
  std::string_view sql;   // STRICT tables only
};

/// Every step of this version of the program. A room that needs tables adds its own step at the end.
std::span<const Migration> migrations();

/// Marks the file as ours: "OASS" as PRAGMA application_id.
inline constexpr std::int64_t application_id = 0x4f415353;

/// Throws Failure with one sentence when the file was written by a newer version of this program. Answers the
/// number of its last step.
std::int64_t require_known_schema(Database& database, std::span<const Migration> steps);

/// Brings the database to the last step, all in one IMMEDIATE transaction: after a failure or a kill it is as
/// before. Answers how many steps were applied. Throws Failure with one sentence when the file belongs to
/// another program or to a newer version of this one; then nothing was changed.
int migrate(Database& database, std::span<const Migration> steps);

}  // namespace oasis::store
