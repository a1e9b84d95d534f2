// See bars.hpp.
#include "client/charts/bars.hpp"

#include <algorithm>

#include "client/ui/layout.hpp"
#include "client/ui/text.hpp"

namespace oasis {
namespace {

using namespace ui;

void hatch(Painter& paint, Rect rect, Color color) {
  for (float x = rect.x - rect.h; x < rect.right(); x += 4) {
    const float left = std::max(x, rect.x), right = std::min(x + rect.h, rect.right());
    if (right > left)
      paint.line({left, rect.bottom() - (left - x)}, {right, rect.bottom() - (right - x)}, color);
  }
}

void draw_part(Ui& ui, Painter& paint, Rect rect, BarPart part, float radius) {
  const Palette& p = ui.palette();
  const Color strong = p.tone(Tone::accent).text;
  switch (part) {
    case BarPart::first:
      paint.fill(rect, mix(p.background, strong, 0.62f), radius);
      break;
    case BarPart::second:
      paint.fill(rect, mix(p.background, strong, 0.22f), radius);
      hatch(paint, rect, mix(p.background, strong, 0.7f));
      break;
    case BarPart::third:
      paint.fill(rect, mix(p.tone(Tone::normal).text, strong, 0.15f), radius);
      break;
  }
}

}  // namespace

void draw_bar(Ui& ui, Painter& paint, Rect rect, const std::vector<float>& parts) {
  const float radius = std::min(3.f, rect.h / 2);
  paint.fill(rect, ui.palette().hover, radius);
  float x = rect.x;
  for (std::size_t i = 0; i < std::min<std::size_t>(parts.size(), 3); ++i) {
    if (parts[i] <= 0) continue;
    // What is there is seen, however little it is.
    const float width = std::min(std::max(2.f, parts[i] * rect.w), rect.right() - x);
    if (width > 0) draw_part(ui, paint, {x, rect.y, width, rect.h}, static_cast<BarPart>(i), radius);
    x += width + 1;
  }
}

void draw_legend(Ui& ui, const std::vector<std::string>& names) {
  Row row(ui, {.height = 20, .gap = 6, .wrap = true});
  for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 3); ++i) {
    const Rect sample = ui.place(16, 10);
    Painter paint(ui);
    draw_part(ui, paint, sample, static_cast<BarPart>(i), 2);
    text(ui, names[i], {.size = TextSize::small, .tone = Tone::secondary});
    space(ui, 8);
  }
}

}  // namespace oasis
