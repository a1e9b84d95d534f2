// Tickets that came to their end lately. May not: decide whom they concern.
#include "server/store/finished.hpp"

namespace oasis::store {

std::vector<TicketId> finished_since(Database& database, Instant since, int most) {
  auto rows =
      database.prepare("SELECT id FROM ticket WHERE finished = 1 AND updated > ? ORDER BY updated DESC LIMIT ?")
          .bind(since.ms)
          .bind(std::int64_t{most});
  std::vector<TicketId> ids;
  while (rows.step()) ids.push_back(rows.text(0));
  return ids;
}

}  // namespace oasis::store
