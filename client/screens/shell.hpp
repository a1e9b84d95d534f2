// The frame around every room: navigation, the connection's state, who is signed in; and which room is shown.
// May not: know what is inside a room.
#pragma once

#include <string>

#include "client/screens/desk.hpp"
#include "client/screens/inbox.hpp"
#include "client/screens/new_ticket.hpp"
#include "client/screens/ticket.hpp"

namespace oasis {

struct Shell {
  Inbox inbox;
  TicketRoom ticket;
  NewTicket new_ticket;
  bool navigation_open = false;  ///< on narrow pages, where it lies over the room
  std::string at;                ///< the address that is shown
};

/// Draws the page. Reads the address and changes it when a person goes somewhere.
void draw_shell(Desk& desk, Shell& shell);

}  // namespace oasis
