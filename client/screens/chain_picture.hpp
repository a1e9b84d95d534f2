// An escalation drawn as the chain itself: tiers one below the other, where it is, who was told by what and
// what became of it, how long until the next. May not: find these things out (chain_progress.hpp).
#pragma once

#include "client/screens/chain_progress.hpp"
#include "client/ui/ui.hpp"

namespace oasis {

void draw_chain_picture(ui::Ui& ui, const ChainProgress& progress);

}  // namespace oasis
