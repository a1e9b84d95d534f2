// The dialog "Why?" of a ticket: a person, a moment, and the answer. May not: find the answer (answer.hpp).
#pragma once

#include "client/screens/desk.hpp"
#include "client/screens/ticket.hpp"

namespace oasis {

/// Draws it while it is open.
void draw_why(Desk& desk, WhyQuestion& question, const Ticket& ticket);

}  // namespace oasis
