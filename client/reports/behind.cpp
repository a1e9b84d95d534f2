// See behind.hpp.
#include "client/reports/behind.hpp"

#include <iterator>
#include <string_view>
#include <utility>

#include "client/replica/wire.hpp"
#include "client/reports/period.hpp"
#include "client/reports/query.hpp"
#include "client/reports/retold.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/behind.hpp"
#include "shared/report/table.hpp"
#include "shared/text/percent.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr std::string_view list_room = "/reports/tickets";
constexpr float ticket_height = 52;

/// The report that the number is of: what stands before it in the address.
ReportQuery report_of(const std::string& query) {
  return read_report_address(query.substr(0, query.find("&of=")));
}

/// The query of an address for the server: in the address all words are as people write them.
std::string asked_by(const Desk& desk, const std::string& query) {
  const std::size_t of = query.find("&of=");
  const std::string number = of == std::string::npos ? "" : percent_encoded(query.substr(of + 4));
  return query_text(report_of(query), today_of(desk)) + "&of=" + number;
}

void ask_for_tickets(Desk& desk, BehindView& view, std::size_t offset) {
  const std::string url =
      "/api/v1/report/tickets" + asked_by(desk, view.asked) + (offset == 0 ? "" : "&offset=" + std::to_string(offset));
  view.question.ask(desk.ui.platform(), url, [&view, offset](const nlohmann::json& answer) {
    auto list = read_behind_list(answer);
    if (!list) return false;
    list = retold(std::move(*list));
    view.more = false;
    if (offset == 0 || !view.list || view.list->rows.size() != offset) {
      view.list = std::move(list);
      return true;
    }
    view.list->rows.insert(view.list->rows.end(), std::make_move_iterator(list->rows.begin()),
                           std::make_move_iterator(list->rows.end()));
    return true;
  });
}

/// "12 in 9 tickets"
std::string words_of_tickets(const BehindList& list) {
  const std::string tickets = count_of(list.tickets, "{1} ticket"_kept, "{1} tickets"_kept);
  return list.count == list.tickets ? tickets : phrase("{1} in {2}"_tr, list.count, tickets);
}

std::string about_row(const Desk& desk, const BehindList::Row& row) {
  const Zone& zone = desk.replica.confirmed.versions.back()->zone();
  std::string words = row.what + " · " + wording::say_moment(row.at, zone, desk.now);
  if (row.value) words += " · " + duration_words(*row.value);
  return row.customer.empty() ? words : row.customer + " · " + words;
}

void draw_ticket_row(Desk& desk, const BehindList::Row& row, std::size_t number, Rect rect) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, static_cast<std::uint64_t>(number));
  const Palette& p = ui.palette();
  const bool leads = row.number > 0;
  const std::string name = leads                 ? "#" + std::to_string(row.number) + " " + row.subject
                           : row.subject.empty() ? "A ticket that you may not see"_tr
                                                 : row.subject;
  const std::string more = about_row(desk, row);
  const std::string address = "/tickets/" + std::to_string(row.number);
  const NodeId id = ui.id("ticket");
  Painter paint(ui);
  Press press;
  if (leads) press = ui.press(id, rect);
  if (press.hovered) paint.fill({rect.x - 8, rect.y, rect.w + 16, rect.h}, p.hover, 6);
  if (number > 0) paint.line({rect.x, rect.y}, {rect.right(), rect.y}, p.border);
  ui.open_node(ui::Role::listitem, ui.nameless(), "", rect);
  if (leads) {
    const platform::Span to = ui.keep("#" + address);
    platform::Node& link = ui.node(ui::Role::link, id, name + ", " + more, rect);
    link.state = platform::state_focusable;
    link.value = to;
  } else {
    ui.node(ui::Role::text, id, name + ", " + more, rect);
  }
  ui.close_node();
  const float line = ui.line_height(TextSize::body), small = ui.line_height(TextSize::small);
  cut_top(rect, (ticket_height - line - small) / 2);
  paint.text(cut_top(rect, line), name, TextSize::body, p.tone(leads ? Tone::normal : Tone::secondary).text,
             Weight::semibold);
  paint.text(cut_top(rect, small), more, TextSize::small, p.tone(Tone::secondary).text);
  if (press.clicked) go(desk, address);
}

void draw_tickets(Desk& desk, BehindView& view) {
  Ui& ui = desk.ui;
  const BehindList& list = *view.list;
  heading(ui, list.title, 2);
  paragraph(ui, words_of_tickets(list) + ", " + words_of_days(list.first, list.last, list.zone),
            {.tone = Tone::secondary});
  if (list.rows.empty()) {
    empty_state(ui, Icon::check, "No tickets"_tr, "Nothing in this period is counted by this number."_tr, "");
    return;
  }
  Rect rows = ui.place(0, ticket_height * static_cast<float>(list.rows.size()));
  ui.open_node(ui::Role::list, ui.id("tickets"), list.title, rows);
  for (std::size_t i = 0; i < list.rows.size(); ++i)
    draw_ticket_row(desk, list.rows[i], i, cut_top(rows, ticket_height));
  ui.close_node();
  if (static_cast<std::int64_t>(list.rows.size()) >= list.count) return;
  Row row(ui, {.wrap = true});
  if (button(ui, "Show more"_tr, {.busy = view.more}))
    view.more = true, ask_for_tickets(desk, view, list.rows.size());
  text(ui, phrase("{1} of {2}"_tr, list.rows.size(), list.count), {.tone = Tone::secondary});
}

}  // namespace

bool is_behind_address(const std::string& address) {
  return address.compare(0, list_room.size(), list_room) == 0;
}

void draw_behind(Desk& desk, BehindView& view, const std::string& address) {
  Ui& ui = desk.ui;
  const std::string query = address.substr(list_room.size());
  if (view.asked != query) {
    view.asked = query;
    view.list.reset();
    view.more = false;
    ask_for_tickets(desk, view, 0);
  }
  {
    Row row(ui, {.wrap = true});
    link(ui, "All of the report"_tr, "#" + address_of(with_known_period(report_of(query), today_of(desk))));
    spacer(ui);
    if (view.list && button(ui, "Download (CSV)"_tr, {.kind = ButtonKind::quiet}))
      ui.platform().open_link("/reports/tickets.csv" + asked_by(desk, query));
  }
  if (view.list) return draw_tickets(desk, view);
  if (view.question.why().empty()) return skeleton(ui, "Loading the tickets"_tr, 8);
  if (empty_state(ui, Icon::offline, "The tickets did not come"_tr, view.question.why() + ".", "Try again"_tr))
    ask_for_tickets(desk, view, 0);
}

}  // namespace oasis
