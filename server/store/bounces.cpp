// Rows of bounced addresses. May not: read a report.
#include "server/store/bounces.hpp"

#include "shared/text/utf8.hpp"

namespace oasis::store {
namespace {

Bounce bounce_in(const Statement& row) {
  return {row.text(0), Instant{row.integer(1)}, row.integer(2) != 0, row.text(3),
          row.text(4), row.integer(5)};
}

}  // namespace

void put_bounce(Database& database, const Bounce& bounce) {
  database
      .prepare(
          "INSERT INTO bounce (address, at, permanent, status, diagnostic, times) VALUES (?, ?, ?, ?, ?, 1) "
          "ON CONFLICT (address) DO UPDATE SET at = excluded.at, times = times + 1, "
          "status = CASE WHEN excluded.permanent >= permanent THEN excluded.status ELSE status END, "
          "diagnostic = CASE WHEN excluded.permanent >= permanent THEN excluded.diagnostic ELSE diagnostic "
          "END, "
          "permanent = max(permanent, excluded.permanent)")
      .bind(lower_ascii(bounce.address))
      .bind(bounce.at.ms)
      .bind(std::int64_t{bounce.permanent})
      .bind(bounce.status)
      .bind(bounce.diagnostic)
      .run();
}

std::optional<Bounce> find_bounce(Database& database, std::string_view address) {
  auto row =
      database
          .prepare("SELECT address, at, permanent, status, diagnostic, times FROM bounce WHERE address = ?")
          .bind(lower_ascii(address));
  if (!row.step()) return std::nullopt;
  return bounce_in(row);
}

std::vector<Bounce> all_bounces(Database& database) {
  auto rows = database.prepare(
      "SELECT address, at, permanent, status, diagnostic, times FROM bounce ORDER BY address");
  std::vector<Bounce> all;
  while (rows.step()) all.push_back(bounce_in(rows));
  return all;
}

bool forget_bounce(Database& database, std::string_view address) {
  const bool known = find_bounce(database, address).has_value();
  if (known) database.prepare("DELETE FROM bounce WHERE address = ?").bind(lower_ascii(address)).run();
  return known;
}

}  // namespace oasis::store
