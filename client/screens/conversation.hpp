// A ticket's conversation: what people wrote, and between it what the system did, in order.
// May not: send anything.
#pragma once

#include "client/screens/desk.hpp"

namespace oasis {

/// Draws it into `area`, scrolled to its end at first and whenever something is added while it shows the end.
void draw_conversation(Desk& desk, const Ticket& ticket, ui::Rect area);

}  // namespace oasis
