// The bar below a changed workspace document: what the change would do, for which tickets it shall hold, save
// or discard it. May not: know what was changed.
#pragma once

#include "client/screens/desk.hpp"

namespace oasis {

float change_bar_height(const ui::Ui& ui, float width);
/// `open_tickets`: a saved change applies to them, too.
void draw_change_bar(Desk& desk, bool& open_tickets, ui::Rect area);

}  // namespace oasis
