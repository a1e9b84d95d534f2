// What is open now and what breaches next, for the board. May not: know who may see what.
#pragma once

#include <cstdint>
#include <functional>

#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

struct OpenCounts {
  std::int64_t open = 0;        ///< not resolved or closed
  std::int64_t unassigned = 0;  ///< of these, in nobody's hands
  std::int64_t escalating = 0;  ///< with a run that waits for an answer
  std::int64_t soon = 0;        ///< with a clock that is due between now and `soon`
};
/// Each from an index: O(open tickets) at most.
OpenCounts open_counts(Database& database, Instant now, Instant soon);

struct NextBreach {
  TicketId ticket;
  ClockKind clock{};
  Instant due;
};
/// The clocks that run out next, the earliest first, until `visit` answers false.
void each_next_breach(Database& database, const std::function<bool(const NextBreach&)>& visit);

}  // namespace oasis::store
