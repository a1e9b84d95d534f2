// The room "Review": last month's findings one at a time, each with its evidence, the way to its editor and what is
// decided about it; the way in for whoever draws the page. May not: find or count anything (the server does); be
// entered by anything but draw_review.
#pragma once

#include <memory>
#include <string>

#include "client/screens/desk.hpp"

namespace oasis {

/// What the room remembers; made when it is drawn for the first time.
struct ReviewRoom;

/// `address` is that of the room, "/review" (the last whole month) or "/review/2026-10".
void draw_review(Desk& desk, std::shared_ptr<ReviewRoom>& room, const std::string& address, ui::Rect area,
                 bool* navigation_open);

}  // namespace oasis
