// Room 2, a ticket: the conversation, what can be done about it, and beside it clocks, escalation and facts.
// May not: decide what a command leads to.
#pragma once

#include <optional>
#include <string>

#include "client/screens/desk.hpp"

namespace oasis {

/// What the room remembers while one ticket is open.
struct TicketRoom {
  TicketId ticket;
  bool noting = false;        ///< the composer writes an internal note
  bool details_open = false;  ///< the side panel, where it does not fit beside the conversation
  bool escalating = false;    ///< the dialog is open
  std::string escalate_reason;
  int escalate_tier = -1;  ///< index into the chain's tiers; -1 = the next one
  bool resolving = false;
  std::string outcome;
};

/// Opens another ticket: what was being written stays in the drafts.
void show_ticket(TicketRoom& room, const TicketId& ticket);

/// Draws the room; `back` is set where the list is not beside it. True when a person wants to go back to the
/// list.
bool draw_ticket(Desk& desk, TicketRoom& room, ui::Rect area, bool back);

}  // namespace oasis
