// Room 7, "Training": playbooks to read, and drills to hold; the way in for whoever draws the page. May not: be entered
// by anything but draw_training and draw_playbooks_beside.
#pragma once

#include <memory>
#include <string>

#include "client/screens/desk.hpp"
#include "client/screens/ticket.hpp"

namespace oasis {

/// What the room remembers; made when it is drawn for the first time.
struct TrainingRoom;

/// `address` is that of the room: "/training", "/training/playbooks/calm-anger", "/training/drills".
void draw_training(Desk& desk, std::shared_ptr<TrainingRoom>& room, const std::string& address, ui::Rect area,
                   bool* navigation_open);

/// The playbooks for a ticket's tier and category as a section of its side panel, and the one that is open over it.
void draw_playbooks_beside(Desk& desk, PlaybookBeside& beside, const Ticket& ticket);

}  // namespace oasis
