// See period.hpp.
#include "client/reports/period.hpp"

#include <vector>

#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float day_width = 132;

bool step(ReportQuery& query, std::int64_t days) {
  query.days->first += days;
  query.days->last += days;
  return true;
}

}  // namespace

std::int64_t today_of(const Desk& desk) {
  return day_number(desk.replica.confirmed.versions.back()->zone().to_local(desk.now));
}

bool choose_period(Desk& desk, ReportQuery& query, float width) {
  std::vector<std::string> names;
  for (const char* name : report_period_names) names.emplace_back(translated(name));
  const int own = static_cast<int>(names.size());
  names.emplace_back("Other days"_tr);
  int period = query.days ? own : static_cast<int>(query.period);
  if (!combo(desk.ui, "Period"_tr, names, period, {.width = width, .show_label = false})) return false;
  const ReportDays days = days_of(query, today_of(desk));
  query.days.reset();
  if (period == own) {
    query.days = days;
  } else {
    query.period = static_cast<ReportPeriod>(period);
  }
  return true;
}

bool draw_own_days(Desk& desk, ReportQuery& query, DaysTyped& typed) {
  if (!query.days) return false;
  Ui& ui = desk.ui;
  if (typed.of != query.days) {
    typed = {to_text(date_of(query.days->first)), to_text(date_of(query.days->last)), query.days};
  }
  const auto days = read_days(typed.first, typed.last);
  Row row(ui, {.wrap = true});
  const FieldOptions field{.width = day_width, .placeholder = "2026-03-31", .show_label = false};
  text(ui, "From"_tr, {.tone = Tone::secondary});
  bool entered = text_field(ui, "First day"_tr, typed.first, field).submitted;
  text(ui, "to"_tr, {.tone = Tone::secondary});
  entered |= text_field(ui, "Last day"_tr, typed.last, field).submitted;
  entered |= button(ui, "Show"_tr, {.disabled = !days || days == query.days});
  if (!days) {
    chip(ui, "Days as 2026-03-31, at most ten years"_tr, Tone::warning, Icon::warning);
  }
  const std::int64_t count = query.days->count();
  if (button(ui, "Days before"_tr, {.kind = ButtonKind::quiet})) return step(query, -count);
  if (button(ui, "Days after"_tr, {.kind = ButtonKind::quiet})) return step(query, count);
  if (!entered || !days || days == query.days) return false;
  query.days = days;
  return true;
}

}  // namespace oasis
