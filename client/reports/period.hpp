// Which days a report is of: one of the usual periods, or days of one's own. May not: ask for the report.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "client/reports/query.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

/// By the wall clock of the workspace, as `day_number`.
std::int64_t today_of(const Desk& desk);

/// What is typed into the fields of one's own days.
struct DaysTyped {
  std::string first;
  std::string last;
  std::optional<ReportDays> of;  ///< the days that they began from
};

/// Changes `query`; true when it did, as with the next one. `width` in CSS pixels.
bool choose_period(Desk& desk, ReportQuery& query, float width);
/// The two days in a row, with steps to those before and after; nothing where the period is a usual one.
bool draw_own_days(Desk& desk, ReportQuery& query, DaysTyped& typed);

}  // namespace oasis
