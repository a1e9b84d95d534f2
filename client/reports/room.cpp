// See room.hpp.
#include "client/reports/room.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "client/charts/heat_map.hpp"
#include "client/replica/question.hpp"
#include "client/reports/behind.hpp"
#include "client/reports/by_day.hpp"
#include "client/reports/filters.hpp"
#include "client/reports/findings.hpp"
#include "client/reports/period.hpp"
#include "client/reports/query.hpp"
#include "client/reports/retold.hpp"
#include "client/reports/section.hpp"
#include "client/reports/spread.hpp"
#include "client/reports/stays.hpp"
#include "client/reports/summary.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/behind.hpp"
#include "shared/codec/report_table.hpp"
#include "shared/time/text.hpp"

namespace oasis {

struct ReportsRoom {
  ReportQuery query;
  std::string at;  ///< the address that `query` was read from
  Question question;
  std::string asked;  ///< the last question
  Instant asked_at;
  std::optional<ReportTable> table;
  std::string table_of;                      ///< the question that it answers
  std::map<std::string, SectionView> views;  ///< by section
  SummaryView summary;
  ChannelsKnown channels;
  DaysView days;
  ChartSteps hours;
  SpreadView spread;
  StaysView stays;
  BehindView behind;
  DaysTyped days_typed;
  bool filters_open = false;  ///< on a phone
  bool more_open = false;
};

namespace {

using namespace ui;

constexpr Duration renewed_after = minutes(5), tried_after = seconds(15);
constexpr float phone_width = 640, two_columns = 1080, widest = 1240;

void ask_if_due(Desk& desk, ReportsRoom& room) {
  const std::string question = "/api/v1/report" + query_text(room.query, today_of(desk));
  const Duration after = room.question.why().empty() ? renewed_after : tried_after;
  const bool same = question == room.asked;
  if (same && (room.question.is_waiting() || desk.now - room.asked_at < after)) return;
  if (!same) room.views.clear();
  room.channels.reset();
  room.asked = question;
  room.asked_at = desk.now;
  const std::string shown = question + "&rows=" + std::to_string(first_rows);
  room.question.ask(desk.ui.platform(), shown, [&room, question](const nlohmann::json& answer) {
    auto table = read_report_table(answer);
    if (!table) return false;
    room.table = retold(std::move(*table));
    room.table_of = question;
    for (auto& [section, view] : room.views) view.asked.clear();  // what was loaded of it is as old as the rest
    return true;
  });
}

void show(Desk& desk, ReportsRoom& room, const ReportQuery& query) {
  if (query == room.query) return;
  room.query = query;
  room.at = address_of(query);
  go(desk, room.at);
}

// ---- the bar

void draw_more_menu(Desk& desk, ReportsRoom& room) {
  Ui& ui = desk.ui;
  if (icon_button(ui, Icon::more, "More"_tr,
                  {.kind = ButtonKind::quiet, .menu = true, .expanded = room.more_open}))
    room.more_open = true;
  Menu menu(ui, "Reports menu"_tr, ui.last(), room.more_open, 240);
  if (!menu) return;
  const std::string query = query_text(room.query, today_of(desk));
  if (menu.item("Download as a table (CSV)"_tr, {.icon = Icon::download}))
    ui.platform().open_link("/reports.csv" + query);
  if (menu.item("Page to print"_tr, {.icon = Icon::external})) ui.platform().open_link("/reports" + query);
  if (!room.query.customer.empty() && menu.item("Service report of the last month"_tr, {.icon = Icon::external}))
    ui.platform().open_link("/customers/" + room.query.customer + "/report");
  if (menu.item("Copy its link"_tr, {.icon = Icon::link})) ui.platform().copy("#" + address_of(room.query));
  menu.separator();
  if (menu.item("Board"_tr, {.icon = Icon::clock})) go(desk, "/board");
}

void draw_period_choice(Desk& desk, ReportsRoom& room, float width) {
  ReportQuery query = room.query;
  if (choose_period(desk, query, width)) show(desk, room, query);
}

void draw_reports_bar(Desk& desk, ReportsRoom& room, Rect area, bool* navigation_open, bool is_list) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Reports bar", area, {.padding = 12, .border_bottom = true});
  const bool narrow = area.w < phone_width;
  Row row(ui);
  if (navigation_open != nullptr && icon_button(ui, Icon::menu, "Views"_tr))
    *navigation_open = !*navigation_open;
  heading(ui, "Reports"_tr, 1);
  if (is_list) return;
  spacer(ui);
  if (!narrow) draw_period_choice(desk, room, 168);
  if (narrow &&
      icon_button(ui, Icon::filter, "Filters"_tr,
                  {.kind = ButtonKind::quiet, .selected = room.filters_open || room.query.is_filtered()}))
    room.filters_open = !room.filters_open;
  draw_more_menu(desk, room);
}

// ---- the report

std::string words_of_before(const ReportTable& table) {
  const auto first = parse_date(table.first), last = parse_date(table.last);
  const std::int64_t count = first.ok() && last.ok() ? day_number(*last) - day_number(*first) + 1 : 0;
  return phrase("“was”: in the {1} before. “few”: fewer than 20 values, which say little"_tr,
              count_of(count, "{1} day"_kept, "{1} days"_kept));
}

/// True where nothing happened, in neither period.
bool is_empty(const ReportTable& table) {
  for (const ReportSection& section : table.sections) {
    if (section.id != "summary") continue;
    return std::all_of(section.rows.begin(), section.rows.end(), [](const ReportRow& row) {
      return row.cells.empty() ||
             (row.cells.front().now.value_or(0) == 0 && row.cells.front().before.value_or(0) == 0);
    });
  }
  return true;
}

void draw_hours(Desk& desk, ReportsRoom& room, const std::string& report) {
  Ui& ui = desk.ui;
  Card card(ui, {.gap = 10, .label = "When we escalate"_tr});
  heading(ui, "When we escalate"_tr, 2);
  std::int64_t all = 0;
  for (const auto& day : room.table->hour_of_week) {
    for (const std::int64_t count : day) all += count;
  }
  if (all == 0) return text(ui, "No escalation in this period"_tr, {.tone = Tone::secondary});
  const int hour = draw_heat_map(ui, "Escalations by weekday and hour"_tr, room.table->hour_of_week, "{1} escalation"_kept,
                                 "{1} escalations"_kept, room.hours, true);
  if (hour < 0) return;
  Behind behind;
  behind.kinds = {Measure::Kind::escalated};
  behind.hour_of_week = Behind::Hour{hour / 24, hour % 24};
  go(desk, "/reports/tickets" + report + "&of=" + text_of(behind));
}

/// Side by side where there is room, each below the shorter column.
void draw_sections(Desk& desk, ReportsRoom& room, const std::string& report) {
  Ui& ui = desk.ui;
  const float room_width = ui.area().w;
  const bool two = room_width >= two_columns;
  const float width = two ? (room_width - 16) / 2 : room_width;
  std::vector<const ReportSection*> sides[2];
  float heights[2] = {0, 0};
  for (const ReportSection& section : room.table->sections) {
    if (section.id == "summary" || section.id == "times") continue;
    const std::size_t side = two && heights[1] < heights[0] ? 1 : 0;
    sides[side].push_back(&section);
    SectionView& view = room.views[section.id];
    heights[side] += section_height(shown_of(section, view), view, width) + 16;
  }
  Row row(ui, {.gap = 16, .center = false});
  for (std::size_t side = 0; side < (two ? 2u : 1u); ++side) {
    Column column(ui, {.width = width, .gap = 16});
    for (const ReportSection* section : sides[side]) draw_section(desk, *section, room.views[section->id], report);
  }
}

void draw_period(Ui& ui, const ReportsRoom& room) {
  Column column(ui, {.gap = 2});
  {
    Row row(ui, {.height = 20, .wrap = true});
    text(ui, words_of_days(room.table->first, room.table->last, room.table->zone), {.weight = Weight::semibold});
    if (room.question.is_waiting()) text(ui, "Asking…"_tr, {.size = TextSize::small, .tone = Tone::secondary});
  }
  paragraph(ui, words_of_before(*room.table), {.size = TextSize::small, .tone = Tone::secondary});
}

void draw_report(Desk& desk, ReportsRoom& room) {
  Ui& ui = desk.ui;
  const ReportTable& table = *room.table;
  draw_period(ui, room);
  if (!room.question.why().empty()) {
    Row row(ui, {.height = 24, .wrap = true});
    chip(ui, phrase("Not renewed: {1}"_tr, room.question.why()), Tone::warning, Icon::offline);
  }
  if (is_empty(table)) {
    const bool filtered = room.query.is_filtered();
    const bool is_quarter = !room.query.days && room.query.period == ReportPeriod::quarter;
    const char* action = filtered ? "Show all tickets"_tr : is_quarter ? "" : "Last 90 days"_tr;
    if (empty_state(ui, Icon::chart, "Nothing happened in this period"_tr,
                    filtered ? "No ticket that fits the filters was created, resolved or escalated."_tr
                             : "No ticket was created, resolved or escalated."_tr,
                    action))
      show(desk, room, filtered ? without_filters(room.query) : all_of(ReportPeriod::quarter));
    return;
  }
  const std::string report = query_text(room.query, today_of(desk));
  draw_findings(desk, table.findings);
  for (const ReportSection& section : table.sections) {
    if (section.id == "summary") draw_summary(desk, section, table.days, room.summary, report);
  }
  draw_by_day(desk, table, room.days, room.query);
  draw_hours(desk, room, report);
  for (const ReportSection& section : table.sections) {
    if (section.id == "times") draw_section(desk, section, room.views[section.id], report);
  }
  draw_spread(desk, table, room.spread, report);
  draw_stays(desk, table, room.stays, report);
  draw_sections(desk, room, report);
}

/// Follows the keyboard from value to value.
void reveal(Panel& panel, ChartSteps& steps) {
  if (steps.to_show) panel.reveal(*std::exchange(steps.to_show, std::nullopt));
}

void draw_without_report(Desk& desk, ReportsRoom& room) {
  Ui& ui = desk.ui;
  if (room.question.why().empty()) return skeleton(ui, "Loading the report"_tr, 10);
  const bool signed_out = desk.connection == Connection::signed_out;
  if (empty_state(ui, Icon::offline, "The report did not come"_tr, room.question.why() + ".",
                  signed_out ? "" : "Try again"_tr))
    room.asked.clear(), ui.again();
}

}  // namespace

void draw_reports(Desk& desk, std::shared_ptr<ReportsRoom>& kept, const std::string& address, Rect area,
                  bool* navigation_open) {
  if (kept == nullptr) kept = std::make_shared<ReportsRoom>();
  ReportsRoom& room = *kept;
  Ui& ui = desk.ui;
  const bool is_list = is_behind_address(address);
  if (!is_list && room.at != address) {
    room.at = address;
    room.query = read_report_address(address);
  }
  if (!is_list) ask_if_due(desk, room);
  draw_reports_bar(desk, room, cut_top(area, ui.metrics().control + 24), navigation_open, is_list);
  const bool narrow = area.w < phone_width;
  Panel panel(ui, "Report", area,
              {.padding = narrow ? 12.f : 20.f, .scroll = true, .role = ui::Role::region, .label = "Report"_tr});
  Column column(ui, {.width = std::min(widest, ui.area().w), .gap = 16});
  if (is_list) return draw_behind(desk, room.behind, address);
  if (narrow) draw_period_choice(desk, room, ui.area().w);
  ReportQuery query = room.query;
  if (draw_own_days(desk, query, room.days_typed)) show(desk, room, query);
  if (!narrow || room.filters_open) {
    if (draw_filters(desk, query, room.channels, room.table ? &*room.table : nullptr)) show(desk, room, query);
  }
  // While something else is asked, what was shown stays; where it did not come, it is not taken for that.
  const bool fits = room.table_of == room.asked || room.question.is_waiting();
  room.table&& fits ? draw_report(desk, room) : draw_without_report(desk, room);
  reveal(panel, room.days.steps);
  reveal(panel, room.hours);
  reveal(panel, room.spread.steps);
  reveal(panel, room.stays.steps);
  for (auto& [figure, steps] : room.summary.steps) reveal(panel, steps);
  for (auto& [section, view] : room.views) reveal(panel, view.steps);
  ui.again_after(room.question.why().empty() ? renewed_after : tried_after);
}

}  // namespace oasis
