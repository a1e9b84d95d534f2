// Counts over tables. May not: read what the rows say.
#include "server/store/figures.hpp"

namespace oasis::store {

OutboxFigures outbox_figures(Database& database) {
  // One query for each state, as there is an index for each.
  auto row = database.prepare(
      "SELECT sum(waiting), min(oldest) FROM ("
      "SELECT count(*) AS waiting, min(at) AS oldest FROM outbox WHERE state = 'queued' UNION ALL "
      "SELECT count(*), min(at) FROM outbox WHERE state = 'sending')");
  OutboxFigures figures;
  if (!row.step()) return figures;
  figures.waiting = row.integer(0);
  if (!row.is_null(1)) figures.oldest = Instant{row.integer(1)};
  return figures;
}

}  // namespace oasis::store
