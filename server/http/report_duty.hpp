// What people carry on call, and how fairly schedules share it, as tables of a report. May not: count (report/duty and
// policy/coverage do); decide who may see names.
#pragma once

#include <vector>

#include "server/http/report_page.hpp"
#include "shared/report/table.hpp"

namespace oasis::http {

/// One row for each person of `duty_now`; and, for those who see the whole set-up, one for each schedule.
void add_duty_sections(const Report& report, std::vector<ReportSection>& sections);

}  // namespace oasis::http
