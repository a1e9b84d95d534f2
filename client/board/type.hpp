// How large the board is written: as the rest of the program, or to be read from across the room.
// May not: know what is written.
#pragma once

#include <string_view>

#include "client/ui/paint.hpp"

namespace oasis {

/// CSS pixels.
struct BoardType {
  float figure = 28;  ///< em of the large numbers
  float title = 14;
  float body = 14;
  float small = 12;
  float row = 44;      ///< height of a line of a list
  float padding = 16;  ///< inside of a card
  float gap = 16;      ///< between two cards
  bool wall = false;
};

BoardType desk_type(const ui::Ui& ui);
/// For a screen of that size: everything grows with it.
BoardType wall_type(ui::Rect screen);

/// One line, ending in "…" where it does not fit; answers its width.
float write_line(ui::Ui& ui, ui::Painter& paint, ui::Rect rect, std::string_view words, float em,
                 ui::Color color, ui::Weight weight = ui::Weight::regular, ui::Align align = ui::Align::left);
float line_width(ui::Ui& ui, std::string_view words, float em, ui::Weight weight = ui::Weight::regular);

/// The height of a line of that size.
inline float line_of(float em) {
  return em * 1.4f;
}

}  // namespace oasis
