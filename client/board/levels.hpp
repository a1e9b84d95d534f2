// How well service levels are kept, on a card of the board: by clock, and all clocks together by priority, customer and
// team; today, over the days of the board and from day to day. May not: count; decide where the card stands.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "client/board/card.hpp"
#include "client/charts/steps.hpp"

namespace oasis {

enum class LevelsBy : std::uint8_t { clock, priority, customer, team };

/// What the room remembers of the card.
struct LevelsView {
  LevelsBy by = LevelsBy::clock;
  std::map<std::string, ChartSteps> steps;  ///< by the line's name
};

/// A wall shows the clocks, whatever was chosen, in lines that are read from across the room.
float levels_height(const BoardPlace& place, const LevelsView& view, int across);
void draw_levels(const BoardPlace& place, ui::Rect rect, int across, LevelsView& view);

}  // namespace oasis
