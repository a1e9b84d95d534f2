// The audit log. May not: decide what is worth a row.
#include "server/store/audit.hpp"

#include <nlohmann/json.hpp>

#include "server/store/log.hpp"
#include "shared/text/sha256.hpp"
#include "shared/text/utf8.hpp"
#include "shared/time/text.hpp"

namespace oasis::store {
namespace {

using nlohmann::json;

constexpr std::size_t longest_text = 1000;
constexpr std::string_view head_name = "audit_head";  // in meta: "n:hash", so that a cut-off end is found

struct Row {
  std::int64_t n = 0;
  AuditEntry entry;
  std::string hash;
};

/// What is hashed: unambiguous, because it is JSON.
std::string hash_of(const std::string& before, const Row& row) {
  const AuditEntry& e = row.entry;
  const json content = {before, row.n, e.at.ms, e.actor, e.address, e.action, e.subject, e.detail};
  return sha256_hex(content.dump(-1, ' ', false, json::error_handler_t::replace));
}

std::string head_text(const Row& row) {
  return std::to_string(row.n) + ":" + row.hash;
}

Row row_in(const Statement& found) {
  return {
      found.integer(0),
      {Instant{found.integer(1)}, found.text(2), found.text(3), found.text(4), found.text(5), found.text(6)},
      found.text(7)};
}

void visit_lines(Statement& rows, const std::function<void(std::int64_t n, const std::string& line)>& visit) {
  while (rows.step()) {
    const Row row = row_in(rows);
    const AuditEntry& e = row.entry;
    const nlohmann::ordered_json line = {
        {"n", row.n},         {"at", to_text(e.at)},  {"actor", e.actor},   {"address", e.address},
        {"action", e.action}, {"subject", e.subject}, {"detail", e.detail}, {"hash", row.hash}};
    visit(row.n, line.dump(-1, ' ', false, json::error_handler_t::replace));
  }
}

std::string kept(const std::string& text) {
  return cut_to(repair_utf8(text), longest_text);
}

}  // namespace

bool has_audit(Database& database) {
  return database.integer("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'audit'") == 1;
}

void append_audit(Database& database, const AuditEntry& entry) {
  Row last;
  auto found = database.prepare("SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1");
  if (found.step()) last = {found.integer(0), {}, found.text(1)};
  Row row{last.n + 1,
          {entry.at, kept(entry.actor), kept(entry.address), kept(entry.action), kept(entry.subject),
           kept(entry.detail)},
          ""};
  row.hash = hash_of(last.hash, row);
  database
      .prepare(
          "INSERT INTO audit (n, at, actor, address, action, subject, detail, hash) VALUES (?, ?, ?, ?, ?, "
          "?, ?, ?)")
      .bind(row.n)
      .bind(row.entry.at.ms)
      .bind(row.entry.actor)
      .bind(row.entry.address)
      .bind(row.entry.action)
      .bind(row.entry.subject)
      .bind(row.entry.detail)
      .bind(row.hash)
      .run();
  set_meta(database, head_name, head_text(row));
}

void each_audit_line(Database& database, std::int64_t after, std::int64_t limit,
                     const std::function<void(std::int64_t n, const std::string& line)>& visit) {
  auto rows = database
                  .prepare(
                      "SELECT n, at, actor, address, action, subject, detail, hash FROM audit WHERE n > ? "
                      "ORDER BY n LIMIT ?")
                  .bind(after)
                  .bind(limit);
  visit_lines(rows, visit);
}

void each_audit_line_before(Database& database, std::int64_t before, std::int64_t limit,
                            const std::function<void(std::int64_t n, const std::string& line)>& visit) {
  auto rows = database
                  .prepare(
                      "SELECT n, at, actor, address, action, subject, detail, hash FROM audit WHERE n < ? "
                      "ORDER BY n DESC LIMIT ?")
                  .bind(before)
                  .bind(limit);
  visit_lines(rows, visit);
}

std::optional<Instant> last_in_audit(Database& database, std::string_view action) {
  auto found = database.prepare("SELECT at FROM audit WHERE action = ? ORDER BY n DESC LIMIT 1").bind(action);
  return found.step() ? std::optional(Instant{found.integer(0)}) : std::nullopt;
}

AuditVerdict check_audit(Database& database) {
  AuditVerdict verdict;
  Row last;
  const auto broken = [&verdict](std::int64_t n, std::string what) {
    verdict.broken_at = n;
    verdict.what = std::move(what);
    return verdict;
  };
  auto rows =
      database.prepare("SELECT n, at, actor, address, action, subject, detail, hash FROM audit ORDER BY n");
  while (rows.step()) {
    Row row = row_in(rows);
    if (row.n != last.n + 1) return broken(last.n + 1, "The row is missing.");
    if (row.hash != hash_of(last.hash, row)) return broken(row.n, "The row is not what was written.");
    last = std::move(row);
    ++verdict.rows;
  }
  verdict.head = last.hash;
  const std::string expected = meta(database, head_name);
  if (last.n != 0 || !expected.empty()) {
    if (expected != head_text(last))
      return broken(last.n + 1, "Rows at the end are missing, or were added by another program.");
  }
  return verdict;
}

}  // namespace oasis::store
