// The headline figures of a report, large and side by side, with a small line of those that add up day by day. May not: count.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "client/charts/steps.hpp"
#include "client/screens/desk.hpp"
#include "shared/report/table.hpp"

namespace oasis {

/// What the room remembers of them.
struct SummaryView {
  std::map<std::string, ChartSteps> steps;  ///< by the key of a figure
};

/// The section "summary". `report` is what the server was asked: numbers lead to their tickets.
void draw_summary(Desk& desk, const ReportSection& section, const std::vector<ReportDay>& days, SummaryView& view,
                  const std::string& report);

}  // namespace oasis
