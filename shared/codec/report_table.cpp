// See report_table.hpp.
#include "shared/codec/report_table.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "shared/codec/behind.hpp"
#include "shared/codec/figures.hpp"
#include "shared/codec/loose.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using Row = nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> kinds = {"count", "duration", "share"};

Row write_value(const std::optional<double>& value, ReportCell::Kind kind) {
  if (!value) return nullptr;
  if (kind == ReportCell::Kind::share) return *value;
  return static_cast<std::int64_t>(*value);
}

Row write_cells(const ReportRow& row) {
  Row cells = Row::array();
  for (const ReportCell& cell : row.cells) {
    Row out{{"kind", kinds[static_cast<std::size_t>(cell.kind)]},
            {"now", write_value(cell.now, cell.kind)},
            {"before", write_value(cell.before, cell.kind)}};
    if (cell.few) out["few"] = true;
    if (!cell.behind.empty()) out["behind"] = cell.behind;
    cells.push_back(std::move(out));
  }
  return cells;
}

ReportCell read_cell(const json& row) {
  const auto kind = std::find(kinds.begin(), kinds.end(), loose::text(row, "kind"));
  const std::size_t index = kind == kinds.end() ? 0 : static_cast<std::size_t>(kind - kinds.begin());
  return {static_cast<ReportCell::Kind>(index), loose::real(loose::member(row, "now")),
          loose::real(loose::member(row, "before")), loose::truth(row, "few"), loose::text(row, "behind")};
}

ReportSection read_section(const json& row) {
  ReportSection section;
  section.id = loose::text(row, "id");
  section.title = loose::text(row, "title");
  section.note = loose::text(row, "note");
  section.of = loose::text(row, "of");
  section.empty = loose::text(row, "empty");
  for (const json& column : loose::list(row, "columns"))
    section.columns.push_back(column.is_string() ? column.get<std::string>() : std::string());
  for (const json& one : loose::list(row, "rows")) {
    ReportRow read{loose::text(one, "name"), {}, loose::text(one, "key")};
    for (const json& cell : loose::list(one, "cells")) read.cells.push_back(read_cell(cell));
    read.cells.resize(section.columns.size());
    section.rows.push_back(std::move(read));
  }
  const std::int64_t all = loose::whole(loose::member(row, "row_count"));
  section.left_out = std::max<std::int64_t>(0, all - std::ssize(section.rows));
  return section;
}

void read_hours(const json& days, HourOfWeek& hours) {
  for (std::size_t day = 0; day < std::min(days.size(), hours.size()); ++day) {
    if (!days[day].is_array()) continue;
    for (std::size_t hour = 0; hour < std::min(days[day].size(), hours[day].size()); ++hour)
      hours[day][hour] = loose::whole(days[day][hour]);
  }
}

struct Time {
  const char* member;  ///< of the figures
  const char* name;
  Measure::Kind kind;
  bool open;
};
constexpr std::array<Time, 6> times{
    {{"first_response", "First response", Measure::Kind::first_response, false},
     {"first_response_open", "First response, open time", Measure::Kind::first_response, true},
     {"next_response", "Next response", Measure::Kind::next_response, false},
     {"acknowledge", "Acknowledge an escalation", Measure::Kind::answered, false},
     {"resolution", "Resolution", Measure::Kind::resolved, false},
     {"resolution_open", "Resolution, open time", Measure::Kind::resolved, true}}};

ReportHistogram read_histogram(const Time& time, const json& spread) {
  ReportHistogram histogram;
  histogram.name = time.name;
  histogram.count = loose::whole(loose::member(spread, "count"));
  histogram.median = {loose::whole(loose::member(spread, "median"))};
  histogram.p90 = {loose::whole(loose::member(spread, "p90"))};
  const json& bars = loose::list(spread, "bars");
  for (std::size_t i = 0; i < std::min(bars.size(), spread_bars); ++i) {
    histogram.bars[i] = loose::whole(bars[i]);
    Behind behind;
    behind.kinds = {time.kind};
    (time.open ? behind.open_bar : behind.bar) = static_cast<std::int32_t>(i);
    histogram.behind[i] = text_of(behind);
  }
  return histogram;
}

/// Adds up what happened on days from `first`; a day that is none of `days` is left out.
void read_day_counts(const json& rows, std::int64_t first, ReportDay::Counts ReportDay::*which, std::vector<ReportDay>& days) {
  for (const json& row : rows) {
    const auto date = parse_date(loose::text(row, "day"));
    const std::int64_t at = date.ok() ? day_number(*date) - first : -1;
    if (at < 0 || at >= std::ssize(days)) continue;
    days[static_cast<std::size_t>(at)].*which = {
        loose::whole(loose::member(row, "created")), loose::whole(loose::member(row, "resolved")),
        loose::whole(loose::member(row, "escalated")), loose::whole(loose::member(row, "breached"))};
  }
}

std::vector<ReportDay> read_days(const ReportTable& table, const json& now, const json& before) {
  std::vector<ReportDay> days;
  const auto first = parse_date(table.first), last = parse_date(table.last);
  if (!first.ok() || !last.ok()) return days;
  const std::int64_t from = day_number(*first), count = day_number(*last) - from + 1;
  if (count < 1 || count > most_report_days) return days;
  for (std::int64_t i = 0; i < count; ++i) days.push_back({from + i, {}, {}});
  read_day_counts(loose::list(now, "by_day"), from, &ReportDay::now, days);
  read_day_counts(loose::list(before, "by_day"), from - count, &ReportDay::before, days);
  return days;
}

std::vector<ReportStay> read_stays(const json& rows) {
  std::vector<ReportStay> stays;
  for (const json& row : rows) {
    const json& spread = loose::member(row, "stays");
    ReportStay stay;
    stay.chain = loose::text(row, "chain");
    stay.tier = static_cast<std::int32_t>(loose::whole(loose::member(row, "tier")));
    stay.count = loose::whole(loose::member(spread, "count"));
    stay.median = {loose::whole(loose::member(spread, "median"))};
    stay.p90 = {loose::whole(loose::member(spread, "p90"))};
    stay.answered = loose::whole(loose::member(row, "answered"));
    stay.spent = {loose::whole(loose::member(row, "spent"))};
    if (stay.count > 0) stays.push_back(std::move(stay));
  }
  return stays;
}

std::vector<WaitSuggestion> read_suggestions(const json& rows) {
  std::vector<WaitSuggestion> suggestions;
  for (const json& row : rows) {
    const std::int64_t step = loose::whole(loose::member(row, "step"));
    const std::int64_t wait = loose::whole(loose::member(row, "wait"));
    if (step < 0 || wait <= 0) continue;
    suggestions.push_back({loose::text(row, "chain"), static_cast<std::size_t>(step), {wait}, loose::text(row, "what"),
                           loose::text(row, "evidence")});
  }
  return suggestions;
}

}  // namespace

Row write_suggestions(const std::vector<WaitSuggestion>& suggestions) {
  Row rows = Row::array();
  for (const WaitSuggestion& one : suggestions)
    rows.push_back({{"chain", one.chain}, {"step", one.step}, {"wait", one.wait.ms}, {"what", one.what},
                    {"evidence", one.evidence}});
  return rows;
}

Row write_sections(const std::vector<ReportSection>& sections) {
  Row rows = Row::array();
  for (const ReportSection& section : sections) {
    Row lines = Row::array();
    for (const ReportRow& row : section.rows)
      lines.push_back({{"name", row.name}, {"key", row.key}, {"cells", write_cells(row)}});
    rows.push_back({{"id", section.id},
                    {"title", section.title},
                    {"note", section.note},
                    {"of", section.of},
                    {"columns", section.columns},
                    {"rows", std::move(lines)},
                    {"row_count", section.all_rows()},
                    {"empty", section.empty}});
  }
  return rows;
}

std::optional<ReportTable> read_report_table(const json& json) {
  if (!loose::member(json, "sections").is_array()) return std::nullopt;
  ReportTable table;
  table.first = loose::text(json, "from");
  table.last = loose::text(json, "to");
  table.zone = loose::text(json, "zone");
  table.findings = read_findings(loose::member(json, "findings"));
  for (const nlohmann::json& row : loose::list(json, "sections")) table.sections.push_back(read_section(row));
  for (const nlohmann::json& category : loose::list(json, "categories"))
    if (category.is_string()) table.categories.push_back(category.get<std::string>());
  table.suggestions = read_suggestions(loose::list(json, "suggestions"));
  const nlohmann::json& now = loose::member(json, "now");
  table.days = read_days(table, now, loose::member(json, "before"));
  table.stays = read_stays(loose::list(now, "steps"));
  read_hours(loose::list(now, "hour_of_week"), table.hour_of_week);
  for (const Time& time : times) {
    ReportHistogram histogram = read_histogram(time, loose::member(now, time.member));
    if (histogram.count > 0) table.histograms.push_back(std::move(histogram));
  }
  return table;
}

}  // namespace oasis
