// The composer below a conversation: a public reply or an internal note, kept as a draft until it is sent.
// May not: decide what a reply leads to.
#pragma once

#include "client/screens/desk.hpp"

namespace oasis {

/// How high it wants to be at a width.
float composer_height(Desk& desk, const Ticket& ticket, bool noting, float width);
void draw_composer(Desk& desk, const Ticket& ticket, bool& noting, ui::Rect area);

}  // namespace oasis
