// Rows of workspace versions. May not: know what is in a document.
#include "server/store/workspaces.hpp"

namespace oasis::store {
namespace {

WorkspaceVersion version_in(const Statement& row) {
  return {static_cast<std::uint32_t>(row.integer(0)), row.text(1)};
}

}  // namespace

std::optional<WorkspaceVersion> current_workspace(Database& database) {
  auto row =
      database.prepare("SELECT version, document FROM workspace_version ORDER BY version DESC LIMIT 1");
  if (!row.step()) return std::nullopt;
  return version_in(row);
}

std::int64_t current_version(Database& database) {
  return database.integer("SELECT coalesce(max(version), 0) FROM workspace_version");
}

std::vector<WorkspaceVersion> live_workspaces(Database& database) {
  // A run keeps the version of the chain it started with, which may be older than its ticket's own.
  auto rows = database.prepare(
      "SELECT version, document FROM workspace_version WHERE version >= coalesce("
      "(SELECT min(min(t.version, coalesce((SELECT min(json_extract(run.value, '$.version')) "
      "FROM json_each(t.row, '$.runs') AS run), t.version))) FROM ticket AS t "
      "WHERE t.finished = 0 OR t.id IN (SELECT ticket FROM timer)), (SELECT max(version) FROM "
      "workspace_version)) "
      "ORDER BY version");
  std::vector<WorkspaceVersion> versions;
  while (rows.step()) versions.push_back(version_in(rows));
  return versions;
}

std::vector<WorkspaceVersion> workspaces_of_open_tickets(Database& database) {
  auto rows = database.prepare(
      "SELECT version, document FROM workspace_version WHERE version >= min((SELECT max(version) FROM "
      "workspace_version), coalesce((SELECT version FROM ticket INDEXED BY open_ticket WHERE finished = 0 "
      "ORDER BY version, id "
      "LIMIT 1), "
      "(SELECT max(version) FROM workspace_version))) ORDER BY version");
  std::vector<WorkspaceVersion> versions;
  while (rows.step()) versions.push_back(version_in(rows));
  return versions;
}

std::optional<WorkspaceVersion> find_workspace(Database& database, std::uint32_t version) {
  auto row = database.prepare("SELECT version, document FROM workspace_version WHERE version = ?")
                 .bind(std::int64_t{version});
  if (!row.step()) return std::nullopt;
  return version_in(row);
}

std::vector<WorkspaceChange> workspace_changes(Database& database, int most) {
  auto rows = database.prepare("SELECT version, at, by FROM workspace_version ORDER BY version DESC LIMIT ?")
                  .bind(most);
  std::vector<WorkspaceChange> changes;
  while (rows.step())
    changes.push_back({static_cast<std::uint32_t>(rows.integer(0)), Instant{rows.integer(1)}, rows.text(2)});
  return changes;
}

void put_workspace(Database& database, const WorkspaceVersion& version, Instant at, std::string_view by) {
  database.prepare("INSERT INTO workspace_version (version, document, at, by) VALUES (?, ?, ?, ?)")
      .bind(std::int64_t{version.version})
      .bind(version.document)
      .bind(at.ms)
      .bind(by)
      .run();
}

}  // namespace oasis::store
