// The strip above the inbox: which view, the filter, the order and the grouping, and keeping them as a view.
// May not: draw tickets.
#pragma once

#include <string>

#include "client/screens/desk.hpp"
#include "client/screens/inbox_query.hpp"

namespace oasis {

struct InboxBar {
  bool saving = false;  ///< the dialog is open
  std::string name;
  bool choosing = false;  ///< the menu of order and grouping, on narrow pages
};

struct BarOptions {
  bool with_menu = false;  ///< the navigation is not beside it
  bool navigation_open = false;
  int tickets = 0;
};
struct BarResult {
  bool toggle_navigation = false;
  bool new_ticket = false;
  bool typed = false;  ///< the filter changed
  bool chose = false;  ///< order or grouping changed
};

BarResult draw_inbox_bar(Desk& desk, InboxBar& bar, InboxQuery& query, ui::Rect area, BarOptions options);

}  // namespace oasis
