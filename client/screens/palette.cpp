// See palette.hpp.
#include "client/screens/palette.hpp"

#include <algorithm>

#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr int shown_at_once = 10;

void draw_keys(Ui& ui, Painter& paint, Rect& rest, std::string_view keys) {
  if (keys.empty()) return;
  const std::string words = say_keys(keys);
  const float width = ui.text_width(words, TextSize::small) + 12;
  const Rect place = cut_right(rest, width);
  const Rect cap{place.x, place.center().y - 10, place.w, 20};
  paint.fill(cap, ui.palette().hover, 4);
  paint.text(cap, words, TextSize::small, ui.palette().tone(Tone::secondary).text, Weight::regular,
             Align::center);
  cut_right(rest, 8);
}

/// True when it is pressed.
bool draw_entry(Ui& ui, const Action& action, bool chosen, NodeId id, int position) {
  const Palette& p = ui.palette();
  const Rect rect = ui.place(0, ui.theme().touch ? ui.metrics().row : 36);
  const Press press = ui.press(id, rect);
  Painter paint(ui);
  if (chosen || press.hovered) paint.fill(rect, chosen ? p.selected : p.hover, ui.metrics().radius);
  Rect rest = inset(rect, 10, 0);
  draw_icon(paint, action.icon, cut_left(rest, 16), p.tone(Tone::secondary).text);
  cut_left(rest, 10);
  draw_keys(ui, paint, rest, action.keys);
  const float group = ui.text_width(action.group, TextSize::small);
  if (rest.w > 320) {
    paint.text(cut_right(rest, group), action.group, TextSize::small, p.tone(Tone::faint).text);
    cut_right(rest, 12);
  }
  paint.text(rest, action.name, TextSize::body, p.tone(Tone::normal).text);
  platform::Node& node = ui.node(ui::Role::option, id, action.name, rect);
  node.position = position;
  node.state = platform::state_focus_target | (chosen ? platform::state_selected : 0u);
  return press.clicked;
}

/// The rows around the chosen one; answers the one that was pressed, or -1.
int draw_found(Ui& ui, const CommandPalette& palette, const std::vector<const Action*>& found) {
  const int count = static_cast<int>(found.size());
  const int first = std::clamp(palette.chosen - shown_at_once + 1, 0, std::max(0, count - shown_at_once));
  const Rect area = ui.area();
  const NodeId list = ui.id("found");
  ui.open_node(ui::Role::listbox, list, "Found"_tr, {area.x, area.y, area.w, 0}).set_size = count;
  int pressed = -1;
  {
    Column column(ui, {.gap = 2});
    for (int i = first; i < std::min(count, first + shown_at_once); ++i) {
      const Action& action = *found[static_cast<std::size_t>(i)];
      ui::Scope scope(ui, action.group);
      if (draw_entry(ui, action, i == palette.chosen, ui.id(action.name), i)) pressed = i;
    }
  }
  ui.close_node();
  return pressed;
}

NodeId id_of(Ui& ui, const Action& action) {
  ui::Scope scope(ui, action.group);
  return ui.id(action.name);
}

}  // namespace

void open_palette(CommandPalette& palette) {
  palette = {};
  palette.open = palette.fresh = true;
}

void draw_palette(Desk& desk, CommandPalette& palette,
                  const std::function<std::vector<Action>(const std::string& words)>& actions) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Search and commands"_tr, palette.open, 620, Dialog::Kind::bare);
  if (!dialog) return;
  const std::vector<Action> all = actions(palette.words);
  const std::vector<const Action*> found = find_actions(all, palette.words);
  const int count = static_cast<int>(found.size());
  palette.chosen = std::clamp(palette.chosen, 0, std::max(0, count - 1));
  FieldOptions how{
      .placeholder = "Type a command, a ticket or a name"_tr, .icon = Icon::search, .show_label = false};
  if (count > 0) how.active = id_of(ui, *found[static_cast<std::size_t>(palette.chosen)]);
  const FieldResult field = text_field(ui, "Search and commands"_tr, palette.words, how);
  if (palette.fresh) ui.focus(ui.id("Search and commands"_tr)), palette.fresh = false;
  if (field.changed) palette.chosen = 0, ui.again();
  if (field.cancelled) palette.open = false;
  if (ui.shortcut("ArrowDown") && count > 0) palette.chosen = (palette.chosen + 1) % count, ui.again();
  if (ui.shortcut("ArrowUp") && count > 0) palette.chosen = (palette.chosen + count - 1) % count, ui.again();
  int run = draw_found(ui, palette, found);
  if (count == 0) text(ui, "Nothing is called so"_tr, {.tone = Tone::secondary});
  if (field.submitted && count > 0) run = palette.chosen;
  if (run < 0) return;
  palette.open = false;
  found[static_cast<std::size_t>(run)]->run();
  ui.again();
}

void draw_shortcut_sheet(Desk& desk, CommandPalette& palette,
                         const std::function<std::vector<Action>()>& actions) {
  Ui& ui = desk.ui;
  Dialog dialog(ui, "Keyboard shortcuts"_tr, palette.sheet_open, 560);
  if (!dialog) return;
  std::string_view group;
  Column column(ui, {.gap = 2});
  for (const Action& action : actions()) {
    if (action.keys.empty()) continue;
    if (action.group != group) {
      group = action.group;
      space(ui, 6);
      text(ui, group, {.size = TextSize::small, .weight = Weight::semibold, .tone = Tone::faint});
    }
    const std::string keys = say_keys(action.keys);
    const Rect rect = ui.place(0, 26);
    Painter paint(ui);
    Rect rest = rect;
    draw_keys(ui, paint, rest, action.keys);
    paint.text(rest, action.name, TextSize::body, ui.palette().tone(Tone::normal).text);
    ui.node(ui::Role::text, ui.nameless(), phrase("{1}: {2}"_tr, action.name, keys), rect);
  }
  space(ui, 8);
  Row row(ui);
  spacer(ui);
  if (button(ui, "Close"_tr, {.kind = ButtonKind::normal})) palette.sheet_open = false;
}

}  // namespace oasis
