// One row of the inbox: its words, kept while they stay right, and how it is drawn.
// May not: change the ticket, or know its neighbours.
#pragma once

#include <string>

#include "client/screens/clocks.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

/// Everything a row says, made when its ticket or the time changes it, so that drawing a frame makes no text.
struct RowWords {
  TicketId ticket;
  std::uint64_t revision = 0;  ///< the replica's when they were made
  Instant until;               ///< then a clock says something else
  std::string name;            ///< what a screen reader or a test calls the row
  std::string mark_name;       ///< the same of its box
  std::string number, sender, customer, snippet, moment, assignee, tier;
  ClockWords clocks;
  bool unread = false;
};

bool is_right(const RowWords& words, const Ticket& ticket, const Desk& desk);
void say_row(const Ticket& ticket, const Desk& desk, RowWords& words);

struct RowLook {
  ui::Rect rect;
  bool open = false;    ///< its ticket is shown beside the list
  bool narrow = false;  ///< two lines in a column instead of one across the page
  bool marks = false;   ///< the box to mark it takes the place of the dot of unread ones
};

constexpr float wide_row_height = 44, narrow_row_height = 68;

void draw_row(Desk& desk, ui::Painter& paint, const Ticket& ticket, const RowWords& words, const RowLook& look);
/// Where its box for marking is.
ui::Rect mark_place(const RowLook& look);

}  // namespace oasis
