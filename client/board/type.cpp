// See type.hpp.
#include "client/board/type.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace oasis {

using namespace ui;

BoardType desk_type(const Ui& ui) {
  const TypeScale& type = ui.theme().type;
  BoardType board;
  board.title = board.body = type.em[static_cast<int>(TextSize::body)];
  board.small = type.em[static_cast<int>(TextSize::small)];
  board.figure = type.em[static_cast<int>(TextSize::title)] * 1.4f;
  board.row = std::max(44.f, 2 * board.body + 18);
  return board;
}

BoardType wall_type(Rect screen) {
  const float by_width = screen.w < screen.h ? screen.w / 900 : screen.w / 1440;
  const float by_height = screen.w < screen.h ? screen.h / 1280 : screen.h / 860;
  const float scale = std::max(0.5f, std::min(by_width, by_height));
  BoardType board;
  board.figure = std::round(60 * scale);
  board.title = std::round(24 * scale);
  board.body = std::round(24 * scale);
  board.small = std::round(17 * scale);
  board.row = std::round(62 * scale);
  board.padding = std::round(20 * scale);
  board.gap = std::round(16 * scale);
  board.wall = true;
  return board;
}

float write_line(Ui& ui, Painter& paint, Rect rect, std::string_view words, float em, Color color,
                 Weight weight, Align align) {
  if (words.empty() || rect.w <= 0) return 0;
  const float scale = ui.scale();
  const platform::Font font{std::round(em * scale), weight == Weight::semibold, false};
  std::string shortened;
  const std::size_t fits = ui.wraps().fitting(words, font, std::ceil(rect.w * scale), ui.runs());
  if (fits < words.size()) {
    shortened = std::string(words.substr(0, fits)) + "…";
    words = shortened;
  }
  const float width = ui.runs().measure(words, font);
  float x = rect.x * scale;
  if (align == Align::center) x += (rect.w * scale - width) / 2;
  if (align == Align::right) x += rect.w * scale - width;
  paint.baseline(words, font, color, x, rect);
  return width / scale;
}

float line_width(Ui& ui, std::string_view words, float em, Weight weight) {
  const platform::Font font{std::round(em * ui.scale()), weight == Weight::semibold, false};
  return std::ceil(ui.runs().measure(words, font)) / ui.scale();
}

}  // namespace oasis
