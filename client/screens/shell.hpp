// The frame around every room: navigation, the connection's state, who is signed in; and which room is shown.
// May not: know what is inside a room.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "client/screens/desk.hpp"
#include "client/screens/inbox.hpp"
#include "client/screens/new_ticket.hpp"
#include "client/screens/ticket.hpp"
#include "client/screens/views.hpp"

namespace oasis {

/// How many tickets each view holds, and how many of them wait for the reader. Counting reads every ticket,
/// so it is done when the replica or the second changes, not with each frame.
struct Counts {
  std::array<int, view_count> views{};
  int waiting_for_me = 0;
  std::uint64_t revision = 0;  ///< the replica's when they were counted
  std::int64_t second = -1;    ///< and the second of the server's time
};

struct Shell {
  Inbox inbox;
  TicketRoom ticket;
  NewTicket new_ticket;
  bool navigation_open = false;  ///< on narrow pages, where it lies over the room
  Counts counts;
  std::string at;  ///< the address that is shown
};

/// Draws the page. Reads the address and changes it when a person goes somewhere.
void draw_shell(Desk& desk, Shell& shell);

}  // namespace oasis
