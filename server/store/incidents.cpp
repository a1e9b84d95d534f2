// Rows of pages about incidents. May not: judge them.
#include "server/store/incidents.hpp"

#include "server/store/json_row.hpp"
#include "shared/codec/incident_page.hpp"

namespace oasis::store {

std::optional<StoredIncident> find_incident(Database& database, std::string_view ticket) {
  auto row = database.prepare("SELECT revision, row, by, at, sent, sent_by, times_sent FROM incident WHERE ticket = ?").bind(ticket);
  if (!row.step()) return std::nullopt;
  StoredIncident found;
  found.ticket = ticket;
  found.revision = row.integer(0);
  found.page = incident_page_in(nlohmann::json::parse(row.text(1), nullptr, false));
  found.by = row.text(2);
  found.at = Instant{row.integer(3)};
  if (!row.is_null(4)) found.sent = Instant{row.integer(4)};
  found.sent_by = row.text(5);
  found.times_sent = row.integer(6);
  return found;
}

void put_incident(Database& database, const StoredIncident& incident) {
  const std::optional<std::int64_t> sent = incident.sent ? std::optional(incident.sent->ms) : std::nullopt;
  database
      .prepare(
          "INSERT OR REPLACE INTO incident (ticket, revision, row, by, at, sent, sent_by, times_sent) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(incident.ticket)
      .bind(incident.revision)
      .bind(row_text(nlohmann::json(write_incident_page(incident.page))))
      .bind(incident.by)
      .bind(incident.at.ms)
      .bind(sent)
      .bind(incident.sent_by)
      .bind(incident.times_sent)
      .run();
}

void each_overdue_action(Database& database, std::string_view day, const OverdueVisitor& visit) {
  auto rows = database
                  .prepare(
                      "SELECT ticket, one.value ->> '$.what', one.value ->> '$.owner', one.value ->> '$.due' "
                      "FROM incident, json_each(incident.row, '$.actions') AS one "
                      "WHERE one.value ->> '$.done' = 0 AND one.value ->> '$.due' <> '' AND one.value ->> '$.due' < ? "
                      "ORDER BY 4, 1, one.key")
                  .bind(day);
  while (rows.step()) visit(rows.text(0), {rows.text(1), rows.text(2), rows.text(3), false});
}

}  // namespace oasis::store
