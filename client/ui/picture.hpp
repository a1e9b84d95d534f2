// Pictures of files, and files as tiles. May not: fetch or decode (the page does), know tickets.
#pragma once

#include <string_view>

#include "client/ui/icons.hpp"
#include "client/ui/ui.hpp"

namespace oasis::ui {

/// A picture of this site in a box of that size, whole; grey until it is there, a sign where it does not come. Fetched
/// when some of the box is in sight. Nothing in the semantic tree: whoever draws it names it.
void draw_picture(Ui& ui, Painter& paint, Rect rect, std::string_view url);

/// The same as a button: pressing it is asking to see it whole. `name` says what it shows.
bool picture_button(Ui& ui, Name name, std::string_view url, float width, float height);

struct FileTile {
  std::string_view name;      // of the file
  std::string_view detail;    // "PNG · 81 KB", "37 %"
  std::string_view picture;   // address of a picture of it; empty: a sign
  float share = 1;            // below 1: how much of it has arrived
};
constexpr float file_tile_width = 220;
float file_tile_height(const Ui& ui);
/// A file that can be taken off. True when its cross is pressed, whose name is `remove`.
bool file_tile(Ui& ui, const FileTile& file, Name remove);

}  // namespace oasis::ui
