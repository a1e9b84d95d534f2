// The row of choices above a report: which tickets it is about. May not: ask for the report.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/reports/query.hpp"
#include "client/screens/desk.hpp"
#include "shared/report/table.hpp"

namespace oasis {

/// By which the tickets of this browser came; gathered when it is unset.
using ChannelsKnown = std::optional<std::vector<std::string>>;

/// Changes `query`; true when it did. Categories are those of `table`, which may be null.
bool draw_filters(Desk& desk, ReportQuery& query, ChannelsKnown& channels, const ReportTable* table);

}  // namespace oasis
