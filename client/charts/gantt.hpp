// Stretches of time one below the other, each where it lies on one axis that begins at nothing: how long each part of
// something takes, and after which. A table of the page, too. May not: count.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/charts/bars.hpp"
#include "client/charts/steps.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

struct GanttBar {
  std::string name;   ///< of its line: "Tier 1"
  std::string words;  ///< what it says beside the name: "12 min, answered 14 of 20 times"
  Duration from;      ///< not negative
  Duration length;    ///< not negative
  Duration longer;    ///< at least `length`: a thin line goes on to there
};

/// As wide as there is room. `name` is what the table is called, `column` what its bars are. The bar that was chosen by a
/// press or with Enter; -1: none.
int draw_gantt(ui::Ui& ui, std::string_view name, std::string_view column, const std::vector<GanttBar>& bars,
               ChartSteps& steps);

/// The distance of the lines of a time axis of this length: at most six of them, each a round time.
Duration gantt_tick(Duration whole);

}  // namespace oasis
