// Room 5, "Board": how things stand now, for managers and for a screen on a wall; the way in for whoever
// draws the page. May not: count anything (the server does); be entered by anything but draw_board.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "client/screens/desk.hpp"

namespace oasis {

/// What the room remembers; made when it is drawn for the first time.
struct BoardRoom;

/// A screen on a wall: large type, and nothing but the board.
inline bool is_wall(std::string_view address) {
  return address.substr(0, 13) == "/board?wall=1";
}

/// `address` is that of the room: "/board", "/board?customer=globex", "/board?wall=1&team=net".
void draw_board(Desk& desk, std::shared_ptr<BoardRoom>& room, const std::string& address, ui::Rect area,
                bool* navigation_open);

}  // namespace oasis
