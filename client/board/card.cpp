// See card.hpp.
#include "client/board/card.hpp"

#include "client/screens/shell_actions.hpp"
#include "client/ui/widgets.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {

BoardCard::BoardCard(const BoardPlace& place, ui::Rect rect, std::string_view title) : ui_(place.desk.ui) {
  const ui::Palette& p = ui_.palette();
  ui::Painter paint(ui_);
  const float radius = ui_.metrics().radius_large;
  paint.fill(rect, p.raised, radius);
  paint.stroke(rect, p.border, radius);
  ui_.push_scope(title);
  ui_.open_node(ui::Role::group, ui_.id(title), title, rect);
  content = ui::inset(rect, place.type.padding);
  const ui::Rect head = ui::cut_top(content, line_of(place.type.title));
  write_line(ui_, paint, head, title, place.type.title, p.tone(ui::Tone::normal).text, ui::Weight::semibold);
  platform::Node& node = ui_.node(ui::Role::heading, ui_.nameless(), title, head);
  node.level = 2;
  ui::cut_top(content, place.type.padding / 2);
}

BoardCard::~BoardCard() {
  ui_.close_node();
  ui_.pop_scope();
}

void draw_remark(const BoardPlace& place, const std::string& words, ui::Rect line, float em) {
  ui::Ui& ui = place.desk.ui;
  ui::Painter paint(ui);
  write_line(ui, paint, line, words, em, ui.palette().tone(ui::Tone::secondary).text);
  ui.node(ui::Role::text, ui.nameless(), words, line);
}

std::string tickets_of_days(const BoardPlace& place, std::int64_t first, std::int64_t last, const std::string& of) {
  return "/reports/tickets?from=" + to_text(date_of(first)) + "&to=" + to_text(date_of(last)) +
         (place.filters.empty() ? "" : "&" + place.filters) + "&of=" + of;
}

void put_link(const BoardPlace& place, std::string_view key, const std::string& words, const std::string& address,
              ui::Rect rect) {
  ui::Ui& ui = place.desk.ui;
  if (address.empty()) return void(ui.node(ui::Role::text, ui.nameless(), words, rect));
  const ui::NodeId id = ui.id(key);
  const ui::Press press = ui.press(id, rect);
  if (press.hovered || ui.focused(id))
    ui::Painter(ui).stroke({rect.x - 8, rect.y - 2, rect.w + 8, rect.h + 4}, ui.palette().tone(ui::Tone::accent).text, 6, 1);
  const platform::Span to = ui.keep("#" + address);
  platform::Node& link = ui.node(ui::Role::link, id, words, rect);
  link.state = platform::state_focusable;
  link.value = to;
  if (press.clicked) go(place.desk, address);
}

}  // namespace oasis
