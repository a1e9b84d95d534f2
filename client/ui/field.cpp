// Text fields at rest; editing is the page's.
// May not: validate.
#include "client/ui/field.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/layout.hpp"
#include "client/ui/paint.hpp"

namespace oasis::ui {
namespace {

FieldResult take_input(Ui& ui, NodeId id, std::string& value) {
  FieldResult result;
  if (const std::string* edited = ui.edited(id); edited != nullptr && *edited != value) {
    value = *edited;
    result.changed = true;
    ui.again();  // what was drawn before this field may depend on it
  }
  platform::Input& input = ui.platform().input();
  if (input.submitted == id) result.submitted = true, input.submitted = 0;
  if (input.cancelled == id) result.cancelled = true, input.cancelled = 0;
  return result;
}

void paint_frame(Ui& ui, Painter& paint, Rect box, const FieldOptions& options, bool focused) {
  if (options.frameless) return;
  const Palette& p = ui.palette();
  const float radius = ui.metrics().radius;
  paint.fill(box, options.disabled ? p.hover : p.raised, radius);
  const bool invalid = !options.error.empty();
  paint.stroke(box,
               invalid   ? p.danger
               : focused ? p.accent
                         : p.border_strong,
               radius, focused || invalid ? 1.5f : 1);
}

void describe(Ui& ui, platform::Node& node, const std::string& value, const FieldOptions& options) {
  node.value = ui.keep(value);
  node.hint = ui.keep(options.placeholder);
  node.level = static_cast<std::uint8_t>(TextSize::body);
  node.points_to = options.active;
  node.state = platform::state_focusable | (options.disabled ? platform::state_disabled : 0u) |
               (options.password ? platform::state_password : 0u) |
               (options.error.empty() ? 0u : platform::state_invalid);
}

std::string dots(std::size_t count) {
  std::string result;
  while (count-- > 0) result += "•";
  return result;
}

/// What stands above and below the box: its heights are part of the field's place.
struct Surroundings {
  float above = 0;
  float below = 0;
};

Surroundings surroundings(Ui& ui, const FieldOptions& options) {
  const float line = ui.line_height(TextSize::small) + 4;
  const bool labelled = options.show_label && ui.flow().kind != Flow::Kind::row;
  return {labelled ? line : 0, options.error.empty() && options.hint.empty() ? 0 : line};
}

/// Paints label and hint and answers the box between them.
Rect paint_surroundings(Ui& ui, Painter& paint, Rect rect, Surroundings around, std::string_view label,
                        const FieldOptions& options) {
  const Palette& p = ui.palette();
  if (around.above > 0) {
    Rect line = cut_top(rect, around.above);
    line.h -= 4;
    paint.text(line, label, TextSize::small, p.tone(Tone::secondary).text, Weight::semibold);
  }
  if (around.below > 0) {
    Rect line = cut_bottom(rect, around.below);
    cut_top(line, 4);
    const bool wrong = !options.error.empty();
    const std::string_view words = wrong ? options.error : options.hint;
    paint.text(line, words, TextSize::small, p.tone(wrong ? Tone::danger : Tone::secondary).text);
    ui.node(wrong ? Role::alert : Role::text, ui.nameless(), words, line);
  }
  return rect;
}

/// A click beside the text, on the frame or the icon, means the field, too.
void focus_on_click(Ui& ui, NodeId id, Rect box, bool disabled) {
  if (!disabled && ui.press(id, box).clicked) ui.focus(id);
}

}  // namespace

FieldResult text_field(Ui& ui, Name name, std::string& value, FieldOptions options) {
  const Metrics& m = ui.metrics();
  const NodeId id = ui.id(name);
  const FieldResult result = take_input(ui, id, value);
  const bool in_row = ui.flow().kind == Flow::Kind::row;
  const Surroundings around = surroundings(ui, options);
  const float width = options.width > 0 ? options.width : in_row ? 240.f : 0.f;
  const Rect place = ui.place(width, around.above + m.control + around.below);
  Painter paint(ui);
  const Rect box = paint_surroundings(ui, paint, place, around, name.label, options);
  focus_on_click(ui, id, box, options.disabled);
  const bool focused = ui.focused(id);
  paint_frame(ui, paint, box, options, focused);

  const Palette& p = ui.palette();
  Rect content = inset(box, options.frameless ? 0 : m.padding, 0);
  if (options.icon != Icon::none) {
    draw_icon(paint, options.icon, inset(cut_left(content, m.icon), 0, (m.control - m.icon) / 2),
              p.tone(Tone::secondary).text);
    cut_left(content, 8);
  }
  if (!focused) {  // else the page's own field shows it
    const bool empty = value.empty();
    const std::string shown = options.password ? dots(value.size()) : value;
    paint.text(content, empty ? options.placeholder : std::string_view(shown), TextSize::body,
               p.tone(empty || options.disabled ? Tone::faint : Tone::normal).text);
  }
  describe(ui, ui.node(Role::textbox, id, name.label, inset(content, 0, 2)), value, options);
  return result;
}

FieldResult text_area(Ui& ui, Name name, std::string& value, FieldOptions options) {
  const Metrics& m = ui.metrics();
  const NodeId id = ui.id(name);
  const FieldResult result = take_input(ui, id, value);
  const Surroundings around = surroundings(ui, options);
  const float line = ui.line_height(TextSize::body);
  const float pad_x = options.frameless ? 0 : m.padding, pad_y = options.frameless ? 0.f : 8.f;
  const float width = options.width > 0 ? options.width : ui.area().w;
  const platform::Font font = ui.font(TextSize::body);
  const float room = std::max(1.f, std::floor((width - 2 * pad_x) * ui.scale()));
  float height = options.height;
  if (height <= 0) {
    const auto count = static_cast<float>(ui.wraps().lines(value, font, room, ui.runs()).size());
    height = std::clamp(count, 3.f, 12.f) * line + 2 * pad_y;
  }
  const Rect place = ui.place(width, around.above + height + around.below);
  Painter paint(ui);
  const Rect box = paint_surroundings(ui, paint, place, around, name.label, options);
  focus_on_click(ui, id, box, options.disabled);
  const bool focused = ui.focused(id);
  paint_frame(ui, paint, box, options, focused);

  const Rect content = inset(box, pad_x, pad_y);
  if (!focused) {
    const Palette& p = ui.palette();
    const std::string_view shown = value.empty() ? options.placeholder : std::string_view(value);
    const Color color = p.tone(value.empty() || options.disabled ? Tone::faint : Tone::normal).text;
    const std::vector<Line>& lines = ui.wraps().lines(shown, font, room, ui.runs());
    for (std::size_t i = 0; i < lines.size(); i++) {
      const Rect strip{content.x, content.y + line * static_cast<float>(i), content.w, line};
      if (strip.bottom() > content.bottom() + 1) break;
      paint.baseline(shown.substr(lines[i].begin, lines[i].end - lines[i].begin), font, color,
                     strip.x * ui.scale(), strip);
    }
  }
  describe(ui, ui.node(Role::multiline, id, name.label, content), value, options);
  return result;
}

}  // namespace oasis::ui
