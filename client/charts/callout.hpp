// The words of a chart's value beside it, above everything that the chart draws. May not: take input.
#pragma once

#include <string_view>

#include "client/ui/paint.hpp"

namespace oasis {

/// Centred above `at`, below it where there is no room, within `room`.
void draw_callout(ui::Ui& ui, ui::Painter& paint, ui::Rect at, ui::Rect room, std::string_view words);

}  // namespace oasis
