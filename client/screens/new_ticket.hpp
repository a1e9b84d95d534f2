// The dialog that makes a ticket by hand, for a customer who called or stands at the desk.
// May not: invent a customer.
#pragma once

#include <string>

#include "client/screens/desk.hpp"

namespace oasis {

struct NewTicket {
  bool open = false;
  int customer = 0;  ///< index into the list with "Not listed" first
  std::string from;
  std::string subject;
  std::string text;
  int priority = 1;
};

/// Draws it while it is open. The new ticket's id in the frame in which it was made, else empty.
TicketId draw_new_ticket(Desk& desk, NewTicket& form);

}  // namespace oasis
