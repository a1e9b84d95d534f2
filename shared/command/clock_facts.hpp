// What a fact did to a ticket's clocks, told as facts of their own: met, breached, paused, resumed. Internal
// to this room.
#pragma once

#include <vector>

#include "shared/command/turn.hpp"
#include "shared/policy/rules.hpp"

namespace oasis {

/// Records a fact that may move clocks, then what it did to them. Breaches are added to `causes`. The number
/// of the fact itself.
std::uint32_t record_with_clocks(Turn& turn, const TicketId& ticket, const Actor& by,
                                 std::optional<std::uint32_t> cause, Fact&& fact, std::vector<Cause>& causes);

/// The actor of everything that follows by itself.
Actor by_system(std::string what);

}  // namespace oasis
