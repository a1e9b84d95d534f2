// A report as a table for other programs: its sections, then what its charts show. May not: count, or know HTML.
#include <array>
#include <cstdio>

#include "server/http/csv.hpp"
#include "server/http/report_page.hpp"
#include "server/http/report_table.hpp"
#include "shared/report/behind.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

using Kind = ReportCell::Kind;

constexpr std::array<const char*, 7> days_of_week{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

std::string csv_number(Kind kind, const std::optional<double>& value) {
  if (!value) return "";
  if (kind == Kind::count) return std::to_string(static_cast<std::int64_t>(*value));
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), kind == Kind::share ? "%.1f" : "%.0f",
                kind == Kind::share ? *value * 100 : *value / 1000);
  return text.data();
}

std::string csv_line(const std::string& section, const std::string& of, const std::string& figure, const ReportCell& cell) {
  return csv_cell(section) + "," + csv_cell(of) + "," + csv_cell(figure) + "," + csv_number(cell.kind, cell.now) + "," +
         csv_number(cell.kind, cell.before) + "\r\n";
}

ReportCell count_cell(std::int64_t now, std::int64_t before) {
  return {Kind::count, static_cast<double>(now), static_cast<double>(before), false, ""};
}

std::string days_csv(const Report& report) {
  const auto first = parse_date(report.first), last = parse_date(report.last);
  if (!first.ok() || !last.ok()) return "";
  const std::int64_t from = day_number(*first), count = day_number(*last) - from + 1;
  const auto at = [](const Figures& figures, std::int64_t day) {
    const auto found = figures.by_day.find(day);
    return found == figures.by_day.end() ? Group{} : found->second;
  };
  std::string csv;
  for (std::int64_t day = from; day < from + count; ++day) {
    const Group now = at(report.now, day), before = at(report.before, day - count);
    const std::string of = to_text(date_of(day));
    csv += csv_line("Day by day", of, "Created", count_cell(now.created, before.created)) +
           csv_line("Day by day", of, "Resolved", count_cell(now.resolved, before.resolved)) +
           csv_line("Day by day", of, "Escalations", count_cell(now.escalated, before.escalated)) +
           csv_line("Day by day", of, "Breaches", count_cell(now.breached(), before.breached()));
  }
  return csv;
}

std::string hours_csv(const Report& report) {
  std::string csv;
  for (std::size_t day = 0; day < days_of_week.size(); ++day) {
    for (std::size_t hour = 0; hour < 24; ++hour)
      csv += csv_line("When we escalate", std::string(days_of_week[day]) + (hour < 10 ? " 0" : " ") + std::to_string(hour) + ":00",
                      "Escalations", count_cell(report.now.hour_of_week[day][hour], report.before.hour_of_week[day][hour]));
  }
  return csv;
}

std::string spread_csv(const char* name, const Spread& now, const Spread& before) {
  std::string csv;
  for (std::size_t bar = 0; bar < spread_bars && now.count > 0; ++bar)
    csv += csv_line("How long it took", name, words_of_bar(bar), count_cell(now.bars[bar], before.bars[bar]));
  return csv;
}

}  // namespace

std::string sections_csv(const std::vector<ReportSection>& sections) {
  std::string csv = "section,of,figure,now,before\r\n";
  for (const ReportSection& section : sections) {
    for (const ReportRow& row : section.rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        csv += csv_line(section.title, row.name, section.columns[i], row.cells[i]);
    }
  }
  return csv;
}

std::string report_csv(const Report& report) {
  const Figures &now = report.now, &before = report.before;
  return sections_csv(sections_of(report)) + days_csv(report) + hours_csv(report) + spread_csv("First response", now.first_response, before.first_response) +
         spread_csv("Next response", now.next_response, before.next_response) +
         spread_csv("Acknowledge an escalation", now.acknowledge, before.acknowledge) +
         spread_csv("Resolution", now.resolution, before.resolution);
}

}  // namespace oasis::http
