// See back_test.hpp.
#include "client/chains/back_test.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::size_t most_links = 24;
/// Tickets that workers keep for another test, of about 3 KB each.
constexpr std::int64_t most_kept = 150'000;
constexpr Duration periods[] = {days(30), days(90), days(366)};

bool looks_for_words(const Policies& policies) {
  const auto& rules = policies.workspace().rules;
  return std::any_of(rules.begin(), rules.end(), [](const Rule& rule) { return !rule.condition.text_contains.empty(); });
}

void start(Desk& desk, const ChainDocument& document, BackTestPanel& panel) {
  BackTestPanel fresh;
  fresh.phase = BackTestPanel::Phase::running;
  fresh.period = panel.period;
  fresh.edited_at = document.changes;
  fresh.task = {{desk.now - periods[panel.period], desk.now}, false, desk.replica.confirmed.versions.back(),
                document.policies};
  fresh.task.words = looks_for_words(*fresh.task.in_force) || looks_for_words(*fresh.task.edited);
  if (panel.crew != nullptr && panel.crew->has_tickets_of(fresh.task)) {
    fresh.crew = std::move(panel.crew);
    fresh.crew->test_again(fresh.task);
  } else if (platform::workers().count() > 0) {
    panel.crew.reset();  // it ends its workers before others begin
    fresh.crew = BackTestCrew::begin(platform::workers(), fresh.task);
  } else {
    fresh.slices = std::make_unique<BackTestSlices>();
  }
  panel = std::move(fresh);
}

void end(Desk& desk, BackTestPanel& panel, const Outcome& before, const Outcome& after) {
  panel.lines = compared(before, after, panel.task.edited->workspace());
  panel.tickets = after.tickets;
  panel.phase = BackTestPanel::Phase::done;
  if (panel.tickets > most_kept) panel.crew.reset();
  desk.ui.again();
}

void go_on(Desk& desk, BackTestPanel& panel) {
  if (panel.phase != BackTestPanel::Phase::running) return;
  if (panel.crew != nullptr && panel.crew->is_broken()) {
    panel.crew.reset();
    panel.slices = std::make_unique<BackTestSlices>();
  }
  if (panel.crew != nullptr) {
    if (const auto& result = panel.crew->result()) end(desk, panel, result->first, result->second);
  } else if (test_a_slice(desk, panel.task, *panel.slices)) {
    end(desk, panel, panel.slices->before, panel.slices->after);
    panel.slices.reset();
  }
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
    const std::string name = phrase("{1}: {2} in force, {3} edited"_tr, line.name, cells[1], cells[2]);
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
  ui.open_node(ui::Role::row, ui.nameless(), "Columns"_tr, row).position = 0;
  const std::array<Rect, 4> places = columns_of(row);
  constexpr const char* titles[] = {"Number"_kept, "In force"_kept, "Edited"_kept, "Difference"_kept};
  for (std::size_t i = 0; i < 4; ++i) {
    const char* title = translated(titles[i]);
    paint.text(places[i], title, TextSize::small, color, Weight::semibold, i == 0 ? Align::left : Align::right);
    ui.node(ui::Role::columnheader, ui.nameless(), title, places[i]);
  }
  ui.close_node();
}

void draw_links(Ui& ui, const std::string& title, const std::vector<TicketNumber>& tickets) {
  if (tickets.empty()) return;
  ui::Scope scope(ui, title);
  text(ui, title + " (" + std::to_string(tickets.size()) + ")", {.size = TextSize::small, .tone = Tone::secondary});
  Row row(ui, {.height = 24, .wrap = true});
  for (std::size_t i = 0; i < std::min(tickets.size(), most_links); ++i) {
    if (tickets[i] == 0) continue;  // no such ticket was ever here
    const std::string number = std::to_string(tickets[i]);
    link(ui, {"#" + number, number}, "#/tickets/" + number);
  }
  if (tickets.size() > most_links)
    text(ui, phrase("and {1} more"_tr, tickets.size() - most_links),
         {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_tickets_behind(Ui& ui, const Compared& line) {
  const bool none = line.only_before.empty() && line.only_after.empty() && line.both.empty();
  text(ui, none ? "No ticket is behind it"_tr : line.name, {.size = TextSize::small, .weight = Weight::semibold});
  draw_links(ui, "In force, but no more with the edited chain"_tr, line.only_before);
  draw_links(ui, "Only with the edited chain"_tr, line.only_after);
  draw_links(ui, "With both"_tr, line.both);
}

void draw_results(Desk& desk, const ChainDocument& document, BackTestPanel& panel) {
  Ui& ui = desk.ui;
  const std::vector<Compared>& lines = panel.lines;
  if (panel.edited_at != document.changes)
    chip(ui, "The chain was changed since"_tr, Tone::warning, Icon::warning);
  const float height = ui.theme().touch ? 44.f : 30.f;
  const Rect table = ui.place(0, height * static_cast<float>(lines.size() + 1));
  Rect rest = table;
  ui.open_node(ui::Role::grid, ui.id("compared"), "Before and after"_tr, table).set_size =
      static_cast<std::int32_t>(lines.size()) + 1;
  draw_titles(ui, cut_top(rest, height));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int number = static_cast<int>(i);
    if (draw_compared(ui, lines[i], number, panel.shown == number, cut_top(rest, height)))
      panel.shown = panel.shown == number ? -1 : number;
  }
  ui.close_node();
  if (panel.shown >= 0 && static_cast<std::size_t>(panel.shown) < lines.size())
    draw_tickets_behind(ui, lines[static_cast<std::size_t>(panel.shown)]);
}

void draw_progress(Desk& desk, BackTestPanel& panel) {
  Ui& ui = desk.ui;
  const bool by_crew = panel.crew != nullptr;
  const std::string why = by_crew ? panel.crew->why() : panel.slices->page.why();
  if (!why.empty()) {
    paragraph(ui, why + ".", {.tone = Tone::danger});
    if (button(ui, "Try again"_tr)) {
      by_crew ? panel.crew->try_again() : void(panel.slices->page = {});
      ui.again();
    }
    return;
  }
  const std::int64_t done = by_crew ? panel.crew->tested() : panel.slices->done;
  const std::int64_t total = by_crew ? panel.crew->total().value_or(0) : panel.slices->total;
  const auto all = static_cast<float>(std::max<std::int64_t>(1, total));
  progress(ui, "Tickets tested"_tr, by_crew ? panel.crew->share() : static_cast<float>(done) / all);
  text(ui,
       total > 0  ? phrase("{1} of {2} tickets"_tr, done, total)
       : done > 0 ? phrase("{1} tickets so far"_tr, done)
                  : "Asking the server for its tickets"_tr,
       {.size = TextSize::small, .tone = Tone::secondary});
}

}  // namespace

void draw_back_test(Desk& desk, const ChainDocument& document, BackTestPanel& panel) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, "back-test");
  using Phase = BackTestPanel::Phase;
  go_on(desk, panel);
  Card card(ui, {.gap = 12, .label = "Back-test"});
  const auto choose_period = [&] { segmented(ui, "Period"_tr, {"30 days"_tr, "90 days"_tr, "A year"_tr}, panel.period); };
  const bool wide = ui.area().w > 420;
  {
    Row row(ui, {.wrap = true});
    heading(ui, "Back-test", 2);
    spacer(ui);
    if (panel.phase != Phase::running) {
      if (wide) choose_period();
      if (button(ui, panel.phase == Phase::done ? "Test again"_tr : "Test real tickets"_tr, {.icon = Icon::play}))
        start(desk, document, panel), ui.again();
    } else if (button(ui, "Stop"_tr, {.icon = Icon::close})) {
      const int period = panel.period;
      panel = {};  // and with it whoever tests
      panel.period = period;
    }
  }
  if (!wide && panel.phase != Phase::running) choose_period();
  paragraph(ui,
            "What people did on the server's tickets, played again: what they did and when stays as it was, everything "
            "else follows from the document in force and from the edited one."_tr,
            {.size = TextSize::small, .tone = Tone::secondary});
  if (panel.phase == Phase::running) draw_progress(desk, panel);
  if (panel.phase != Phase::done) return;
  text(ui, count_of(panel.tickets, "{1} ticket tested"_kept, "{1} tickets tested"_kept));
  if (panel.tickets > 0) draw_results(desk, document, panel);
}

}  // namespace oasis
