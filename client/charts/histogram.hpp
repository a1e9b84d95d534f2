// How many values lie in each stretch, as bars beside each other, with two of their percentiles marked; a
// table of the page, too. May not: count.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "client/charts/steps.hpp"

namespace oasis {

struct HistogramBar {
  std::string label;  ///< what it holds: "30 min – 1 h"
  std::string below;  ///< at its right edge, short: "1 h"; empty: nothing
  std::int64_t count = 0;
};
/// A value among the bars, with a line of its own.
struct HistogramMark {
  std::string words;  ///< "median 42 min"
  float at = 0;       ///< in bars from the left: 2.5 is the middle of the third
};

/// `name` is what the table is called, `one` and `many` what is counted, texts of the catalogue. As wide as there is room. The bar
/// that was chosen by a press or with Enter; -1: none. Bars without values cannot be.
int draw_histogram(ui::Ui& ui, std::string_view name, const std::vector<HistogramBar>& bars,
                   const std::vector<HistogramMark>& marks, const char* one, const char* many,
                   ChartSteps& steps);

}  // namespace oasis
