// A value over time as a line: with axes, or small beside a number (a sparkline). Its values are a table of
// the page, too. May not: compute a value.
#pragma once

#include <array>
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
  std::optional<float> share;  ///< of the height, in [0, 1]; unset: nothing to show, the line has a gap
  std::optional<float> before = std::nullopt;  ///< what it is compared with, in the same measure: a thin line
};

struct LineLook {
  bool axes = true;                                          ///< a scale at the left and days below; else a sparkline
  bool chooses = false;                                      ///< points lead somewhere
  std::array<std::string, 3> marks{"0 %", "50 %", "100 %"};  ///< of the scale: foot, middle, top
};

/// `name` is what the table is called. The point that was chosen by a press or with Enter, if it has something to show;
/// -1: none.
int draw_line(ui::Ui& ui, std::string_view name, const std::vector<LinePoint>& points, ui::Rect area, const LineLook& look,
              ChartSteps& steps);

}  // namespace oasis
