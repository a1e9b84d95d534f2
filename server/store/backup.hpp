// Copies of the database: made while it is in use, checked, kept in number, and put back.
// May not: decide when (server/engine/backups.hpp, server/cli).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "server/store/folder.hpp"
#include "server/store/sqlite.hpp"

namespace oasis::store {

struct BackupFile {
  std::string path;
  std::uint64_t bytes = 0;
};

/// Writes what `path` (a database, in use or not) holds now into a new file. Nobody waits meanwhile.
/// Throws Failure; then there is no new file.
void copy_database(const std::string& path, const std::string& to);

/// Whether an open database is one of ours that this program can use; throws Failure with one sentence if
/// not.
void require_ours(Database& reading, const std::string& file);
/// The same for a file, and whether it is whole.
void verify_database(const std::string& file);

/// copy_database, checked and durable before it gets its name. `to`: a file that is not there yet, or a
/// folder, in which it is called support-oasis-<UTC time>.db. Throws Failure.
BackupFile back_up(const std::string& database, const std::string& to);

/// Removes all but the newest `keep` files that back_up has named in `folder`. Answers how many went.
std::size_t keep_newest(const std::string& folder, std::size_t keep);

/// Makes a restored database a history of its own: another epoch, so that no replica takes it for the one it
/// knows; sessions end, because one that was revoked since would be valid again; what waits to be sent may
/// have been sent already and is marked so; packs of measures are made anew. Throws Failure.
void begin_new_history(Database& database);

/// Puts a backup in the place of the folder's database, whole or not at all; its audit log says so. Answers
/// where the old one is now (empty if there was none). Throws Failure; then the folder is as before.
std::string restore(const Folder& folder, const std::string& backup);

}  // namespace oasis::store
