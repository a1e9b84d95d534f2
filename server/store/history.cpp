// Events of all tickets by time. May not: know who may see what.
#include "server/store/history.hpp"

#include <algorithm>

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

}  // namespace oasis::store
