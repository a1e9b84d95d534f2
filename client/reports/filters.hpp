// The row of choices above a report: which tickets it is about. May not: ask for the report.
#pragma once

#include "client/reports/query.hpp"
#include "client/screens/desk.hpp"
#include "shared/report/table.hpp"

namespace oasis {

/// Changes `query`; true when it did. Categories are those of `table`, which may be null.
bool draw_filters(Desk& desk, ReportQuery& query, const ReportTable* table);

}  // namespace oasis
