// Room 5, "Board": how things stand now, for managers and for a screen on a wall; the way in for whoever
// draws the page. May not: count anything (the server does); be entered by anything but draw_board.
#pragma once

#include <memory>
#include <string>

#include "client/screens/desk.hpp"

namespace oasis {

/// What the room remembers; made when it is drawn for the first time.
struct BoardRoom;

/// `address` is that of the room: "/board", or "/board?wall=1" with large type and nothing around it.
void draw_board(Desk& desk, std::shared_ptr<BoardRoom>& room, const std::string& address, ui::Rect area,
                bool* navigation_open);

}  // namespace oasis
