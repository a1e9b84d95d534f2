// The dialog "Why?" of a ticket: a person, a moment, and the answer. May not: find the answer (answer.hpp).
#pragma once

#include <string_view>
#include <vector>

#include "client/screens/desk.hpp"
#include "client/screens/ticket.hpp"
#include "client/why/answer.hpp"

namespace oasis {

/// Draws it while it is open.
void draw_why(Desk& desk, WhyQuestion& question, const Ticket& ticket);

/// The lines of an answer as a list of that name; nothing without lines.
void draw_why_lines(Desk& desk, std::string_view name, const std::vector<WhyLine>& lines);

}  // namespace oasis
