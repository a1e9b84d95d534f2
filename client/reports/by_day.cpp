// See by_day.hpp.
#include "client/reports/by_day.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "client/reports/period.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/behind.hpp"
#include "shared/time/civil.hpp"

namespace oasis {
namespace {

constexpr std::int64_t most_points = 92;
constexpr float chart_height = 180;
constexpr std::array<const char*, 4> count_names{"Created"_kept, "Resolved"_kept, "Escalations"_kept, "Breaches"_kept};
constexpr std::array<Measure::Kind, 4> count_kinds{Measure::Kind::created, Measure::Kind::resolved,
                                                   Measure::Kind::escalated, Measure::Kind::breached};
constexpr std::array<std::int64_t ReportDay::Counts::*, 4> count_fields{
    &ReportDay::Counts::created, &ReportDay::Counts::resolved, &ReportDay::Counts::escalated,
    &ReportDay::Counts::breached};

std::int64_t days_to_a_point(std::int64_t days) {
  for (const std::int64_t group : {1, 7, 28}) {
    if (days <= group * most_points) return group;
  }
  return 91;
}

/// 2, 4 or 10 times a power of ten.
std::int64_t top_of(std::int64_t most) {
  for (std::int64_t power = 1;; power *= 10) {
    for (const std::int64_t top : {2 * power, 4 * power, 10 * power}) {
      if (most <= top) return top;
    }
  }
}

std::string label_of(const ReportDays& days, bool with_year) {
  const auto say = [with_year](std::int64_t day) {
    return with_year ? phrase("{1} {2}"_tr, write_day(day), std::to_string(date_of(day).year)) : write_day(day);
  };
  return days.count() == 1 ? say(days.first) : say(days.first) + " – " + say(days.last);
}

float share_of(std::int64_t count, std::int64_t top) {
  return static_cast<float>(count) / static_cast<float>(top);
}

}  // namespace

DayLine line_of_days(const std::vector<ReportDay>& days, DayCount which) {
  DayLine line;
  const auto field = count_fields[static_cast<std::size_t>(which)];
  const std::int64_t group = days_to_a_point(std::ssize(days));
  std::vector<std::pair<std::int64_t, std::int64_t>> counts;  // now, before
  for (std::size_t i = 0; i < days.size(); ++i) {
    const bool begins = i == 0 || (std::ssize(days) - static_cast<std::int64_t>(i)) % group == 0;
    if (begins) line.days.push_back({days[i].day, days[i].day}), counts.emplace_back(0, 0);
    line.days.back().last = days[i].day;
    counts.back().first += days[i].now.*field;
    counts.back().second += days[i].before.*field;
  }
  std::int64_t most = 0;
  for (const auto& [now, before] : counts) most = std::max({most, now, before});
  line.top = top_of(most);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto [now, before] = counts[i];
    line.counts.push_back(now);
    line.points.push_back({label_of(line.days[i], std::ssize(days) > 366), phrase("{1}, was {2}"_tr, now, before),
                           share_of(now, line.top), share_of(before, line.top)});
  }
  return line;
}

void draw_by_day(Desk& desk, const ReportTable& table, DaysView& view, const ReportQuery& query) {
  if (table.days.size() < 2) return;
  ui::Ui& ui = desk.ui;
  ui::Scope scope(ui, "by day");
  ui::Card card(ui, {.gap = 10, .label = "Day by day"_tr});
  {
    ui::Row row(ui, {.wrap = true});
    ui::heading(ui, "Day by day"_tr, 2);
    ui::spacer(ui);
    int chosen = static_cast<int>(view.chosen);
    std::vector<std::string> names;
    for (const char* name : count_names) names.emplace_back(translated(name));
    if (ui::combo(ui, "Which count"_tr, names, chosen, {.width = 160, .show_label = false}))
      view.chosen = static_cast<DayCount>(chosen);
  }
  const auto which = static_cast<std::size_t>(view.chosen);
  const DayLine line = line_of_days(table.days, view.chosen);
  const ui::Rect area = ui.place(0, chart_height);
  const int point = draw_line(ui, phrase("{1} by day"_tr, translated(count_names[which])), line.points, area,
                              {.chooses = true, .marks = {"0", std::to_string(line.top / 2), std::to_string(line.top)}},
                              view.steps);
  ui::paragraph(ui, "The thin line is the period before."_tr, {.size = ui::TextSize::small, .tone = ui::Tone::secondary});
  if (point < 0 || line.points[static_cast<std::size_t>(point)].share == 0.f) return;
  ReportQuery of_point = query;
  of_point.days = line.days[static_cast<std::size_t>(point)];
  Behind behind;
  behind.kinds = {count_kinds[which]};
  go(desk, "/reports/tickets" + query_text(of_point, today_of(desk)) + "&of=" + text_of(behind));
}

}  // namespace oasis
