// See back_test.hpp.
#include "client/chains/back_test.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::size_t portion = 100, most_portions = 20, most_links = 24;
constexpr Duration a_frame = milliseconds(8);  // of work, so that the page stays usable
constexpr Duration periods[] = {days(30), days(90), days(366)};

/// One number of the comparison.
struct Compared {
  std::string name;
  const Counted* before;
  const Counted* after;
};

const Counted& nothing() {
  static const Counted none;
  return none;
}

/// What either has, side by side.
template <typename Key, typename Name>
void compare(const std::map<Key, Counted>& before, const std::map<Key, Counted>& after, const Name& name,
             std::vector<Compared>& lines) {
  std::set<Key> keys;
  for (const auto& [key, counted] : before) keys.insert(key);
  for (const auto& [key, counted] : after) keys.insert(key);
  for (const Key& key : keys) {
    const auto a = before.find(key), b = after.find(key);
    lines.push_back(
        {name(key), a == before.end() ? &nothing() : &a->second, b == after.end() ? &nothing() : &b->second});
  }
}

std::vector<Compared> compared(const BackTestPanel& panel, const Workspace& workspace) {
  const Outcome &a = panel.before, &b = panel.after;
  std::vector<Compared> lines;
  for (std::size_t i = 0; i < clock_count; ++i) {
    if (a.breaches[i].count + b.breaches[i].count > 0)
      lines.push_back({std::string(wording::name_of(static_cast<ClockKind>(i))) + " overdue", &a.breaches[i],
                       &b.breaches[i]});
  }
  lines.push_back({"Escalations", &a.escalated, &b.escalated});
  compare(
      a.tiers, b.tiers, [](std::int32_t tier) { return "Steps of tier " + std::to_string(tier); }, lines);
  lines.push_back({"Everybody told, nobody acted", &a.exhausted, &b.exhausted});
  compare(
      a.pages, b.pages,
      [&](const Id& user) { return "Messages to " + wording::name_of_user(workspace, user); }, lines);
  lines.push_back({"Messages at night", &a.night_pages, &b.night_pages});
  return lines;
}

void start(const Desk& desk, const ChainDocument& document, BackTestPanel& panel) {
  const int period = panel.period;
  panel = {};
  panel.period = period;
  panel.phase = BackTestPanel::Phase::running;
  panel.in_force = desk.replica.confirmed.versions.back();
  panel.edited = document.policies;
  panel.edited_at = document.changes;
  std::vector<const Ticket*> tickets;
  for (const auto& [id, ticket] : desk.replica.confirmed.tickets) {
    if (!ticket.drill && ticket.created >= desk.now - periods[period]) tickets.push_back(&ticket);
  }
  std::sort(tickets.begin(), tickets.end(), [](const Ticket* a, const Ticket* b) {
    return a->created != b->created ? a->created < b->created : a->id < b->id;
  });
  for (const Ticket* ticket : tickets) panel.tickets.push_back(ticket->id);
}

void test_portion(const Desk& desk, BackTestPanel& panel) {
  std::vector<const Ticket*> tickets;
  const std::size_t end = std::min(panel.next + portion, panel.tickets.size());
  for (; panel.next < end; ++panel.next) {
    const auto found = desk.replica.confirmed.tickets.find(panel.tickets[panel.next]);
    if (found != desk.replica.confirmed.tickets.end()) tickets.push_back(&found->second);
  }
  add_outcome(panel.before, tickets, panel.in_force, *desk.zones, desk.now);
  add_outcome(panel.after, tickets, panel.edited, *desk.zones, desk.now);
}

void go_on(Desk& desk, BackTestPanel& panel) {
  if (panel.phase != BackTestPanel::Phase::running) return;
  const Instant begun = desk.ui.platform().now();
  for (std::size_t i = 0; i < most_portions && panel.next < panel.tickets.size(); ++i) {
    test_portion(desk, panel);
    if (desk.ui.platform().now() - begun >= a_frame) break;
  }
  if (panel.next >= panel.tickets.size()) panel.phase = BackTestPanel::Phase::done;
  desk.ui.again();
}

std::string with_sign(std::int64_t number) {
  return (number > 0 ? "+" : number < 0 ? "−" : "±") + std::to_string(number < 0 ? -number : number);
}

/// A name, then three numbers.
std::array<Rect, 4> columns_of(Rect row) {
  Rect rest = inset(row, 8, 0);
  const float width = std::min(92.f, rest.w * 0.19f);
  std::array<Rect, 4> places;
  for (std::size_t i = 3; i > 0; --i) places[i] = cut_right(rest, width);
  places[0] = rest;
  return places;
}

/// True when the row was chosen.
bool draw_compared(Ui& ui, const Compared& line, int number, bool chosen, Rect row) {
  ui::Scope scope(ui, static_cast<std::uint64_t>(number));
  const Palette& p = ui.palette();
  const NodeId id = ui.id("row");
  const Press press = ui.press(id, row);
  const std::int64_t by = line.after->count - line.before->count;
  const std::string cells[] = {line.name, std::to_string(line.before->count),
                               std::to_string(line.after->count), with_sign(by)};
  Painter paint(ui);
  if (press.hovered || chosen) paint.fill(row, chosen ? p.selected : p.hover, 6);
  ui.open_node(ui::Role::row, ui.nameless(), line.name, row).position = number + 1;
  const std::array<Rect, 4> places = columns_of(row);
  for (std::size_t i = 0; i < 4; ++i) {
    const Tone tone = i < 3 || by == 0 ? (i == 1 ? Tone::secondary : Tone::normal)
                      : by < 0         ? Tone::success
                                       : Tone::warning;
    paint.text(places[i], cells[i], TextSize::body, p.tone(tone).text,
               i == 3 && by != 0 ? Weight::semibold : Weight::regular, i == 0 ? Align::left : Align::right);
    if (i > 0) {
      ui.node(ui::Role::cell, ui.nameless(), cells[i], places[i]);
      continue;
    }
    ui.open_node(ui::Role::cell, ui.nameless(), "", places[0]);
    const std::string name = line.name + ": " + cells[1] + " in force, " + cells[2] + " edited";
    ui.node(ui::Role::button, id, name, places[0]).state =
        platform::state_focusable | (chosen ? platform::state_selected : 0u);
    ui.close_node();
  }
  ui.close_node();
  return press.clicked;
}

void draw_titles(Ui& ui, Rect row) {
  Painter paint(ui);
  const Color color = ui.palette().tone(Tone::secondary).text;
  ui.open_node(ui::Role::row, ui.nameless(), "Columns", row).position = 0;
  const std::array<Rect, 4> places = columns_of(row);
  constexpr const char* titles[] = {"Number", "In force", "Edited", "Difference"};
  for (std::size_t i = 0; i < 4; ++i) {
    paint.text(places[i], titles[i], TextSize::small, color, Weight::semibold,
               i == 0 ? Align::left : Align::right);
    ui.node(ui::Role::columnheader, ui.nameless(), titles[i], places[i]);
  }
  ui.close_node();
}

/// The tickets that one of both counts and the other does not; all of them where both count the same.
std::vector<TicketId> tickets_behind(const Compared& line) {
  std::vector<TicketId> ids;
  const std::set<TicketId>&a = line.before->tickets, &b = line.after->tickets;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(ids));
  if (ids.empty()) ids.assign(b.begin(), b.end());
  return ids;
}

void draw_tickets_behind(Desk& desk, const Compared& line) {
  Ui& ui = desk.ui;
  const std::vector<TicketId> ids = tickets_behind(line);
  const bool differ = line.before->tickets != line.after->tickets;
  text(ui,
       ids.empty() ? "No ticket is behind it"
                   : line.name + (differ ? ", these tickets differ" : ", these tickets"),
       {.size = TextSize::small, .tone = Tone::secondary});
  Row row(ui, {.height = 24, .wrap = true});
  for (std::size_t i = 0; i < std::min(ids.size(), most_links); ++i) {
    const auto found = desk.replica.confirmed.tickets.find(ids[i]);
    if (found == desk.replica.confirmed.tickets.end()) continue;
    link(ui, {"#" + std::to_string(found->second.number), ids[i]}, "#" + address_of(found->second));
  }
  if (ids.size() > most_links)
    text(ui, "and " + std::to_string(ids.size() - most_links) + " more",
         {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_results(Desk& desk, const ChainDocument& document, BackTestPanel& panel) {
  Ui& ui = desk.ui;
  const std::vector<Compared> lines = compared(panel, document.policies->workspace());
  if (panel.edited_at != document.changes)
    chip(ui, "The chain was changed since", Tone::warning, Icon::warning);
  const float height = ui.theme().touch ? 44.f : 30.f;
  const Rect table = ui.place(0, height * static_cast<float>(lines.size() + 1));
  Rect rest = table;
  ui.open_node(ui::Role::grid, ui.id("compared"), "Before and after", table).set_size =
      static_cast<std::int32_t>(lines.size()) + 1;
  draw_titles(ui, cut_top(rest, height));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int number = static_cast<int>(i);
    if (draw_compared(ui, lines[i], number, panel.shown == number, cut_top(rest, height)))
      panel.shown = panel.shown == number ? -1 : number;
  }
  ui.close_node();
  if (panel.shown >= 0 && static_cast<std::size_t>(panel.shown) < lines.size())
    draw_tickets_behind(desk, lines[static_cast<std::size_t>(panel.shown)]);
}

}  // namespace

void draw_back_test(Desk& desk, const ChainDocument& document, BackTestPanel& panel) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, "back-test");
  using Phase = BackTestPanel::Phase;
  go_on(desk, panel);
  Card card(ui, {.gap = 12, .label = "Back-test"});
  {
    const bool wide = ui.area().w > 420;
    Row row(ui, {.wrap = true});
    heading(ui, "Back-test", 2);
    spacer(ui);
    if (panel.phase != Phase::running) {
      if (wide) segmented(ui, "Period", {"30 days", "90 days", "A year"}, panel.period);
      if (button(ui, panel.phase == Phase::done ? "Test again" : "Test real tickets", {.icon = Icon::play}))
        start(desk, document, panel), ui.again();
    } else if (button(ui, "Stop", {.icon = Icon::close})) {
      panel = {};
    }
  }
  paragraph(ui,
            "The tickets that this browser has, played again: when they came, were first answered and were "
            "resolved is as it "
            "was, everything else follows from the document in force and from the edited one.",
            {.size = TextSize::small, .tone = Tone::secondary});
  if (panel.phase == Phase::running) {
    const float all = static_cast<float>(std::max<std::size_t>(1, panel.tickets.size()));
    progress(ui, "Tickets tested", static_cast<float>(panel.next) / all);
  }
  if (panel.phase != Phase::done) return;
  text(ui, std::to_string(panel.before.tickets) +
               (panel.before.tickets == 1 ? " ticket tested" : " tickets tested"));
  if (panel.before.tickets > 0) draw_results(desk, document, panel);
}

}  // namespace oasis
