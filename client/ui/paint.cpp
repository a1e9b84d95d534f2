// From CSS pixels to Dear ImGui's draw lists.
// May not: know widgets.
#include "client/ui/paint.hpp"

#include <algorithm>
#include <cmath>

#include "client/ui/device.hpp"

namespace oasis::ui {

Painter::Painter(Ui& ui) : Painter(ui, *ImGui::GetWindowDrawList()) {}
Painter::Painter(Ui& ui, ImDrawList& list) : ui_(ui), list_(list), scale_(ui.scale()) {}

Painter Painter::ahead(Ui& ui) {
  ui.runs().begin_work_ahead();
  return {ui, *ImGui::GetForegroundDrawList()};  // Dear ImGui empties it when the next frame begins
}

void Painter::fill(Rect rect, Color color, float radius) {
  const ImRect box = device_rect(rect, scale_);
  list_.AddRectFilled(box.Min, box.Max, color, radius * scale_);
}

void Painter::stroke(Rect rect, Color color, float radius, float thickness) {
  const ImRect box = device_rect(rect, scale_);
  const float width = std::max(1.f, std::round(thickness * scale_));
  const ImVec2 half(width / 2, width / 2);
  // Dear ImGui draws its strokes around the half pixel; inset so that the whole line is inside.
  list_.PathRect(ImVec2(box.Min.x + half.x, box.Min.y + half.y),
                 ImVec2(box.Max.x - half.x, box.Max.y - half.y), std::max(0.f, radius * scale_ - half.x));
  list_.PathStroke(color, ImDrawFlags_Closed, width);
}

void Painter::line(Point from, Point to, Color color, float thickness) {
  const float width = std::max(1.f, std::round(thickness * scale_));
  if (from.y == to.y || from.x == to.x) {  // axis-parallel: a filled bar is sharp, a stroke is not
    const ImVec2 a = device_point(from, scale_), b = device_point(to, scale_);
    const ImVec2 end = from.y == to.y ? ImVec2(b.x, a.y + width) : ImVec2(a.x + width, b.y);
    list_.AddRectFilled(a, end, color);
    return;
  }
  list_.AddLine(ImVec2(from.x * scale_, from.y * scale_), ImVec2(to.x * scale_, to.y * scale_), color, width);
}

void Painter::polyline(const Point* points, int count, Color color, float thickness, bool closed) {
  for (int i = 0; i < count; i++) list_.PathLineTo(ImVec2(points[i].x * scale_, points[i].y * scale_));
  list_.PathStroke(color, closed ? ImDrawFlags_Closed : 0, thickness * scale_);
}

void Painter::polygon(const Point* points, int count, Color color) {
  for (int i = 0; i < count; i++) list_.PathLineTo(ImVec2(points[i].x * scale_, points[i].y * scale_));
  list_.PathFillConvex(color);
}

void Painter::circle(Point center, float radius, Color color) {
  list_.AddCircleFilled(ImVec2(center.x * scale_, center.y * scale_), radius * scale_, color);
}

void Painter::ring(Point center, float radius, Color color, float thickness) {
  list_.AddCircle(ImVec2(center.x * scale_, center.y * scale_), radius * scale_, color, 0,
                  thickness * scale_);
}

void Painter::arc(Point center, float radius, float from, float to, Color color, float thickness) {
  list_.PathArcTo(ImVec2(center.x * scale_, center.y * scale_), radius * scale_, from, to);
  list_.PathStroke(color, 0, thickness * scale_);
}

void Painter::shadow(Rect rect, float radius) {
  // Rings of falling strength: cheap, and soft enough at this size.
  constexpr int steps = 8;
  const Color shadow = ui_.palette().shadow;
  const unsigned strength = shadow >> 24;
  for (int i = steps; i >= 1; i--) {
    const float spread = static_cast<float>(i) * 1.5f;
    const Rect around{rect.x - spread, rect.y - spread + 3, rect.w + 2 * spread, rect.h + 2 * spread};
    fill(around, with_alpha(shadow, strength / steps), radius + spread);
  }
}

float Painter::text(Rect rect, std::string_view words, TextSize size, Color color, Weight weight,
                    Align align) {
  if (words.empty() || rect.w <= 0) return 0;
  const platform::Font font = ui_.font(size, weight);
  const float room = std::ceil(rect.w * scale_);
  const std::size_t fits = ui_.wraps().fitting(words, font, room, ui_.runs());
  char shortened[512];
  if (fits < words.size()) {
    const std::size_t kept = std::min(fits, sizeof shortened - 3);
    words.copy(shortened, kept);
    std::string_view("…").copy(shortened + kept, 3);
    words = std::string_view(shortened, kept + 3);
  }
  const float width = ui_.runs().measure(words, font);
  float x = rect.x * scale_;
  if (align == Align::center) x += (rect.w * scale_ - width) / 2;
  if (align == Align::right) x += rect.w * scale_ - width;
  baseline(words, font, color, x, rect);
  return width / scale_;
}

void Painter::letters(Rect rect, std::string_view words, float em, Color color) {
  const platform::Font font{std::round(em * scale_), true, false};
  const float width = ui_.runs().measure(words, font);
  baseline(words, font, color, rect.x * scale_ + (rect.w * scale_ - width) / 2, rect);
}

void Painter::baseline(std::string_view words, platform::Font font, Color color, float x, Rect line) {
  const float baseline = ui_.runs().baseline(font, device(line.h, scale_));
  ui_.runs().draw(list_, words, font, color, x, device(line.y, scale_) + baseline);
}

}  // namespace oasis::ui
