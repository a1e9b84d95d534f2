// A ticket's conversation: what people wrote, and between it what the system did, in order.
// May not: send anything.
#pragma once

#include "client/screens/desk.hpp"
#include "client/screens/ticket.hpp"

namespace oasis {

/// Draws it into `area`, scrolled to its end at first and whenever something is added while it shows the end.
/// Of a long one the latest part is drawn only, until older parts are asked for.
void draw_conversation(Desk& desk, TicketRoom& room, const Ticket& ticket, ui::Rect area);

}  // namespace oasis
