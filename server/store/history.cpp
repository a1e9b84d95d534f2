// Events of all tickets by time. May not: know who may see what.
#include "server/store/history.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/codec/rows.hpp"

namespace oasis::store {

void each_event_between(Database& database, Interval period, HistoryPlace after, std::int64_t most,
                        const std::function<void(HistoryRow)>& visit) {
  auto rows =
      database
          .prepare(
              "SELECT event.at, event.id, ticket.row ->> '$.team', ticket.row ->> '$.customer', event.kind = 'noted', "
              "event.body FROM event JOIN ticket ON ticket.id = event.ticket "
              "WHERE event.at >= ? AND event.at < ? AND (event.at > ? OR event.id > ?) ORDER BY event.at, event.id LIMIT ?")
          .bind(std::max(period.from, after.at).ms)
          .bind(period.to.ms)
          .bind(after.at.ms)
          .bind(after.id)
          .bind(most);
  while (rows.step()) {
    HistoryRow row;
    row.place = {Instant{rows.integer(0)}, rows.integer(1)};
    row.team = rows.text(2);
    row.customer = rows.text(3);
    row.note = rows.integer(4) != 0;
    row.body = rows.text(5);
    visit(std::move(row));
  }
}

void each_created_between(Database& database, Interval period, HistoryPlace after, std::int64_t most,
                          const std::function<void(CreatedTicket)>& visit) {
  auto rows = database
                  .prepare(
                      "SELECT event.at, event.id, ticket.id, ticket.number, coalesce(ticket.row ->> '$.team', ''), "
                      "coalesce(ticket.row ->> '$.customer', '') FROM event JOIN ticket ON ticket.id = event.ticket "
                      "WHERE event.kind = 'created' AND event.at >= ? AND event.at < ? AND (event.at > ? OR event.id > ?) "
                      "AND coalesce(ticket.row ->> '$.drill', 0) = 0 ORDER BY event.at, event.id LIMIT ?")
                  .bind(std::max(period.from, after.at).ms)
                  .bind(period.to.ms)
                  .bind(after.at.ms)
                  .bind(after.id)
                  .bind(most);
  while (rows.step()) {
    CreatedTicket ticket;
    ticket.place = {Instant{rows.integer(0)}, rows.integer(1)};
    ticket.id = rows.text(2);
    ticket.number = rows.integer(3);
    ticket.team = rows.text(4);
    ticket.customer = rows.text(5);
    visit(std::move(ticket));
  }
}

GivenTicket given_on(Database& database, const CreatedTicket& created, Words words, bool with_notes) {
  GivenTicket ticket{created.id, created.number, {}};
  auto rows = database
                  .prepare(
                      "SELECT body FROM event WHERE ticket = ? AND kind IN ('created', 'replied', 'noted', "
                      "'customer_replied', 'changed', 'merged', 'rated', 'resolved', 'closed', 'reopened', 'acknowledged', "
                      "'escalated', 'step_skipped', 'promised') ORDER BY number")
                  .bind(created.id);
  while (rows.step()) {
    const auto event = read_event(nlohmann::json::parse(rows.text(0), nullptr, false));
    if (!event.ok()) throw Failure(Trouble::corrupt, "an event of " + created.id + ": " + event.error().what);
    if (std::holds_alternative<Noted>(event->fact) && !with_notes) continue;
    if (auto given = given_by(*event, words)) ticket.events.push_back(*std::move(given));
  }
  return ticket;
}

}  // namespace oasis::store
