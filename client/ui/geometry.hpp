// Points and rectangles of the interface, in CSS pixels.
// May not: know device pixels or Dear ImGui.
#pragma once

#include <algorithm>

namespace oasis::ui {

struct Point {
  float x = 0, y = 0;
};

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;

  float right() const { return x + w; }
  float bottom() const { return y + h; }
  Point center() const { return {x + w / 2, y + h / 2}; }
  bool empty() const { return w <= 0 || h <= 0; }
};

/// The rectangle without a margin on each side.
inline Rect inset(Rect r, float dx, float dy) {
  return {r.x + dx, r.y + dy, std::max(0.f, r.w - 2 * dx), std::max(0.f, r.h - 2 * dy)};
}
inline Rect inset(Rect r, float d) {
  return inset(r, d, d);
}

/// Each cuts a strip off `r` and returns it; what is left stays in `r`. Together they make every page layout.
inline Rect cut_left(Rect& r, float width) {
  width = std::min(width, r.w);
  const Rect strip{r.x, r.y, width, r.h};
  r.x += width, r.w -= width;
  return strip;
}
inline Rect cut_right(Rect& r, float width) {
  width = std::min(width, r.w);
  r.w -= width;
  return {r.x + r.w, r.y, width, r.h};
}
inline Rect cut_top(Rect& r, float height) {
  height = std::min(height, r.h);
  const Rect strip{r.x, r.y, r.w, height};
  r.y += height, r.h -= height;
  return strip;
}
inline Rect cut_bottom(Rect& r, float height) {
  height = std::min(height, r.h);
  r.h -= height;
  return {r.x, r.y + r.h, r.w, height};
}

}  // namespace oasis::ui
