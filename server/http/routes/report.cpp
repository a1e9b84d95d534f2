// GET /api/v1/report and /reports: figures of a period beside the period before it (docs/metrics.md), of what
// the reader sees. May not: define a figure.
#include <httplib.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "server/http/answer.hpp"
#include "server/http/counting.hpp"
#include "server/http/days_asked.hpp"
#include "server/http/reader.hpp"
#include "server/http/report_page.hpp"
#include "server/http/report_table.hpp"
#include "server/http/routes.hpp"
#include "server/http/services.hpp"
#include "server/http/slice_asked.hpp"
#include "shared/codec/figures.hpp"
#include "shared/codec/report_table.hpp"
#include "shared/report/figures.hpp"
#include "shared/time/text.hpp"

namespace oasis::http {
namespace {

using Row = nlohmann::ordered_json;

template <typename Value>
void keep_own(std::map<Id, Value>& people, const Reader& reader) {
  for (auto person = people.begin(); person != people.end();)
    person = person->first == reader.user ? std::next(person) : people.erase(person);
}

/// Names and loads of colleagues are for those who answer for them; everybody sees their own.
void keep_visible_people(Figures& figures, const Reader& reader) {
  if (sees_settings(reader.sight)) return;
  keep_own(figures.people, reader);
}

std::map<Id, DutyFigures> visible_duty(Interval period, const Reader& reader) {
  std::map<Id, DutyFigures> duty = duty_of(*reader.policies, period);
  if (!sees_settings(reader.sight)) keep_own(duty, reader);
  return duty;
}

/// Both periods, or nothing: then the call has been refused.
std::optional<Report> report_for(Call& call, const Services& services) {
  const auto policies = services.writer.policies();
  const auto days = days_asked(call, policies->zone(), services.writer.now());
  if (!days) return std::nullopt;
  const auto slice = slice_asked(call);
  if (!slice) return std::nullopt;
  if (!count_in(call, services)) return std::nullopt;
  Report report;
  report.slice = *slice;
  report.first = to_text(date_of(days->first));
  report.last = to_text(date_of(days->last));
  read_measures_as(services, call.who->user_id, [&](store::Database& reading, const Reader& reader) {
    report.slice.period = period_of(*days, reader.policies->zone());
    Slice earlier = report.slice;
    earlier.period = period_of(days->before(), reader.policies->zone());
    std::vector<Breach> breaches;
    report.now = figures_of(reading, reader, report.slice, &breaches);
    report.before = figures_of(reading, reader, earlier);
    keep_visible_people(report.now, reader);
    keep_visible_people(report.before, reader);
    report.before_period = earlier.period;
    report.duty_now = visible_duty(report.slice.period, reader);
    report.duty_before = visible_duty(earlier.period, reader);
    if (reader.sight.role >= Role::manager)
      report.findings = findings_seen(findings_of(report.now, report.before, breaches, *reader.policies), reader.sight);
    if (sees_settings(reader.sight) && is_of_all(report.slice)) {
      report.suggestions = suggestions_of(report.now, *reader.policies);
      report.channels_now = store::count_channels(reading, report.slice.period);
      report.channels_before = store::count_channels(reading, earlier.period);
    }
    report.policies = reader.policies;
    report.sight = reader.sight;
  });
  return report;
}

Row with_people(const Figures& figures) {
  Row row = write_figures(figures);
  row["people"] = Row::object();
  for (const auto& [user, person] : figures.people) row["people"][user] = write_person_figures(person);
  return row;
}

constexpr std::size_t most_rows = 1000;
constexpr std::size_t most_categories = 200;  // that a filter offers

/// How much of a report is to be sent: a page does not load what it does not show.
struct PartAsked {
  std::optional<std::size_t> rows;  ///< of each section; unset: all
  std::string section;              ///< that one alone; empty: all
};

/// nullopt: refused.
std::optional<PartAsked> part_asked(Call& call) {
  PartAsked part;
  if (call.request.has_param("section")) part.section = call.request.get_param_value("section");
  if (!call.request.has_param("rows")) return part;
  const std::string text = call.request.get_param_value("rows");
  std::size_t rows = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), rows);
  if (fault != std::errc{} || end != text.data() + text.size() || rows < 1 || rows > most_rows) {
    refuse(call.response, Code::bad_value, "Rows are a number from 1 to " + std::to_string(most_rows) + ".", "/rows");
    return std::nullopt;
  }
  part.rows = rows;
  return part;
}

void shorten(ReportSection& section, std::size_t rows) {
  if (section.rows.size() <= rows) return;
  section.left_out += static_cast<std::int64_t>(section.rows.size() - rows);
  section.rows.resize(rows);
}

/// Of the tickets that are counted, the busiest first.
Row categories_in(const std::vector<ReportSection>& sections) {
  Row categories = Row::array();
  for (const ReportSection& section : sections) {
    if (section.id != "categories") continue;
    for (const ReportRow& row : section.rows)
      if (!row.key.empty() && categories.size() < most_categories) categories.push_back(row.key);
  }
  return categories;
}

/// What sections say row by row is not sent a second time where only their first rows are.
Row write_short(const Figures& figures) {
  Row row = write_figures(figures);
  for (const char* by : {"by_customer", "by_team", "by_category", "reasons", "rules", "useful_rules"}) row.erase(by);
  return row;
}

/// Refuses a section that the report does not have.
std::optional<Row> write_section(Call& call, const Report& report, const PartAsked& part) {
  std::vector<ReportSection> sections = sections_of(report);
  std::string ids;
  for (const ReportSection& section : sections) ids += (ids.empty() ? "" : ", ") + section.id;
  std::erase_if(sections, [&part](const ReportSection& section) { return section.id != part.section; });
  if (sections.empty()) {
    refuse(call.response, Code::bad_value, "A section of this report is one of " + ids + ".", "/section");
    return std::nullopt;
  }
  if (part.rows) shorten(sections.front(), *part.rows);
  return Row{{"from", report.first},
             {"to", report.last},
             {"zone", report.policies->zone().name()},
             {"sections", write_sections(sections)}};
}

Row write_report(const Report& report, const PartAsked& part) {
  std::vector<ReportSection> sections = sections_of(report);
  Row categories = categories_in(sections);
  for (ReportSection& section : sections)
    if (part.rows) shorten(section, *part.rows);
  const auto write = [&part](const Figures& figures) { return part.rows ? write_short(figures) : with_people(figures); };
  return {{"from", report.first},
          {"to", report.last},
          {"zone", report.policies->zone().name()},
          {"findings", write_findings(report.findings)},
          {"suggestions", write_suggestions(report.suggestions)},
          {"sections", write_sections(sections)},
          {"categories", std::move(categories)},
          {"now", write(report.now)},
          {"before", write(report.before)}};
}

void get_json(Call& call, const Services& services) {
  const auto part = part_asked(call);
  if (!part) return;
  const auto report = report_for(call, services);
  if (!report) return;
  const auto row =
      part->section.empty() ? std::optional<Row>(write_report(*report, *part)) : write_section(call, *report, *part);
  if (row) answer_json(call.response, row->dump(-1, ' ', false, Row::error_handler_t::replace));
}

void get_page(Call& call, const Services& services, const PageFrame& frame) {
  const auto report = report_for(call, services);
  if (report) answer_page(call.response, report_page(frame, *report));
}

void get_table(Call& call, const Services& services) {
  const auto report = report_for(call, services);
  if (!report) return;
  call.response.set_header("Cache-Control", "no-store");
  call.response.set_header("Content-Disposition", "attachment; filename=\"report-" + report->first + "-to-" +
                                                      report->last + ".csv\"");
  call.response.set_content(report_csv(*report), "text/csv; charset=utf-8");
}

}  // namespace

void add_report_routes(Routes& routes, const Services& services, const PageFrame& frame) {
  routes.add({"GET", "/api/v1/report", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_json(call, services); }});
  routes.add({"GET", "/reports", Role::viewer, Body::none, 0,
              [&services, &frame](Call& call) { get_page(call, services, frame); }});
  routes.add({"GET", "/reports.csv", Role::viewer, Body::none, 0,
              [&services](Call& call) { get_table(call, services); }});
}

}  // namespace oasis::http
