// Rows of measures. May not: fold events.
#include "server/store/measures.hpp"

#include <charconv>
#include <set>
#include <string>

#include "server/store/log.hpp"

namespace oasis::store {
namespace {

constexpr std::string_view cursor = "measured_until";

std::int64_t measured_until(Database& database) {
  const std::string text = meta(database, cursor);
  std::int64_t event = 0;
  std::from_chars(text.data(), text.data() + text.size(), event);
  return event;
}

constexpr std::string_view select_measures =
    "SELECT ticket, kind, at, value, open, number, who, what, detail, priority, customer, team, category, channel FROM "
    "measure WHERE at >= ? AND at < ?";

Measure measure_in(Statement& row) {
  Measure measure;
  measure.kind = static_cast<Measure::Kind>(row.integer(1));
  measure.at = {row.integer(2)};
  measure.value = {row.integer(3)};
  measure.open = {row.integer(4)};
  measure.number = static_cast<std::int32_t>(row.integer(5));
  measure.who = row.text(6);
  measure.what = row.text(7);
  measure.detail = row.text(8);
  measure.priority = static_cast<Priority>(row.integer(9));
  measure.customer = row.text(10);
  measure.team = row.text(11);
  measure.category = row.text(12);
  measure.channel = row.text(13);
  return measure;
}

}  // namespace

Unmeasured unmeasured(Database& database, std::int64_t most) {
  Unmeasured found;
  found.until = measured_until(database);
  std::set<TicketId> tickets;
  auto rows = database.prepare("SELECT id, ticket FROM event WHERE id > ? ORDER BY id LIMIT ?")
                  .bind(found.until)
                  .bind(most);
  while (rows.step()) {
    found.any = true;
    found.until = rows.integer(0);
    if (std::string ticket = rows.text(1); !ticket.empty()) tickets.insert(std::move(ticket));
  }
  found.tickets.assign(tickets.begin(), tickets.end());
  return found;
}

void set_measured_until(Database& database, std::int64_t event) {
  set_meta(database, cursor, std::to_string(event));
}

void put_measures(Database& database, std::string_view ticket, const std::vector<Measure>& measures) {
  database.prepare("DELETE FROM measure WHERE ticket = ?").bind(ticket).run();
  for (const Measure& measure : measures) {
    database
        .prepare(
            "INSERT INTO measure (ticket, kind, at, value, open, number, who, what, detail, priority, "
            "customer, "
            "team, category, channel) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(ticket)
        .bind(static_cast<std::int64_t>(measure.kind))
        .bind(measure.at.ms)
        .bind(measure.value.ms)
        .bind(measure.open.ms)
        .bind(std::int64_t{measure.number})
        .bind(measure.who)
        .bind(measure.what)
        .bind(measure.detail)
        .bind(static_cast<std::int64_t>(measure.priority))
        .bind(measure.customer)
        .bind(measure.team)
        .bind(measure.category)
        .bind(measure.channel)
        .run();
  }
}

void each_measure(Database& database, Interval period,
                  const std::function<void(const TicketId&, const Measure&)>& visit) {
  auto rows = database.prepare(select_measures).bind(period.from.ms).bind(period.to.ms);
  while (rows.step()) visit(rows.text(0), measure_in(rows));
}

void each_measure_of(Database& database, std::string_view customer, Interval period,
                     const std::function<void(const TicketId&, const Measure&)>& visit) {
  auto rows = database.prepare(std::string(select_measures) + " AND customer = ?")
                  .bind(period.from.ms)
                  .bind(period.to.ms)
                  .bind(customer);
  while (rows.step()) visit(rows.text(0), measure_in(rows));
}

std::int64_t count_open(Database& database, std::string_view customer, Instant at) {
  // The last of created, resolved and reopened says it. What was finished before has not changed since.
  auto rows = database
                  .prepare(
                      "SELECT count(*) FROM ticket WHERE (finished = 0 OR (finished = 1 AND updated >= ?)) AND customer = ? "
                      "AND (SELECT kind FROM measure WHERE measure.ticket = ticket.id AND kind IN (?, ?, ?) AND at < ? "
                      "ORDER BY at DESC, measure.rowid DESC LIMIT 1) <> ?")
                  .bind(at.ms)
                  .bind(customer)
                  .bind(static_cast<std::int64_t>(Measure::Kind::created))
                  .bind(static_cast<std::int64_t>(Measure::Kind::resolved))
                  .bind(static_cast<std::int64_t>(Measure::Kind::reopened))
                  .bind(at.ms)
                  .bind(static_cast<std::int64_t>(Measure::Kind::resolved));
  return rows.step() ? rows.integer(0) : 0;
}

}  // namespace oasis::store
