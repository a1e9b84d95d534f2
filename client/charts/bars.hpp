// Bars: one number as a length, or several behind each other. Told apart by lightness and pattern, not by
// colour alone. May not: take input; the row that a bar belongs to has its words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client/ui/geometry.hpp"
#include "client/ui/paint.hpp"

namespace oasis {

/// What a part of a bar looks like: the first is plain, the second hatched, the third dark.
enum class BarPart : std::uint8_t { first, second, third };

/// `parts` as shares of the whole width, each in [0, 1], together at most 1; at most three.
void draw_bar(ui::Ui& ui, ui::Painter& paint, ui::Rect rect, const std::vector<float>& parts);

/// What the parts stand for, as a line of words with samples.
void draw_legend(ui::Ui& ui, const std::vector<std::string>& names);

}  // namespace oasis
