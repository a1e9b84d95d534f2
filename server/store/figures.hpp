// Counts over tables, for whoever watches the server. Each is answered from an index.
// May not: read what the rows say.
#pragma once

#include <cstdint>
#include <optional>

#include "server/store/sqlite.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

struct OutboxFigures {
  std::int64_t waiting = 0;       // queued or being sent
  std::optional<Instant> oldest;  // when the first of them came into its state
};
OutboxFigures outbox_figures(Database& database);

}  // namespace oasis::store
