// Checkboxes, tabs, combo boxes.
// May not: keep the choice.
#include "client/ui/choice.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "client/ui/layout.hpp"
#include "client/ui/paint.hpp"
#include "client/ui/popup.hpp"
#include "client/ui/text.hpp"
#include "client/words/locale.hpp"

namespace oasis::ui {

namespace {

constexpr float box_size = 16;

void paint_box(Ui& ui, Rect box, bool on, bool hovered, bool disabled) {
  const Palette& p = ui.palette();
  Painter paint(ui);
  if (on) {
    paint.fill(box, disabled ? p.border_strong : hovered ? p.accent_hover : p.accent, 4);
    draw_icon(paint, Icon::check, inset(box, 1), p.on_accent);
  } else {
    paint.fill(box, hovered ? p.hover : p.raised, 4);
    paint.stroke(box, hovered ? p.tone(Tone::faint).text : p.border_strong, 4);
  }
}

}  // namespace

bool checkbox(Ui& ui, Name name, bool& on, bool disabled) {
  const Metrics& m = ui.metrics();
  const float label = ui.text_width(name.label, TextSize::body);
  const float height = ui.theme().touch ? m.control : 24;
  const Rect rect = ui.place(std::ceil(box_size + 8 + label), height);
  const NodeId id = ui.id(name);
  const Press press = ui.press(id, rect, disabled);
  if (press.clicked) on = !on;

  Rect content = rect;
  const Rect box = inset(cut_left(content, box_size), 0, (height - box_size) / 2);
  cut_left(content, 8);
  paint_box(ui, box, on, press.hovered, disabled);
  Painter(ui).text({content.x, content.y, content.w + 1, content.h}, name.label, TextSize::body,
                   ui.palette().tone(disabled ? Tone::faint : Tone::normal).text);
  platform::Node& node = ui.node(Role::checkbox, id, name.label, rect);
  node.state = platform::state_focusable | (on ? platform::state_checked : 0u) |
               (disabled ? platform::state_disabled : 0u);
  return press.clicked;
}

bool mark_box(Ui& ui, Name name, Rect rect, bool shown, bool& on) {
  const NodeId id = ui.id(name);
  const Press press = ui.press(id, rect);
  if (press.clicked) on = !on;
  if (shown || on || press.hovered || ui.focused(id)) {
    const Point c = rect.center();
    paint_box(ui, {c.x - box_size / 2, c.y - box_size / 2, box_size, box_size}, on, press.hovered, false);
  }
  platform::Node& node = ui.node(Role::checkbox, id, name.label, rect);
  node.state = platform::state_focus_target | (on ? platform::state_checked : 0u);
  return press.clicked;
}

// ---- tabs

namespace {

/// Left and right move the selection while one of a row has the keyboard. True when it changed.
bool arrow_keys(Ui& ui, NodeId focused_item, int count, int& selected) {
  if (!ui.focused(focused_item)) return false;
  const int before = selected;
  if (ui.shortcut("ArrowRight")) selected = std::min(selected + 1, count - 1);
  if (ui.shortcut("ArrowLeft")) selected = std::max(selected - 1, 0);
  if (ui.shortcut("Home")) selected = 0;
  if (ui.shortcut("End")) selected = count - 1;
  return selected != before;
}

}  // namespace

bool tabs(Ui& ui, Name name, const Tab* tabs, int tab_count, int& selected) {
  const Metrics& m = ui.metrics();
  const Palette& p = ui.palette();
  const int before = selected;
  const Rect strip = ui.place(0, m.control + 4);
  Painter paint(ui);
  paint.line({strip.x, strip.bottom() - 1}, {strip.right(), strip.bottom() - 1}, p.border);
  const NodeId id = ui.id(name);
  ui.open_node(Role::tablist, id, name.label, strip);
  Scope scope(ui, id);
  float x = strip.x;
  for (int i = 0; i < tab_count; i++) {
    const std::string count = tabs[i].count < 0 ? std::string() : write_number(tabs[i].count);
    const std::string label =
        count.empty() ? std::string(tabs[i].label) : std::string(tabs[i].label) + " " + count;
    const float label_width = ui.text_width(tabs[i].label, TextSize::body, Weight::semibold);
    const float count_width = count.empty() ? 0 : ui.text_width(count, TextSize::small) + 6;
    const float width = label_width + count_width + 20;
    const Rect rect{x, strip.y, width, strip.h};
    const NodeId tab = ui.id(tabs[i].label);
    const Press press = ui.press(tab, rect);
    if (press.clicked) selected = i;
    if (arrow_keys(ui, tab, tab_count, selected)) ui.focus(ui.id(tabs[selected].label));
    const bool current = i == before;
    if (press.hovered && !current)
      paint.fill({rect.x + 2, rect.y + 4, rect.w - 4, m.control - 4}, p.hover, m.radius);
    Rect words{rect.x + 10, rect.y, label_width + 1, rect.h - 2};
    paint.text(words, tabs[i].label, TextSize::body, p.tone(current ? Tone::normal : Tone::secondary).text,
               current ? Weight::semibold : Weight::regular);
    words = {rect.right() - 10 - count_width + 6, rect.y, count_width, rect.h - 2};
    paint.text(words, count, TextSize::small, p.tone(Tone::secondary).text);
    if (current) paint.fill({rect.x + 10, rect.bottom() - 2, rect.w - 20, 2}, p.accent, 1);
    platform::Node& node = ui.node(Role::tab, tab, label, rect);
    node.state =
        current ? platform::state_selected | platform::state_focusable : platform::state_focus_target;
    x += width;
  }
  ui.close_node();
  if (selected != before) ui.again();
  return selected != before;
}

bool tabs(Ui& ui, Name name, std::initializer_list<Tab> list, int& selected) {
  return tabs(ui, name, list.begin(), static_cast<int>(list.size()), selected);
}

bool segmented(Ui& ui, Name name, std::initializer_list<std::string_view> options, int& selected) {
  const Metrics& m = ui.metrics();
  const Palette& p = ui.palette();
  const int before = selected;
  const int count = static_cast<int>(options.size());
  float widest = 0;
  for (const std::string_view option : options) {
    widest = std::max(widest, ui.text_width(option, TextSize::body, Weight::semibold));
  }
  const float room = std::max(0.f, ui.area().w - 4) / static_cast<float>(count);
  const float width = std::min(std::ceil(widest + 24), std::floor(room));
  const Rect rect = ui.place(width * static_cast<float>(count) + 4, m.control);
  Painter paint(ui);
  paint.fill(rect, p.hover, m.radius + 1);
  const NodeId id = ui.id(name);
  ui.open_node(Role::tablist, id, name.label, rect);
  Scope scope(ui, id);
  for (int i = 0; i < count; i++) {
    const std::string_view option = options.begin()[i];
    const Rect cell{rect.x + 2 + width * static_cast<float>(i), rect.y + 2, width, rect.h - 4};
    const NodeId item = ui.id(option);
    const Press press = ui.press(item, cell);
    if (press.clicked) selected = i;
    if (arrow_keys(ui, item, count, selected)) ui.focus(ui.id(options.begin()[selected]));
    const bool current = i == before;
    if (current) {
      paint.fill(cell, p.dark ? p.pressed : p.raised, m.radius - 1);
      paint.stroke(cell, p.border_strong, m.radius - 1);
    }
    const Tone tone = current || press.hovered ? Tone::normal : Tone::secondary;
    paint.text(cell, option, TextSize::body, p.tone(tone).text, current ? Weight::semibold : Weight::regular,
               Align::center);
    platform::Node& node = ui.node(Role::tab, item, option, cell);
    node.state =
        current ? platform::state_selected | platform::state_focusable : platform::state_focus_target;
  }
  ui.close_node();
  if (selected != before) ui.again();
  return selected != before;
}

// ---- combo box

namespace {

/// The option whose label begins with the letter that was typed, after the selected one and around; -1: none.
int by_first_letter(Ui& ui, const std::vector<std::string>& options, int selected) {
  for (platform::KeyPress& press : ui.platform().input().keys) {
    if (press.consumed || press.key.size() != 1 || press.ctrl || press.alt) continue;
    const int count = static_cast<int>(options.size());
    for (int i = 1; i <= count; i++) {
      const int at = (std::max(selected, -1) + i + count) % count;
      const bool starts = !options[at].empty() && std::tolower(static_cast<unsigned char>(options[at][0])) ==
                                                      std::tolower(static_cast<unsigned char>(press.key[0]));
      if (starts) {
        press.consumed = true;
        return at;
      }
    }
  }
  return -1;
}

bool option_list(Ui& ui, NodeId box, Name name, Rect anchor, bool& open,
                 const std::vector<std::string>& options, int& selected) {
  Menu list(ui, Name(name.label, "options"), anchor, open, anchor.w, Role::listbox);
  if (!list) return false;
  bool changed = false;
  for (int i = 0; i < static_cast<int>(options.size()); i++) {
    Scope scope(ui, static_cast<std::uint64_t>(i));
    if (list.item(options[i], {.checked = i == selected})) {
      changed = selected != i;
      selected = i;
      ui.focus(box);
    }
  }
  return changed;
}

}  // namespace

bool combo(Ui& ui, Name name, const std::vector<std::string>& options, int& selected, ComboOptions how) {
  const Metrics& m = ui.metrics();
  const Palette& p = ui.palette();
  const bool in_row = ui.flow().kind == Flow::Kind::row;
  const bool labelled = how.show_label && !in_row;
  const float label_height = labelled ? ui.line_height(TextSize::small) + 4 : 0;
  Rect rect = ui.place(how.width > 0 ? how.width : in_row ? 200.f : 0.f, label_height + m.control);
  Painter paint(ui);
  if (labelled) {
    Rect label = cut_top(rect, label_height);
    label.h -= 4;
    paint.text(label, name.label, TextSize::small, p.tone(Tone::secondary).text, Weight::semibold);
  }
  const NodeId id = ui.id(name);
  const Press press = ui.press(id, rect, how.disabled);
  bool open = ui.memory(id).value != 0;
  if (press.clicked) open = !open;
  const int before = selected;
  const int count = static_cast<int>(options.size());
  if (ui.focused(id) && !open && count > 0) {
    if (ui.shortcut("ArrowDown")) selected = std::min(selected + 1, count - 1);
    if (ui.shortcut("ArrowUp")) selected = std::max(selected - 1, 0);
    if (ui.shortcut("alt+ArrowDown")) open = true;
    if (const int found = by_first_letter(ui, options, selected); found >= 0) selected = found;
  }
  const bool chosen = selected >= 0 && selected < count;
  const std::string_view shown = chosen ? std::string_view(options[selected]) : how.placeholder;

  const bool at_rest = how.quiet && !open && !press.hovered && !press.held && !ui.focused(id);
  if (!at_rest) {
    paint.fill(rect, press.held ? p.pressed : press.hovered || how.disabled ? p.hover : p.raised, m.radius);
    paint.stroke(rect, open ? p.accent : p.border_strong, m.radius);
  }
  Rect content = inset(rect, how.quiet ? 8 : m.padding, 0);
  if (!at_rest)
    draw_icon(paint, Icon::chevron_down, inset(cut_right(content, 14), 0, (m.control - 14) / 2),
              p.tone(Tone::secondary).text);
  cut_right(content, 6);
  paint.text(content, shown, TextSize::body,
             p.tone(chosen && !how.disabled ? Tone::normal : Tone::faint).text);

  platform::Node& node = ui.node(Role::combobox, id, name.label, rect);
  node.value = ui.keep(shown);
  node.state = platform::state_focusable | platform::state_expandable | platform::state_has_menu |
               (open ? platform::state_expanded : 0u) | (how.disabled ? platform::state_disabled : 0u);
  Scope scope(ui, id);  // several in one form have a list each
  if (open) node.points_to = Menu::id_of(ui, Name(name.label, "options"));
  option_list(ui, id, name, rect, open, options, selected);
  ui.memory(id).value = open ? 1 : 0;
  return selected != before;
}

}  // namespace oasis::ui
