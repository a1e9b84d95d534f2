// Room 8, customers: who they are, what they were promised, how it is kept, and their tickets.
// May not: change the workspace document.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client/screens/desk.hpp"
#include "client/ui/list.hpp"

namespace oasis {

/// One customer's tickets in numbers, as far as this browser knows them: open ones and those finished lately.
struct CustomerFigures {
  Id customer;
  int open = 0, breached = 0, escalated = 0, finished = 0;
  int kept = 0, decided = 0;           ///< promised times that were kept, of those that are decided
  std::vector<const Ticket*> tickets;  ///< last change first
};

struct CustomersRoom {
  Id customer;  ///< whose page is open; empty: the list
  std::string filter;
  ui::ListState list;
  std::vector<CustomerFigures> figures;  ///< in the order of the document
  std::uint64_t counted_revision = 0;
};

/// O(tickets).
std::vector<CustomerFigures> count_customers(const Replica& replica, const Workspace& workspace, Instant now);

/// `navigation_open` is given where the navigation is not beside the room.
void draw_customers(Desk& desk, CustomersRoom& room, ui::Rect area, bool* navigation_open);

}  // namespace oasis
