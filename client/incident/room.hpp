// The page after an incident, "/tickets/4/incident": the timeline and facts from the log, contributing causes, actions
// with owners, and sending it to those involved; the way in for whoever draws the page. May not: suggest or gather
// anything (the server does); be entered by anything but draw_incident.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "client/screens/desk.hpp"

namespace oasis {

/// What the room remembers; made when it is drawn for the first time.
struct IncidentRoom;

/// `address` is that of the page.
void draw_incident(Desk& desk, std::shared_ptr<IncidentRoom>& room, const std::string& address, ui::Rect area,
                   bool* navigation_open);

}  // namespace oasis
