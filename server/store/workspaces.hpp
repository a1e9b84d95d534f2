// Versions of the workspace document. May not: know what is in a document.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

struct WorkspaceVersion {
  std::uint32_t version = 0;
  std::string document;  ///< JSON text
};

std::optional<WorkspaceVersion> current_workspace(Database& database);
/// Its number, 0 if there is none. O(1).
std::int64_t current_version(Database& database);
/// The current version and every older one that a ticket which may still change lives by, oldest first.
std::vector<WorkspaceVersion> live_workspaces(Database& database);
/// The versions from the oldest that an open ticket lives by. A run may keep an older one, and so may a
/// finished ticket: those are for who fetches it. O(versions).
std::vector<WorkspaceVersion> workspaces_of_open_tickets(Database& database);
std::optional<WorkspaceVersion> find_workspace(Database& database, std::uint32_t version);
/// The newest `most` versions without their documents, newest first.
struct WorkspaceChange {
  std::uint32_t version = 0;
  Instant at;
  std::string by;  ///< who made it, for people
};
std::vector<WorkspaceChange> workspace_changes(Database& database, int most);
/// `by`: who made it, for people.
void put_workspace(Database& database, const WorkspaceVersion& version, Instant at, std::string_view by);

}  // namespace oasis::store
