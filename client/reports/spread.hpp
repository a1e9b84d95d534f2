// How long it took: one kind of time at once as a histogram, each bar with the tickets behind it. May not:
// count.
#pragma once

#include <string>

#include "client/charts/steps.hpp"
#include "client/screens/desk.hpp"
#include "shared/report/table.hpp"

namespace oasis {

/// What the room remembers of it.
struct SpreadView {
  int chosen = 0;  ///< which of the table's histograms
  ChartSteps steps;
};

/// Draws a card; nothing where nothing took any time. `report` as in section.hpp.
void draw_spread(Desk& desk, const ReportTable& table, SpreadView& view, const std::string& report);

}  // namespace oasis
