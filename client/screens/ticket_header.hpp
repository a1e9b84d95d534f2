// What stands above a conversation: number, state and subject, the clocks, and one button for each next step.
// May not: draw the dialogs that a step asks for.
#pragma once

#include "client/screens/desk.hpp"
#include "client/screens/ticket.hpp"

namespace oasis {

struct HeaderOptions {
  bool back = false;            ///< with a way back to the list
  bool details_beside = false;  ///< clocks are shown there
};

/// In a column of that width, in CSS pixels.
float header_height(ui::Ui& ui, const Ticket& ticket, float width, HeaderOptions options);
/// True when a person wants to go back to the list.
bool draw_ticket_header(Desk& desk, TicketRoom& room, const Ticket& ticket, HeaderOptions options);

}  // namespace oasis
