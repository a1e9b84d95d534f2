// The parts of the board, each on a card in a rectangle: numbers, what breaches next, who is on call.
// May not: count; decide where they stand.
#pragma once

#include "client/board/card.hpp"

namespace oasis {

float numbers_height(const BoardPlace& place, int across);
void draw_numbers(const BoardPlace& place, ui::Rect rect, int across);

float breaches_height(const BoardPlace& place);
/// As many as there is room for.
void draw_breaches(const BoardPlace& place, ui::Rect rect);

float on_call_height(const BoardPlace& place);
void draw_on_call(const BoardPlace& place, ui::Rect rect);

}  // namespace oasis
