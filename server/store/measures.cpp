// Rows of measures. May not: fold events.
#include "server/store/measures.hpp"

#include <charconv>
#include <map>
#include <set>
#include <string>

#include "server/store/log.hpp"
#include "server/store/measure_days.hpp"

namespace oasis::store {
namespace {

constexpr std::string_view cursor = "measured_until";

std::int64_t measured_until(Database& database) {
  const std::string text = meta(database, cursor);
  std::int64_t event = 0;
  std::from_chars(text.data(), text.data() + text.size(), event);
  return event;
}

/// 0 if there is none.
std::int64_t last_event(Database& database, std::string_view ticket) {
  auto row = database.prepare("SELECT id FROM event WHERE ticket = ? AND ticket <> '' ORDER BY number DESC LIMIT 1").bind(ticket);
  return row.step() ? row.integer(0) : 0;
}

using Days = std::map<std::int64_t, std::vector<Measure>>;

Days by_day(const std::vector<Measure>& measures) {
  Days days;
  for (const Measure& measure : measures) days[measure_day_of(measure.at)].push_back(measure);
  return days;
}

void put_row(Database& database, std::string_view ticket, const Measure& measure) {
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

/// In the order in which read_row takes them.
const std::string select_rows =
    "SELECT ticket, kind, at, value, open, number, who, what, detail, priority, customer, team, category, channel FROM measure";

Measure read_row(const Statement& row) {
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
    ++found.events;
    found.until = rows.integer(0);
    if (std::string ticket = rows.text(1); !ticket.empty()) tickets.insert(std::move(ticket));
  }
  for (const TicketId& ticket : tickets) {
    if (last_event(database, ticket) <= found.until) found.tickets.push_back(ticket);
  }
  return found;
}

bool is_measured(Database& database, std::string_view ticket) {
  return last_event(database, ticket) <= measured_until(database);
}

Uncounted uncounted(Database& database) {
  Uncounted left;
  left.events = database.integer("SELECT coalesce(max(id), 0) FROM event");
  left.events_left = left.events - measured_until(database);
  return left;
}

void set_measured_until(Database& database, std::int64_t event) {
  set_meta(database, cursor, std::to_string(event));
}

void put_measures(Database& database, std::string_view ticket, const std::vector<Measure>& measures) {
  const auto were = by_day(measures_of_ticket(database, ticket));
  const auto are = by_day(measures);
  for (const auto& [day, rows] : were) {
    const auto now = are.find(day);
    if (now != are.end() && now->second == rows) continue;
    database.prepare("DELETE FROM measure WHERE ticket = ? AND at >= ? AND at < ?")
        .bind(ticket)
        .bind(measure_day_begins(day).ms)
        .bind(measure_day_begins(day + 1).ms)
        .run();
    note_changed_day(database, day);
  }
  for (const auto& [day, rows] : are) {
    const auto before = were.find(day);
    if (before != were.end() && before->second == rows) continue;
    for (const Measure& measure : rows) put_row(database, ticket, measure);
    note_changed_day(database, day);
  }
}

std::vector<Measure> measures_of_ticket(Database& database, std::string_view ticket) {
  std::vector<Measure> found;
  auto rows = database.prepare(select_rows + " WHERE ticket = ? ORDER BY rowid").bind(ticket);
  while (rows.step()) found.push_back(read_row(rows));
  return found;
}

void each_measure(Database& database, Interval period,
                  const std::function<void(const TicketId&, const Measure&)>& visit) {
  auto rows = database.prepare(select_rows + " WHERE at >= ? AND at < ?").bind(period.from.ms).bind(period.to.ms);
  while (rows.step()) visit(rows.text(0), read_row(rows));
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
