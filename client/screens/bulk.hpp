// What can be done to several tickets at once: the bar that appears while some are marked, and its dialogs.
// May not: decide what a command leads to.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "client/screens/desk.hpp"

namespace oasis {

struct Bulk {
  std::unordered_set<TicketId> marked;
  TicketId last;  ///< the row that was highlighted last
  bool assigning = false, prioritising = false, changing_status = false, more = false;  ///< open menus
  bool tagging = false, merging = false;                                                ///< open dialogs
  std::string tag;
  int merge_into = 0;
};

void mark(Bulk& bulk, const TicketId& ticket, bool on);

/// Assigns them to the person at this browser.
void take_over(Desk& desk, const std::vector<const Ticket*>& tickets);

float bulk_bar_height(const ui::Ui& ui);
void draw_bulk_bar(Desk& desk, Bulk& bulk, ui::Rect area);
void draw_bulk_dialogs(Desk& desk, Bulk& bulk);

}  // namespace oasis
