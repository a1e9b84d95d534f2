// Room 3, "Chains": all chains, and the picture of one with the form beside it; the way in for whoever draws
// the page. May not: be entered by anything but draw_chains.
#pragma once

#include <memory>
#include <string>

#include "client/screens/desk.hpp"

namespace oasis {

/// What the room remembers; made when it is drawn for the first time.
struct ChainsRoom;

/// `address` is that of the room, "/chains" or "/chains/default".
void draw_chains(Desk& desk, std::shared_ptr<ChainsRoom>& room, const std::string& address, ui::Rect area,
                 bool* navigation_open);

}  // namespace oasis
