// See report_duty.hpp.
#include "server/http/report_duty.hpp"

#include <algorithm>

#include "shared/policy/coverage.hpp"
#include "shared/report/local_words.hpp"

namespace oasis::http {
namespace {

using Kind = ReportCell::Kind;

ReportCell duty_cell(Kind kind, double now, double before) {
  return {kind, now, before, false, ""};
}

ReportSection people_on_call(const Report& report) {
  ReportSection section{"duty",
                        "On call",
                        "By the schedules as they are now. A night is being on call at 03:00; the longest run is without a break.",
                        "Person",
                        {"On call", "Nights", "Longest run"},
                        {},
                        "Nobody was on call in this period."};
  for (const auto& [id, is] : report.duty_now) {
    const auto found = report.duty_before.find(id);
    const DutyFigures was = found == report.duty_before.end() ? DutyFigures{} : found->second;
    const auto time = [](Duration one) { return static_cast<double>(one.ms); };
    section.rows.push_back({name_of(*report.policies, id),
                            {duty_cell(Kind::duration, time(is.on_call), time(was.on_call)),
                             duty_cell(Kind::count, static_cast<double>(is.nights), static_cast<double>(was.nights)),
                             duty_cell(Kind::duration, time(is.longest_run), time(was.longest_run))},
                            id});
  }
  std::stable_sort(section.rows.begin(), section.rows.end(), [](const ReportRow& a, const ReportRow& b) {
    return a.cells.front().now.value_or(0) > b.cells.front().now.value_or(0);
  });
  return section;
}

ReportSection fairness(const Report& report) {
  ReportSection section{"fairness",
                        "How schedules share the load",
                        "Balance compares the hours of each two people: 100 % is the same for all. The score, 0 to 100, is "
                        "half coverage and half balance.",
                        "Schedule",
                        {"Coverage", "Balance", "Score"},
                        {},
                        "There are no schedules."};
  for (const Schedule& schedule : report.policies->workspace().schedules) {
    const Rota* rota = report.policies->rota(schedule.id);
    if (rota == nullptr) continue;
    const Quality is = quality_of(*rota, report.slice.period.from, report.slice.period.to);
    const Quality was = quality_of(*rota, report.before_period.from, report.before_period.to);
    section.rows.push_back({name_of(schedule),
                            {duty_cell(Kind::share, is.coverage, was.coverage), duty_cell(Kind::share, is.balance, was.balance),
                             duty_cell(Kind::count, is.score, was.score)},
                            schedule.id});
  }
  return section;
}

}  // namespace

void add_duty_sections(const Report& report, std::vector<ReportSection>& sections) {
  sections.push_back(people_on_call(report));
  if (sees_settings(report.sight)) sections.push_back(fairness(report));
}

}  // namespace oasis::http
