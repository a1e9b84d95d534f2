// Which tickets each number of a report is of, so that whoever reads it can look at them. May not: count.
#pragma once

#include <vector>

#include "server/http/report_page.hpp"
#include "shared/report/table.hpp"

namespace oasis::http {

/// Fills `behind` of the cells of all sections but those of schedules.
void say_what_counts(const Report& report, std::vector<ReportSection>& sections);

}  // namespace oasis::http
