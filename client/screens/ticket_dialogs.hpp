// What a step on a ticket asks for before it is done: an escalation's four lines, an outcome, another ticket.
// May not: decide what the step leads to.
#pragma once

#include "client/screens/desk.hpp"
#include "client/screens/ticket.hpp"

namespace oasis {

/// Draws those that are open.
void draw_ticket_dialogs(Desk& desk, TicketRoom& room, const Ticket& ticket);

/// The ticket that a person means by "#42", "42" or its id; null if there is none.
const Ticket* find_meant(const Replica& replica, const std::string& typed);

}  // namespace oasis
