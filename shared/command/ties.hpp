// What ties a ticket to others and to people: links and watchers (docs/semantics.md, "Mentions, watchers,
// links"). Internal to this room.
// May not: ask who may; the tickets that a command names are known to be seen.
#pragma once

#include <optional>

#include "shared/command/command.hpp"
#include "shared/command/turn.hpp"

namespace oasis {

/// Each carries the command out, or says why not; what is so already changes nothing.
std::optional<Refusal> link(Turn& turn, const Link& command);
std::optional<Refusal> watch(Turn& turn, const Watch& command);

/// Records a link on both tickets, or (`off`) that it is gone.
void record_link(Turn& turn, const TicketId& one, const TicketId& other, bool off, bool split);
bool has_room_for_link(const Ticket& ticket);

/// Where what a customer says on a ticket belongs: on the one that it was merged into, if it was. The ticket
/// is there. O(merges).
const Ticket& survivor_of(Turn& turn, const TicketId& ticket);
/// A new ticket, still without an id, of the same customer and sort as `before`, that begins with `message`.
CreateTicket next_of(const Turn& turn, const Ticket& before, const Draft& message);

}  // namespace oasis
