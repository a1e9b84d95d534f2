// From CSS pixels to whole device pixels: the one place where edges are rounded.
// May not: be included by a header, or outside client/ui.
#pragma once

#include <cmath>

#include "client/ui/geometry.hpp"
#include "imgui.h"
#include "imgui_internal.h"

namespace oasis::ui {

inline float device(float css, float scale) {
  return std::floor(css * scale + 0.5f);
}
inline ImVec2 device_point(Point p, float scale) {
  return {device(p.x, scale), device(p.y, scale)};
}
inline ImRect device_rect(Rect r, float scale) {
  return {device(r.x, scale), device(r.y, scale), device(r.right(), scale), device(r.bottom(), scale)};
}

}  // namespace oasis::ui
