// What a fact did to a ticket's clocks, told as facts of their own: met, breached, paused, resumed. Internal
// to this room.
#pragma once

#include <array>
#include <utility>
#include <vector>

#include "shared/command/turn.hpp"
#include "shared/policy/rules.hpp"

namespace oasis {

/// What the comparison needs of a clock as it was; most facts change none.
struct ClockBefore {
  Clock::Phase phase = Clock::Phase::off;
  bool breached = false;
  bool has_target = false;
  Instant started;
  Instant counting_since;
  Duration spent;
  Maybe<Instant> due;
};
using ClocksBefore = std::array<ClockBefore, clock_count>;

/// Those of a ticket that is about to be made: off.
ClocksBefore clocks_before(const Ticket* ticket);
/// Records what the fact of that number did to the clocks. Breaches are added to `causes`.
void record_differences(Turn& turn, const TicketId& ticket, const ClocksBefore& before, std::uint32_t cause,
                        std::vector<Cause>& causes);

/// Records a fact that may move clocks, then what it did to them. Breaches are added to `causes`. The number
/// of the fact itself.
template <typename AFact>
std::uint32_t record_with_clocks(Turn& turn, const TicketId& ticket, const Actor& by,
                                 std::optional<std::uint32_t> cause, AFact&& fact, std::vector<Cause>& causes) {
  const ClocksBefore before = clocks_before(turn.ticket(ticket));
  const std::uint32_t number = turn.record(ticket, by, cause, std::forward<AFact>(fact));
  record_differences(turn, ticket, before, number, causes);
  return number;
}

/// The actor of everything that follows by itself.
Actor by_system(std::string what);

}  // namespace oasis
