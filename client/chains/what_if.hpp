// "What if" beside the picture: what is tried, and what would come of it, played anew with every change.
// May not: decide anything (shared/simulate/what_if plays it).
#pragma once

#include <cstdint>
#include <string>

#include "client/chains/document.hpp"
#include "client/chains/timeline.hpp"
#include "client/screens/desk.hpp"
#include "shared/simulate/what_if.hpp"

namespace oasis {

struct WhatIfPanel {
  bool begun = false;  ///< the fields were filled in for the first time
  WhatIf what_if;
  Id chain;          ///< that it was begun for
  std::string when;  ///< as it is typed: "2026-03-02 09:00"
  Played played;
  WhatIf played_of;             ///< what was played
  std::uint64_t played_on = 0;  ///< the document that it was played on
  std::string fault;            ///< why it could not be played
  TimelineDrag drag;
};

void draw_what_if(Desk& desk, const ChainDocument& document, WhatIfPanel& panel, std::size_t chain);

}  // namespace oasis
