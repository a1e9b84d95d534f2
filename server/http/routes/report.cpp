// GET /api/v1/report and /reports: figures of a period beside the period before it (docs/metrics.md), of what
// the reader sees. May not: define a figure.
#include <httplib.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
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
    // Findings speak of the whole set-up, so they are for those who may see it.
    if (sees_settings(reader.sight)) {
      report.findings = findings_of(report.now, report.before, breaches, *reader.policies);
    }
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

void get_json(Call& call, const Services& services) {
  const auto report = report_for(call, services);
  if (!report) return;
  const Row row{{"from", report->first},
                {"to", report->last},
                {"zone", report->policies->zone().name()},
                {"findings", write_findings(report->findings)},
                {"suggestions", write_suggestions(report->suggestions)},
                {"sections", write_sections(sections_of(*report))},
                {"now", with_people(report->now)},
                {"before", with_people(report->before)}};
  answer_json(call.response, row.dump(-1, ' ', false, Row::error_handler_t::replace));
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
