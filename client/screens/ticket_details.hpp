// The panel beside a conversation: clocks with their explanation, the escalation drawn as the chain itself,
// the ticket's facts with the means to change them, and what came before from this customer. May not: decide
// what a change leads to.
#pragma once

#include "client/screens/desk.hpp"
#include "client/screens/ticket.hpp"

namespace oasis {

/// `closable` where it lies over the conversation.
void draw_ticket_details(Desk& desk, TicketRoom& room, const Ticket& ticket, ui::Rect area, bool closable);

}  // namespace oasis
