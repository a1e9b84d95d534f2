// Room 6, "Reports": a period beside the one before it, with what to look at first; the way in for whoever
// draws the page. May not: count anything (the server does); be entered by anything but draw_reports.
#pragma once

#include <memory>
#include <string>

#include "client/screens/desk.hpp"

namespace oasis {

/// What the room remembers; made when it is drawn for the first time.
struct ReportsRoom;

/// `address` is that of the room, "/reports" or "/reports?period=7d".
void draw_reports(Desk& desk, std::shared_ptr<ReportsRoom>& room, const std::string& address, ui::Rect area,
                  bool* navigation_open);

}  // namespace oasis
