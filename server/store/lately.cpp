// What happened lately. May not: decide whom it concerns.
#include "server/store/lately.hpp"

namespace oasis::store {

std::vector<TicketId> finished_since(Database& database, Instant since, int most) {
  auto rows =
      database
          .prepare("SELECT id FROM ticket WHERE finished = 1 AND updated > ? ORDER BY updated DESC LIMIT ?")
          .bind(since.ms)
          .bind(std::int64_t{most});
  std::vector<TicketId> ids;
  while (rows.step()) ids.push_back(rows.text(0));
  return ids;
}

std::int64_t count_recent_audit(Database& database, std::string_view action, std::string_view address,
                                Instant since) {
  auto counted =
      database
          .prepare(
              "SELECT count(*) FROM (SELECT at, action, address FROM audit ORDER BY n DESC LIMIT 500) "
              "WHERE action = ? AND address = ? AND at > ?")
          .bind(action)
          .bind(address)
          .bind(since.ms);
  return counted.step() ? counted.integer(0) : 0;
}

}  // namespace oasis::store
