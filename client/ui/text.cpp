// Words on the canvas and in the tree.
// May not: take input.
#include "client/ui/text.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/paint.hpp"

namespace oasis::ui {
namespace {

std::uint32_t text_state(const TextStyle& style) {
  return style.weight == Weight::semibold ? platform::state_semibold : 0u;
}

}  // namespace

void text(Ui& ui, std::string_view words, TextStyle style) {
  const bool in_row = ui.flow().kind == Flow::Kind::row;
  const float natural = ui.text_width(words, style.size, style.weight);
  float width = style.width;
  if (width <= 0 && in_row) width = std::min(natural, std::max(1.f, ui.area().w));
  const Rect rect = ui.place(width, ui.line_height(style.size));
  Painter(ui).text(rect, words, style.size, ui.palette().tone(style.tone).text, style.weight);
  if (style.hidden || words.empty()) return;
  platform::Node& node =
      ui.node(Role::text, ui.nameless(), words, {rect.x, rect.y, std::min(natural, rect.w), rect.h});
  node.level = static_cast<std::uint8_t>(style.size);
  node.state = text_state(style);
}

void heading(Ui& ui, std::string_view words, int level) {
  const TextSize size = level == 1 ? TextSize::title : TextSize::body;
  const bool in_row = ui.flow().kind == Flow::Kind::row;
  const float natural = ui.text_width(words, size, Weight::semibold);
  const Rect rect =
      ui.place(in_row ? std::min(natural, std::max(1.f, ui.area().w)) : 0, ui.line_height(size));
  Painter(ui).text(rect, words, size, ui.palette().tone(Tone::normal).text, Weight::semibold);
  platform::Node& node =
      ui.node(Role::heading, ui.nameless(), words, {rect.x, rect.y, std::min(natural, rect.w), rect.h});
  node.level = static_cast<std::uint8_t>(level);
  node.state = platform::state_semibold;
}

float wrapped_title_height(Ui& ui, std::string_view words, float width) {
  const bool fits = ui.text_width(words, TextSize::title, Weight::semibold) <= width;
  return ui.line_height(TextSize::title) * (fits ? 1 : 2);
}

void wrapped_title(Ui& ui, std::string_view words) {
  const float height = wrapped_title_height(ui, words, ui.area().w);
  const float line = ui.line_height(TextSize::title);
  if (height <= line) return heading(ui, words, 1);
  const Rect rect = ui.place(0, height);
  const float room = std::max(1.f, std::floor(rect.w * ui.scale()));
  const auto& lines = ui.wraps().lines(words, ui.font(TextSize::title, Weight::semibold), room, ui.runs());
  const std::size_t end = lines.size() > 1 ? lines[0].end : words.size();
  const std::size_t second = lines.size() > 1 ? lines[1].begin : words.size();
  const Color color = ui.palette().tone(Tone::normal).text;
  Painter paint(ui);
  paint.text({rect.x, rect.y, rect.w, line}, words.substr(0, end), TextSize::title, color, Weight::semibold);
  paint.text({rect.x, rect.y + line, rect.w, line}, words.substr(second), TextSize::title, color, Weight::semibold);
  platform::Node& node = ui.node(Role::heading, ui.nameless(), words, rect);
  node.level = 1;
  node.state = platform::state_semibold;
}

void paragraph(Ui& ui, std::string_view words, TextStyle style) {
  const float width = style.width > 0 ? style.width : ui.area().w;
  const platform::Font font = ui.font(style.size, style.weight);
  const float room = std::max(1.f, std::floor(width * ui.scale()));
  const std::vector<Line>& lines = ui.wraps().lines(words, font, room, ui.runs());
  const float height = ui.line_height(style.size);
  const Rect rect = ui.place(width, height * static_cast<float>(lines.size()));
  const bool from_right = is_right_to_left(words);
  const Color color = ui.palette().tone(style.tone).text;
  Painter paint(ui);
  for (std::size_t i = 0; i < lines.size(); i++) {
    const Line& line = lines[i];
    const Rect strip{rect.x, rect.y + height * static_cast<float>(i), rect.w, height};
    if (ui.visible(strip).empty()) continue;
    const float x = strip.x * ui.scale() + (from_right ? room - line.width : 0);
    paint.baseline(words.substr(line.begin, line.end - line.begin), font, color, x, strip);
  }
  if (style.hidden) return;
  platform::Node& node = ui.node(Role::paragraph, ui.nameless(), words, rect);
  node.level = static_cast<std::uint8_t>(style.size);
  node.state =
      text_state(style) | platform::state_selectable_text | (from_right ? platform::state_right_to_left : 0u);
}

float paragraph_height(Ui& ui, std::string_view words, float width, TextStyle style) {
  const float room = std::max(1.f, std::floor(width * ui.scale()));
  const auto& lines = ui.wraps().lines(words, ui.font(style.size, style.weight), room, ui.runs());
  return ui.line_height(style.size) * static_cast<float>(lines.size());
}

}  // namespace oasis::ui
