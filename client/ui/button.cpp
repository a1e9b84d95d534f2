// Buttons and links.
// May not: know what they do.
#include "client/ui/button.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/ui/paint.hpp"
#include "client/ui/popup.hpp"

namespace oasis::ui {
namespace {

struct Look {
  Color fill = 0;  // 0: nothing
  Color text = 0;
  Color border = 0;
};

Look look_of(const Palette& p, const ButtonOptions& options, const Press& press) {
  const Color text = p.tone(Tone::normal).text;
  if (options.disabled) {
    // Told apart by its fainter words; WCAG 1.4.3 asks no contrast of what cannot be used, people still read
    // it.
    return {options.kind == ButtonKind::quiet ? 0 : p.hover, p.tone(Tone::faint).text, 0};
  }
  switch (options.kind) {
    case ButtonKind::primary:
      return {press.held ? p.accent_pressed : press.hovered ? p.accent_hover : p.accent, p.on_accent, 0};
    case ButtonKind::danger:
      return {press.held ? p.danger_pressed : press.hovered ? p.danger_hover : p.danger, p.on_danger, 0};
    case ButtonKind::normal:
      return {press.held                             ? p.pressed
              : press.hovered                        ? p.hover
              : options.selected || options.expanded ? p.selected
                                                     : p.raised,
              text, p.border_strong};
    case ButtonKind::quiet:
      return {press.held                             ? p.pressed
              : press.hovered                        ? p.hover
              : options.selected || options.expanded ? p.selected
                                                     : 0,
              options.selected ? p.tone(Tone::accent).text : p.tone(Tone::secondary).text, 0};
  }
  return {};
}

void paint_surface(Painter& paint, Rect rect, const Look& look, float radius) {
  if (look.fill != 0) paint.fill(rect, look.fill, radius);
  if (look.border != 0) paint.stroke(rect, look.border, radius);
}

/// Three dots of which one is strong, moving on while frames come.
void paint_busy(Ui& ui, Painter& paint, Rect rect, Color color) {
  const auto phase = ui.theme().reduced_motion ? 1 : (ui.now().ms / 200) % 3;
  for (int i = 0; i < 3; i++) {
    const Color dot = i == phase ? color : with_alpha(color, 110);
    paint.circle({rect.center().x + static_cast<float>(i - 1) * 7, rect.center().y}, 2, dot);
  }
  if (!ui.theme().reduced_motion) ui.again_after(milliseconds(200 - ui.now().ms % 200));
}

void describe(Ui& ui, platform::Node& node, const ButtonOptions& options) {
  node.state = platform::state_focusable;
  if (options.disabled || options.busy) node.state |= platform::state_disabled;
  if (options.busy) node.state |= platform::state_busy;
  if (options.menu) node.state |= platform::state_has_menu | platform::state_expandable;
  if (options.expanded) node.state |= platform::state_expanded;
  if (options.selected) node.state |= platform::state_selected;
  if (!options.tooltip.empty()) node.hint = ui.keep(options.tooltip);
}

bool pressed(Ui& ui, const Press& press, const ButtonOptions& options) {
  if (options.disabled || options.busy) return false;
  return press.clicked || (!options.shortcut.empty() && ui.shortcut(options.shortcut));
}

}  // namespace

bool button(Ui& ui, Name name, ButtonOptions options) {
  const Metrics& m = ui.metrics();
  const Weight weight = options.kind == ButtonKind::quiet ? Weight::regular : Weight::semibold;
  const float label = ui.text_width(name.label, TextSize::body, weight);
  const float icon = options.icon == Icon::none ? 0 : m.icon + 6;
  const float chevron = options.menu ? 18 : 0;
  const float natural = std::ceil(m.padding * 2 + label + icon + chevron);
  const Rect rect = ui.place(options.width > 0 ? options.width : natural, m.control);

  const NodeId id = ui.id(name);
  const Press press = ui.press(id, rect, options.disabled || options.busy);
  Painter paint(ui);
  const Look look = look_of(ui.palette(), options, press);
  paint_surface(paint, rect, look, m.radius);
  if (options.busy) {
    paint_busy(ui, paint, rect, look.text);
  } else {
    Rect content = inset(rect, std::max(0.f, (rect.w - label - icon - chevron) / 2), 0);
    content.w += 1;  // rounding may not shorten the label
    if (options.icon != Icon::none) {
      draw_icon(paint, options.icon, inset(cut_left(content, m.icon), 0, (m.control - m.icon) / 2),
                look.text);
      cut_left(content, 6);
    }
    if (options.menu) {
      draw_icon(paint, Icon::chevron_down, inset(cut_right(content, 14), 0, (m.control - 14) / 2), look.text);
      cut_right(content, 3);
    }
    paint.text(content, name.label, TextSize::body, look.text, weight);
  }
  describe(ui, ui.node(Role::button, id, name.label, rect), options);
  if (!options.tooltip.empty() || !options.shortcut.empty()) {
    tooltip(ui, id, rect, press.hovered, options.tooltip.empty() ? name.label : options.tooltip,
            options.shortcut);
  }
  return pressed(ui, press, options);
}

bool icon_button(Ui& ui, Icon icon, Name name, ButtonOptions options) {
  const Metrics& m = ui.metrics();
  const Rect rect = ui.place(m.control, m.control);
  const NodeId id = ui.id(name);
  const Press press = ui.press(id, rect, options.disabled || options.busy);
  Painter paint(ui);
  const Look look = look_of(ui.palette(), options, press);
  paint_surface(paint, rect, look, m.radius);
  draw_icon(paint, icon, inset(rect, (m.control - m.icon) / 2), look.text);
  describe(ui, ui.node(Role::button, id, name.label, rect), options);
  tooltip(ui, id, rect, press.hovered, options.tooltip.empty() ? name.label : options.tooltip,
          options.shortcut);
  return pressed(ui, press, options);
}

namespace {

void follow(Ui& ui, std::string_view url) {
  if (url.substr(0, 1) == "#") {
    ui.platform().go(url.substr(1), platform::Visit::push);
  } else {
    ui.platform().open_link(url);
  }
}

}  // namespace

bool link(Ui& ui, Name name, std::string_view url, TextSize size) {
  const float width = ui.text_width(name.label, size);
  const Rect rect =
      ui.place(width, std::max(ui.line_height(size), ui.theme().touch ? ui.metrics().control : 24.f));
  const NodeId id = ui.id(name);
  const Press press = ui.press(id, rect);
  Painter paint(ui);
  const Color color = ui.palette().tone(Tone::accent).text;
  paint.text(rect, name.label, size, color);
  if (press.hovered) {
    const float y = rect.center().y + ui.line_height(size) / 2 - 2;
    paint.line({rect.x, y}, {rect.x + std::min(width, rect.w), y}, color);
  }
  platform::Node& node = ui.node(Role::link, id, name.label, rect);
  node.state = platform::state_focusable;
  node.value = ui.keep(url);
  if (press.clicked) follow(ui, url);
  return press.clicked;
}

bool navigation_item(Ui& ui, Name name, Icon icon, std::string_view url, bool current, int count,
                     bool* menu) {
  const Metrics& m = ui.metrics();
  const Palette& p = ui.palette();
  const Rect rect = ui.place(0, m.control);
  const NodeId id = ui.id(name);
  const Press press = ui.press(id, rect);
  Painter paint(ui);
  if (current || press.hovered || press.held) {
    paint.fill(rect, press.held ? p.pressed : current ? mix(p.hover, p.pressed, 0.6f) : p.hover, m.radius);
  }
  Rect content = inset(rect, 8, 0);
  const Color color = p.tone(current ? Tone::normal : Tone::secondary).text;
  draw_icon(paint, icon, cut_left(content, m.icon), color);
  cut_left(content, 10);
  std::string spoken(name.label);
  if (count > 0) {
    const std::string number = count > 999 ? "999+" : std::to_string(count);
    paint.text(cut_right(content, ui.text_width(number, TextSize::small)), number, TextSize::small,
               p.tone(Tone::secondary).text);
    spoken += " " + number;
  }
  paint.text(content, name.label, TextSize::body, color, current ? Weight::semibold : Weight::regular);
  platform::Node& node = ui.node(Role::link, id, spoken, rect);
  node.state = platform::state_focusable | (current ? platform::state_current : 0u);
  node.value = ui.keep(url);
  if (press.clicked) follow(ui, url);
  if (menu != nullptr) *menu = press.menu;
  return press.clicked;
}

}  // namespace oasis::ui
