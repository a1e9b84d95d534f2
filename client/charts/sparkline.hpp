// A small line beside a number, without axes: whether it goes up or down. Its name says the lowest, the highest and the last
// value; the table behind it has all. May not: compute a value.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "client/charts/line.hpp"

namespace oasis {

/// What point `i` is called in the name of the line: "93 %".
using ValueWords = std::function<std::string(std::size_t point)>;

/// "Globex: lowest 80 %, highest 97 %, last 93 %", of the points that have something to show; `name` alone where none has.
std::string sparkline_name(std::string_view name, const std::vector<LinePoint>& points, const ValueWords& say);

/// As draw_line. Nothing where no point has something to show.
int draw_sparkline(ui::Ui& ui, std::string_view name, const std::vector<LinePoint>& points, const ValueWords& say,
                   ui::Rect area, bool chooses, ChartSteps& steps);

}  // namespace oasis
