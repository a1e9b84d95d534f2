// The frame around every room: which room an address shows, the connection's state, title and badge.
// May not: know what is inside a room.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "client/board/room.hpp"
#include "client/chains/room.hpp"
#include "client/incident/room.hpp"
#include "client/reports/room.hpp"
#include "client/review/room.hpp"
#include "client/screens/customers.hpp"
#include "client/screens/desk.hpp"
#include "client/screens/inbox.hpp"
#include "client/screens/inbox_bar.hpp"
#include "client/screens/navigation.hpp"
#include "client/screens/new_ticket.hpp"
#include "client/screens/oncall.hpp"
#include "client/screens/palette.hpp"
#include "client/screens/settings.hpp"
#include "client/screens/ticket.hpp"
#include "client/screens/views.hpp"
#include "client/training/room.hpp"

namespace oasis {

enum class Room : std::uint8_t { inbox, oncall, chains, board, reports, review, incident, customers, training, settings };

struct Shell {
  Room room = Room::inbox;
  Inbox inbox;
  InboxBar bar;
  TicketRoom ticket;  ///< beside or instead of the inbox while one is open
  OncallRoom oncall;
  std::shared_ptr<ChainsRoom> chains;    ///< once it was shown
  std::shared_ptr<BoardRoom> board;      ///< the same
  std::shared_ptr<ReportsRoom> reports;  ///< the same
  std::shared_ptr<ReviewRoom> review;
  std::shared_ptr<IncidentRoom> incident;
  CustomersRoom customers;
  std::shared_ptr<TrainingRoom> training;  ///< once it was shown
  SettingsRoom settings;
  NewTicket new_ticket;
  CommandPalette palette;
  Navigation navigation;
  std::uint64_t titled_revision = 0;  ///< the page's title is right for this replica, address and count
  std::string titled_at;
  int titled_waiting = -1;
  bool told_insecure = false;  ///< the banner about plain HTTP was closed
  std::string at;              ///< the address that is shown
};

/// Draws the page. Reads the address and changes it when a person goes somewhere.
void draw_shell(Desk& desk, Shell& shell);

}  // namespace oasis
