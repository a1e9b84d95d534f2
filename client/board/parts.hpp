// The parts of the board, each on a card in a rectangle: numbers, what breaches next, how levels are kept,
// who is on call. May not: count; decide where they stand.
#pragma once

#include <string>
#include <vector>

#include "client/board/type.hpp"
#include "client/charts/steps.hpp"
#include "client/screens/desk.hpp"
#include "shared/report/board.hpp"

namespace oasis {

/// Where things are drawn, and how large.
struct BoardPlace {
  Desk& desk;
  const Board& board;
  const BoardType& type;
  std::string filters;  ///< of the tickets it counts, as an address has them: "customer=globex"; empty: all
};

float numbers_height(const BoardPlace& place, int across);
void draw_numbers(const BoardPlace& place, ui::Rect rect, int across);

float breaches_height(const BoardPlace& place);
/// As many as there is room for.
void draw_breaches(const BoardPlace& place, ui::Rect rect);

float levels_height(const BoardPlace& place, int across);
/// `steps`: of each clock's line.
void draw_levels(const BoardPlace& place, ui::Rect rect, int across, std::vector<ChartSteps>& steps);

float on_call_height(const BoardPlace& place);
void draw_on_call(const BoardPlace& place, ui::Rect rect);

}  // namespace oasis
