// Counts over tables. May not: read what the rows say.
#include "server/store/figures.hpp"

namespace oasis::store {

OutboxFigures outbox_figures(Database& database) {
  auto row = database.prepare("SELECT count(*), min(at) FROM outbox WHERE state IN ('queued', 'sending')");
  OutboxFigures figures;
  if (!row.step()) return figures;
  figures.waiting = row.integer(0);
  if (!row.is_null(1)) figures.oldest = Instant{row.integer(1)};
  return figures;
}

}  // namespace oasis::store
