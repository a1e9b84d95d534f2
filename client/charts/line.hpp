// A share over time as a line: with axes, or small beside a number (a sparkline). Its values are a table of
// the page, too. May not: compute a value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/charts/steps.hpp"
#include "client/ui/geometry.hpp"

namespace oasis {

struct LinePoint {
  std::string label;           ///< "Mon 2 Mar"
  std::string words;           ///< "93 %, 28 of 30"
  std::optional<float> share;  ///< in [0, 1]; unset: nothing to show, the line has a gap
};

/// `name` is what the table is called. With `axes`: a scale at the left and days below. The point that was chosen by a press
/// or with Enter, and only if it has something to show and `chooses`; -1: none.
int draw_line(ui::Ui& ui, std::string_view name, const std::vector<LinePoint>& points, ui::Rect area, bool axes,
              ChartSteps& steps, bool chooses = false);

}  // namespace oasis
