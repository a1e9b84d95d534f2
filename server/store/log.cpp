// Rows of changes, clients, results and meta. May not: know what they mean.
#include "server/store/log.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace oasis::store {
namespace {

/// The row that a change points to as it is now, or nothing if it is gone.
std::optional<std::string> current_row(Database& database, std::string_view entity, std::string_view id) {
  if (entity == "command") {
    const std::size_t colon = id.rfind(':');
    std::int64_t mid = 0;
    if (colon == std::string_view::npos) return std::nullopt;
    std::from_chars(id.data() + colon + 1, id.data() + id.size(), mid);
    const auto result = find_result(database, id.substr(0, colon), mid);
    if (!result) return std::nullopt;
    return "{\"client_id\":\"" + std::string(id.substr(0, colon)) + "\",\"mid\":" + std::to_string(mid) +
           (result->size() > 2 ? "," : "") + result->substr(1);
  }
  if (entity == "workspace") {
    auto row = database.prepare("SELECT version, document FROM workspace_version WHERE version = ?").bind(id);
    if (!row.step()) return std::nullopt;
    return "{\"version\":" + std::to_string(row.integer(0)) + ",\"document\":" + row.text(1) + "}";
  }
  auto row = entity == "ticket" ? database.prepare("SELECT row FROM ticket WHERE id = ?").bind(id)
                                : database.prepare("SELECT row FROM person WHERE user = ?").bind(id);
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

Change change_in(const Statement& row) {
  Change change{row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4) == "remove", ""};
  change.team = row.text(5);
  change.customer = row.text(6);
  return change;
}

/// For a reader who sees all of the staff's: the mark of a ticket that left a scope is followed by its put.
std::vector<Change> last_changes(Database& database, std::int64_t after, std::int64_t until,
                                 std::string_view reader, std::int64_t limit) {
  auto rows =
      database
          .prepare(
              "SELECT max(seq), owner, entity, id, op, team, customer FROM change WHERE seq > ? AND seq <= ? "
              "AND owner IN ('', ?) GROUP BY entity, id ORDER BY 1 LIMIT ?")
          .bind(after)
          .bind(until)
          .bind(reader)
          .bind(limit);
  std::vector<Change> changes;
  while (rows.step()) changes.push_back(change_in(rows));
  return changes;
}

/// The same for a reader who sees some: of each row the last change that they see.
std::vector<Change> last_seen_changes(Database& database, std::int64_t after, std::int64_t until,
                                      std::string_view reader, std::int64_t limit,
                                      const std::function<bool(const Change&)>& may_see) {
  auto rows =
      database
          .prepare(
              "SELECT seq, owner, entity, id, op, team, customer FROM change WHERE seq > ? AND seq <= ? "
              "AND owner IN ('', ?) ORDER BY seq DESC")
          .bind(after)
          .bind(until)
          .bind(reader);
  std::set<std::pair<std::string, std::string>> known;
  std::vector<Change> changes;
  while (rows.step()) {
    Change change = change_in(rows);
    if (!may_see(change) || !known.emplace(change.entity, change.id).second) continue;
    changes.push_back(std::move(change));
  }
  std::reverse(changes.begin(), changes.end());
  if (static_cast<std::int64_t>(changes.size()) > limit) changes.resize(static_cast<std::size_t>(limit));
  return changes;
}

/// The change as if it had been made by what the ticket is now.
Change scope_now(Database& database, Change change) {
  auto row = database.prepare("SELECT team, customer FROM ticket WHERE id = ?").bind(change.id);
  if (row.step()) {
    change.team = row.text(0);
    change.customer = row.text(1);
  }
  return change;
}

}  // namespace

std::string epoch(Database& database) {
  return meta(database, "epoch");
}

std::int64_t head(Database& database) {
  return database.integer("SELECT coalesce(max(seq), 0) FROM change");
}

std::int64_t oldest_cursor(Database& database) {
  return database.integer("SELECT coalesce(min(seq), 1) - 1 FROM change");
}

std::int64_t append_change(Database& database, Instant at, const Change& change) {
  // SQLite gives the key that follows the newest one, which is never compacted: without gaps, and without a question.
  database
      .prepare("INSERT INTO change (at, owner, entity, id, op, team, customer) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(at.ms)
      .bind(change.owner)
      .bind(change.entity)
      .bind(change.id)
      .bind(change.removed ? "remove" : "put")
      .bind(change.team)
      .bind(change.customer)
      .run();
  return database.last_insert_id();
}

std::vector<Change> changes_between(Database& database, std::int64_t after, std::int64_t until,
                                    std::string_view reader, std::int64_t limit,
                                    const std::function<bool(const Change&)>& may_see) {
  std::vector<Change> changes = may_see ? last_seen_changes(database, after, until, reader, limit, may_see)
                                        : last_changes(database, after, until, reader, limit);
  for (Change& change : changes) {
    if (change.removed) continue;
    const auto row = current_row(database, change.entity, change.id);
    // What left between this change and now is not shown as it is now.
    change.removed = !row || (may_see && change.entity == "ticket" && !may_see(scope_now(database, change)));
    if (!change.removed) change.row = std::move(*row);
  }
  return changes;
}

std::int64_t sight_since(Database& database, std::string_view user) {
  auto row = database.prepare("SELECT seq FROM sight_change WHERE user = ?").bind(user);
  return row.step() ? row.integer(0) : 0;
}

void set_sight_since(Database& database, std::string_view user, std::int64_t seq) {
  database
      .prepare(
          "INSERT INTO sight_change (user, seq) VALUES (?, ?) ON CONFLICT (user) DO UPDATE SET seq = "
          "excluded.seq")
      .bind(user)
      .bind(seq)
      .run();
}

std::int64_t compact_changes(Database& database, Instant before) {
  database.prepare("DELETE FROM change WHERE at < ? AND seq < (SELECT max(seq) FROM change)")
      .bind(before.ms)
      .run();
  return database.changed_rows();
}

std::optional<Client> find_client(Database& database, std::string_view id) {
  auto row = database.prepare("SELECT id, user, last_mid FROM client WHERE id = ?").bind(id);
  if (!row.step()) return std::nullopt;
  return Client{row.text(0), row.text(1), row.integer(2)};
}

void put_client(Database& database, const Client& client, Instant seen) {
  database
      .prepare(
          "INSERT INTO client (id, user, last_mid, seen) VALUES (?, ?, ?, ?) "
          "ON CONFLICT (id) DO UPDATE SET last_mid = excluded.last_mid, seen = excluded.seen")
      .bind(client.id)
      .bind(client.user)
      .bind(client.last_mid)
      .bind(seen.ms)
      .run();
}

void put_result(Database& database, std::string_view client, std::int64_t mid, Instant at,
                std::string_view row) {
  database.prepare("INSERT INTO result (client, mid, at, row) VALUES (?, ?, ?, ?)")
      .bind(client)
      .bind(mid)
      .bind(at.ms)
      .bind(row)
      .run();
}

std::optional<std::string> find_result(Database& database, std::string_view client, std::int64_t mid) {
  auto row = database.prepare("SELECT row FROM result WHERE client = ? AND mid = ?").bind(client).bind(mid);
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

std::int64_t forget_results(Database& database, Instant before) {
  database.prepare("DELETE FROM result WHERE at < ? AND json_extract(row, '$.status') = 'applied'")
      .bind(before.ms)
      .run();
  return database.changed_rows();
}

std::int64_t forget_clients(Database& database, Instant before) {
  database.prepare("DELETE FROM client WHERE seen < ?").bind(before.ms).run();
  return database.changed_rows();
}

std::string meta(Database& database, std::string_view name) {
  auto row = database.prepare("SELECT value FROM meta WHERE name = ?").bind(name);
  return row.step() ? row.text(0) : "";
}

void set_meta(Database& database, std::string_view name, std::string_view value) {
  database
      .prepare(
          "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = "
          "excluded.value")
      .bind(name)
      .bind(value)
      .run();
}

}  // namespace oasis::store
