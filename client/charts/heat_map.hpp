// Counts by weekday and hour as shades, with their digits where there is room; a table of the page, too.
// May not: count.
#pragma once

#include <string_view>

#include "client/charts/steps.hpp"
#include "shared/report/table.hpp"

namespace oasis {

/// `name` is what the table is called, `one` and `many` what is counted: "{1} escalation", "{1} escalations" of the catalogue. As wide
/// as there is room. The value that was chosen, day × 24 + hour, by a press or with Enter; -1: none. Only values that are
/// not 0 can be, and only if `chooses`.
int draw_heat_map(ui::Ui& ui, std::string_view name, const HourOfWeek& counts, const char* one,
                  const char* many, ChartSteps& steps, bool chooses = false);

}  // namespace oasis
