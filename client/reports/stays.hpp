// Where the time of escalations goes: each chain's tiers as a timeline, and what to try in the chain's back-test. May not:
// count; suggest (report/chain_suggestions does).
#pragma once

#include <string>

#include "client/charts/steps.hpp"
#include "client/screens/desk.hpp"
#include "shared/report/table.hpp"

namespace oasis {

/// What the room remembers of it.
struct StaysView {
  int chosen = 0;  ///< which of the chains
  ChartSteps steps;
};

/// Draws a card; nothing where no step ever had a run. `report` as in section.hpp.
void draw_stays(Desk& desk, const ReportTable& table, StaysView& view, const std::string& report);

}  // namespace oasis
