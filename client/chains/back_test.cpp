// See back_test.hpp.
#include "client/chains/back_test.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

#include "client/replica/wire.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "shared/codec/given.hpp"
#include "shared/report/figures.hpp"
#include "shared/text/percent.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::size_t portion = 50, most_waiting = 2000, most_links = 24;
constexpr Duration a_frame = milliseconds(50);  // of work: a frame costs more than its drawing, and the page still answers
constexpr Duration periods[] = {days(30), days(90), days(366)};

std::string with_sign(std::int64_t number, const std::string& size) {
  return (number > 0 ? "+" : number < 0 ? "−" : "±") + size;
}

void sort_out(std::vector<TicketId> a, std::vector<TicketId> b, Compared& line) {
  for (std::vector<TicketId>* ids : {&a, &b}) {
    std::sort(ids->begin(), ids->end());
    ids->erase(std::unique(ids->begin(), ids->end()), ids->end());
  }
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(line.only_before));
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(line.only_after));
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(line.both));
}

void add_line(std::string name, const Counted& before, const Counted& after, std::vector<Compared>& lines) {
  const std::int64_t by = after.count - before.count;
  Compared line{std::move(name), std::to_string(before.count), std::to_string(after.count),
                with_sign(by, std::to_string(by < 0 ? -by : by)), by, {}, {}, {}};
  sort_out({before.tickets.begin(), before.tickets.end()}, {after.tickets.begin(), after.tickets.end()}, line);
  lines.push_back(std::move(line));
}

/// What either has, side by side.
template <typename Key, typename Name>
void add_lines(const std::map<Key, Counted>& before, const std::map<Key, Counted>& after, const Name& name,
               std::vector<Compared>& lines) {
  static const Counted nothing;
  std::set<Key> keys;
  for (const auto& [key, counted] : before) keys.insert(key);
  for (const auto& [key, counted] : after) keys.insert(key);
  for (const Key& key : keys) {
    const auto a = before.find(key), b = after.find(key);
    add_line(name(key), a == before.end() ? nothing : a->second, b == after.end() ? nothing : b->second, lines);
  }
}

Spread spread_in(const Times& times) {
  std::vector<Duration> values;
  for (const auto& [time, ticket] : times) values.push_back(time);
  return spread_of(std::move(values));
}

/// The tickets that took longer than `limit`.
std::vector<TicketId> slower_than(const Times& times, Duration limit) {
  std::vector<TicketId> ids;
  for (const auto& [time, ticket] : times) {
    if (time >= limit) ids.push_back(ticket);
  }
  return ids;
}

/// The median and what nine of ten stay within; the tickets behind them are those that took at least as long.
void add_times(const std::string& name, const Times& before, const Times& after, std::vector<Compared>& lines) {
  if (before.empty() && after.empty()) return;
  const Spread a = spread_in(before), b = spread_in(after);
  const auto add = [&](const std::string& which, Duration one, Duration other) {
    const std::int64_t by = (other - one).ms;
    Compared line{name + ", " + which, before.empty() ? "–" : wording::say(one),
                  after.empty() ? "–" : wording::say(other),
                  with_sign(by, by == 0 ? "0" : wording::say(milliseconds(by < 0 ? -by : by))), by, {}, {}, {}};
    sort_out(slower_than(before, one), slower_than(after, other), line);
    lines.push_back(std::move(line));
  };
  add("median", a.median, b.median);
  add("nine of ten within", a.p90, b.p90);
}

std::vector<Compared> compared(const BackTestPanel& panel, const Workspace& workspace) {
  const Outcome &a = panel.before, &b = panel.after;
  std::vector<Compared> lines;
  for (std::size_t i = 0; i < clock_count; ++i) {
    if (a.breaches[i].count + b.breaches[i].count > 0)
      add_line(std::string(wording::name_of(static_cast<ClockKind>(i))) + " overdue", a.breaches[i], b.breaches[i],
               lines);
  }
  add_times("First response", a.first_responses, b.first_responses, lines);
  add_times("Next response", a.next_responses, b.next_responses, lines);
  add_times("Resolution", a.resolutions, b.resolutions, lines);
  add_line("Escalations", a.escalated, b.escalated, lines);
  add_lines(
      a.tiers, b.tiers, [](std::int32_t tier) { return "Steps of tier " + std::to_string(tier); }, lines);
  add_line("Everybody told, nobody acted", a.exhausted, b.exhausted, lines);
  add_lines(
      a.pages, b.pages, [&](const Id& user) { return "Messages to " + wording::name_of_user(workspace, user); },
      lines);
  add_line("Messages at night", a.night_pages, b.night_pages, lines);
  return lines;
}

bool looks_for_words(const Policies& policies) {
  const auto& rules = policies.workspace().rules;
  return std::any_of(rules.begin(), rules.end(), [](const Rule& rule) { return !rule.condition.text_contains.empty(); });
}

void start(const Desk& desk, const ChainDocument& document, BackTestPanel& panel) {
  const int period = panel.period;
  panel = {};
  panel.period = period;
  panel.phase = BackTestPanel::Phase::running;
  panel.tested = {desk.now - periods[period], desk.now};
  panel.in_force = desk.replica.confirmed.versions.back();
  panel.edited = document.policies;
  panel.edited_at = document.changes;
  panel.words = looks_for_words(*panel.in_force) || looks_for_words(*panel.edited);
}

bool take_page(BackTestPanel& panel, const nlohmann::json& answer) {
  const auto tickets = answer.find("tickets");
  if (tickets == answer.end() || !tickets->is_array()) return false;
  for (const nlohmann::json& row : *tickets) {
    auto ticket = read_given(row);
    if (!ticket.ok()) return false;
    panel.numbers.emplace(ticket->id, ticket->number);
    panel.waiting.push_back(*std::move(ticket));
  }
  if (panel.next.empty()) panel.total = wire::number_of(answer, "total");
  panel.next = wire::text_of(answer, "next");
  panel.all_loaded = panel.next.empty();
  return true;
}

/// The next page, while there is still something to do; what comes after the end of the panel is dropped.
void load_on(Desk& desk, BackTestPanel& panel) {
  if (panel.all_loaded || panel.page.is_waiting() || !panel.page.why().empty()) return;
  if (panel.waiting.size() >= most_waiting) return;
  std::string url = "/api/v1/history/given?from=" + std::to_string(panel.tested.from.ms) +
                    "&to=" + std::to_string(panel.tested.to.ms);
  if (!panel.next.empty()) url += "&after=" + percent_encoded(panel.next);
  if (panel.words) url += "&words=1";
  panel.page.ask(desk.ui.platform(), url,
                 [&panel](const nlohmann::json& answer) { return take_page(panel, answer); });
}

void test_portion(const Desk& desk, BackTestPanel& panel) {
  std::vector<const GivenTicket*> tickets;
  for (std::size_t i = 0; i < std::min(portion, panel.waiting.size()); ++i) tickets.push_back(&panel.waiting[i]);
  add_outcome(panel.before, tickets, panel.in_force, *desk.zones, desk.now);
  add_outcome(panel.after, tickets, panel.edited, *desk.zones, desk.now);
  panel.done += static_cast<std::int64_t>(tickets.size());
  panel.waiting.erase(panel.waiting.begin(), panel.waiting.begin() + static_cast<std::ptrdiff_t>(tickets.size()));
}

void go_on(Desk& desk, BackTestPanel& panel) {
  if (panel.phase != BackTestPanel::Phase::running) return;
  load_on(desk, panel);
  const Instant begun = desk.ui.platform().now();
  while (!panel.waiting.empty() && desk.ui.platform().now() - begun < a_frame) test_portion(desk, panel);
  if (panel.all_loaded && panel.waiting.empty()) {
    panel.lines = compared(panel, panel.edited->workspace());
    panel.phase = BackTestPanel::Phase::done;
  }
  if (!panel.waiting.empty() || panel.phase == BackTestPanel::Phase::done) desk.ui.again();
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
  const std::int64_t by = line.by;
  const std::string cells[] = {line.name, line.before, line.after, line.difference};
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

void draw_links(Desk& desk, const BackTestPanel& panel, const std::string& title, const std::vector<TicketId>& ids) {
  if (ids.empty()) return;
  Ui& ui = desk.ui;
  ui::Scope scope(ui, title);
  text(ui, title + " (" + std::to_string(ids.size()) + ")", {.size = TextSize::small, .tone = Tone::secondary});
  Row row(ui, {.height = 24, .wrap = true});
  for (std::size_t i = 0; i < std::min(ids.size(), most_links); ++i) {
    const auto found = panel.numbers.find(ids[i]);
    if (found == panel.numbers.end()) continue;
    const std::string number = std::to_string(found->second);
    link(ui, {"#" + number, ids[i]}, "#/tickets/" + number);
  }
  if (ids.size() > most_links)
    text(ui, "and " + std::to_string(ids.size() - most_links) + " more",
         {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_tickets_behind(Desk& desk, const BackTestPanel& panel, const Compared& line) {
  Ui& ui = desk.ui;
  const bool none = line.only_before.empty() && line.only_after.empty() && line.both.empty();
  text(ui, none ? "No ticket is behind it" : line.name, {.size = TextSize::small, .weight = Weight::semibold});
  draw_links(desk, panel, "In force, but no more with the edited chain", line.only_before);
  draw_links(desk, panel, "Only with the edited chain", line.only_after);
  draw_links(desk, panel, "With both", line.both);
}

void draw_results(Desk& desk, const ChainDocument& document, BackTestPanel& panel) {
  Ui& ui = desk.ui;
  const std::vector<Compared>& lines = panel.lines;
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
    draw_tickets_behind(desk, panel, lines[static_cast<std::size_t>(panel.shown)]);
}

void draw_progress(Desk& desk, BackTestPanel& panel) {
  Ui& ui = desk.ui;
  const std::string why = panel.page.why();
  if (!why.empty()) {
    paragraph(ui, why + ".", {.tone = Tone::danger});
    if (button(ui, "Try again")) panel.page = {}, ui.again();
    return;
  }
  const auto all = std::max<std::int64_t>(1, panel.total);
  progress(ui, "Tickets tested", static_cast<float>(panel.done) / static_cast<float>(all));
  text(ui,
       panel.total == 0 ? "Asking the server for its tickets"
                        : std::to_string(panel.done) + " of " + std::to_string(panel.total) + " tickets",
       {.size = TextSize::small, .tone = Tone::secondary});
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
      const int period = panel.period;
      panel = {};
      panel.period = period;
    }
  }
  paragraph(ui,
            "What people did on the server's tickets, played again: what they did and when stays as it was, everything "
            "else follows from the document in force and from the edited one.",
            {.size = TextSize::small, .tone = Tone::secondary});
  if (panel.phase == Phase::running) draw_progress(desk, panel);
  if (panel.phase != Phase::done) return;
  text(ui, std::to_string(panel.done) + (panel.done == 1 ? " ticket tested" : " tickets tested"));
  if (panel.done > 0) draw_results(desk, document, panel);
}

}  // namespace oasis
