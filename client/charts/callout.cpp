// See callout.hpp.
#include "client/charts/callout.hpp"

#include <algorithm>

namespace oasis {

void draw_callout(ui::Ui& ui, ui::Painter& paint, ui::Rect at, ui::Rect room, std::string_view words) {
  using namespace ui;
  constexpr float height = 24, away = 6;
  const Palette& p = ui.palette();
  const float width = std::min(room.w, ui.text_width(words, TextSize::small, Weight::semibold) + 16);
  const float left = std::clamp(at.center().x - width / 2, room.x, std::max(room.x, room.right() - width));
  const bool above = at.y - away - height >= room.y;
  const Rect label{left, above ? at.y - away - height : at.bottom() + away, width, height};
  // The strongest of the page's colours turned around: it stands out from every fill, light and dark.
  paint.fill(label, p.tone(Tone::normal).text, 6);
  paint.text(inset(label, 8, 0), words, TextSize::small, p.background, Weight::semibold, Align::center);
}

}  // namespace oasis
