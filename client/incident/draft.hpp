// What is written on the page after an incident and not kept yet, as a draft of this browser: it outlives leaving the page and
// a crash. May not: draw; know the network.
#pragma once

#include <string>

#include "client/incident/parts.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

/// Once a frame, before the page is drawn: takes up what was being written, where nothing is yet.
void take_up_draft(const Drafts& drafts, const std::string& ticket, IncidentForm& form);
/// Once a frame, after it was drawn: keeps what was changed, if it is another than before.
void keep_draft(Drafts& drafts, const std::string& ticket, const IncidentForm& form);
/// It is on the server, or given up.
void drop_draft(Drafts& drafts, const std::string& ticket);

}  // namespace oasis
