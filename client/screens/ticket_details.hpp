// The panel beside a conversation: clocks with their due times, the escalation drawn as the chain itself, and
// the ticket's facts with the means to change them. May not: decide what a change leads to.
#pragma once

#include "client/screens/desk.hpp"

namespace oasis {

void draw_ticket_details(Desk& desk, const Ticket& ticket, ui::Rect area);

}  // namespace oasis
