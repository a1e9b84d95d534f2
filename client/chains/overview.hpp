// All chains, each with its steps in one line and what is wrong with it. May not: change any.
#pragma once

#include "client/chains/document.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

void draw_overview(Desk& desk, const ChainDocument& document, ui::Rect area);

}  // namespace oasis
