// The icons' strokes and the pen that draws them.
// May not: know where they are used.
#include "client/ui/icons.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "client/ui/device.hpp"

namespace oasis::ui {
namespace {

/// Strokes on a 16 × 16 grid, in a notation after SVG's: M x,y begins a stroke, L goes on, Z closes it;
/// C x,y,r is a ring, D x,y,r a filled dot, A x,y,r,from,to a part of a ring in degrees (0 right, clockwise).
constexpr std::string_view strokes[] = {
    /* none */ "",
    /* inbox */
    "M2.5,9 L4.5,3.5 L11.5,3.5 L13.5,9 L13.5,12.5 L2.5,12.5 Z M2.5,9 L5.5,9 L6.5,10.5 L9.5,10.5 L10.5,9 "
    "L13.5,9",
    /* search */ "C7,7,4.5 M10.4,10.4 L13.5,13.5",
    /* plus */ "M8,3.5 L8,12.5 M3.5,8 L12.5,8",
    /* minus */ "M3.5,8 L12.5,8",
    /* check */ "M3,8.5 L6.5,12 L13,4.5",
    /* close */ "M4,4 L12,12 M12,4 L4,12",
    /* chevron_down */ "M4.5,6.5 L8,10 L11.5,6.5",
    /* chevron_right */ "M6.5,4.5 L10,8 L6.5,11.5",
    /* chevron_left */ "M9.5,4.5 L6,8 L9.5,11.5",
    /* chevron_up */ "M4.5,9.5 L8,6 L11.5,9.5",
    /* arrow_up */ "M8,13 L8,3 M4,7 L8,3 L12,7",
    /* arrow_left */ "M13,8 L3,8 M7,4 L3,8 L7,12",
    /* arrow_right */ "M3,8 L13,8 M9,4 L13,8 L9,12",
    /* reply */ "M6.5,3.5 L2.5,7.5 L6.5,11.5 M2.5,7.5 L9.5,7.5 L12,8.3 L13.2,10 L13.5,12.5",
    /* note */ "M3,3 L13,3 L13,9.5 L9.5,13 L3,13 Z M13,9.5 L9.5,9.5 L9.5,13 M5.5,6 L10.5,6",
    /* bell */
    "M3,11.5 L4.3,9.8 L4.3,7 L4.9,4.9 L6.5,3.5 L8,3.2 L9.5,3.5 L11.1,4.9 L11.7,7 L11.7,9.8 L13,11.5 Z "
    "M6.6,13.5 L9.4,13.5",
    /* clock */ "C8,8,5.5 M8,4.8 L8,8 L10.2,9.4",
    /* pause */ "M6,4 L6,12 M10,4 L10,12",
    /* play */ "M5,3.5 L12.5,8 L5,12.5 Z",
    /* warning */ "M8,2.8 L14,13 L2,13 Z M8,6.5 L8,9.5 D8,11.3,0.8",
    /* user */ "C8,5.5,2.6 M2.8,13.2 L3.6,11.2 L5.6,10.2 L10.4,10.2 L12.4,11.2 L13.2,13.2",
    /* users */
    "C6,5.8,2.3 M1.5,12.8 L2.3,10.9 L4.1,10 L7.9,10 L9.7,10.9 L10.5,12.8 A10.3,5.8,2.3,-80,80 M11.8,10.1 "
    "L13.6,10.9 L14.5,12.8",
    /* settings */
    "M2.5,4.5 L8,4.5 M11.5,4.5 L13.5,4.5 C9.75,4.5,1.75 M2.5,11.5 L4.5,11.5 M8,11.5 L13.5,11.5 "
    "C6.25,11.5,1.75",
    /* menu */ "M2.5,4.5 L13.5,4.5 M2.5,8 L13.5,8 M2.5,11.5 L13.5,11.5",
    /* send */ "M13.5,2.5 L2.5,7 L7,9 L9,13.5 Z M13.5,2.5 L7,9",
    /* paperclip */
    "M12.8,7.3 L7.9,12.2 L6.2,12.9 L4.2,12.2 L3.4,10.3 L4.1,8.5 L9,3.6 L10.4,3.2 L11.7,4 L12.2,5.4 L11.7,6.5 "
    "L7.2,11 L6.2,10.9 L6,9.8 L9.8,6",
    /* more */ "D3.5,8,1.2 D8,8,1.2 D12.5,8,1.2",
    /* external */ "M6.5,3.5 L3,3.5 L3,13 L12.5,13 L12.5,9.5 M9,2.8 L13.2,2.8 L13.2,7 M13.2,2.8 L7.5,8.5",
    /* calendar */ "M2.8,4 L13.2,4 L13.2,13.2 L2.8,13.2 Z M2.8,7 L13.2,7 M5.5,2.3 L5.5,5 M10.5,2.3 L10.5,5",
    /* chart */ "M2.5,13.5 L13.5,13.5 M4.5,11 L4.5,8 M8,11 L8,4 M11.5,11 L11.5,6.5",
    /* filter */ "M2.5,4.5 L13.5,4.5 M4.5,8 L11.5,8 M6.5,11.5 L9.5,11.5",
    /* sun */
    "C8,8,2.8 M8,1.8 L8,3 M8,13 L8,14.2 M1.8,8 L3,8 M13,8 L14.2,8 M3.6,3.6 L4.5,4.5 M11.5,11.5 L12.4,12.4 "
    "M3.6,12.4 L4.5,11.5 M11.5,4.5 L12.4,3.6",
    /* moon */
    "M13,9.4 L11,10.2 L8.6,9.8 L6.6,8.2 L5.8,5.8 L6.2,3.4 L7,2.4 L4.6,3.6 L3,6 L2.9,8.8 L4.2,11.4 L6.6,13 "
    "L9.4,13.2 L11.8,12 Z",
    /* link */
    "M6.8,9.2 L9.2,6.8 M7.4,4.8 L9,3.2 L10.9,2.7 L12.7,3.6 L13.3,5.4 L12.7,7.1 L11.2,8.6 M8.6,11.2 L7,12.8 "
    "L5.1,13.3 L3.3,12.4 L2.7,10.6 L3.3,8.9 L4.8,7.4",
    /* tag */ "M2.8,2.8 L8,2.8 L13.4,8.2 L8.2,13.4 L2.8,8 Z D5.6,5.6,1",
    /* chain */
    "C3.8,8,1.6 C12.2,3.8,1.6 C12.2,12.2,1.6 M5.4,8 L8,8 L8,3.8 L10.6,3.8 M8,8 L8,12.2 L10.6,12.2",
    /* escalate */ "M2.8,13 L2.8,10 L6.4,10 L6.4,7 L10,7 L10,4 L13.2,4 M10.9,1.8 L13.2,4 L10.9,6.2",
    /* refresh */ "A8,8,5,-60,210 M10.9,1.6 L10.7,4 L13.1,4.4",
    /* offline */
    "M2.5,2.5 L13.5,13.5 A8,11.5,6.5,-138,-105 A8,11.5,6.5,-75,-42 A8,11.5,3.4,-135,-95 D8,11.7,1",
    /* edit */ "M3,13 L3.5,10.3 L10.8,3 L13,5.2 L5.7,12.5 Z M9.2,4.6 L11.4,6.8",
    /* trash */
    "M3,4.5 L13,4.5 M6,4.5 L6.3,2.8 L9.7,2.8 L10,4.5 M4.2,4.5 L4.8,13.2 L11.2,13.2 L11.8,4.5 M6.7,7 "
    "L6.8,10.8 M9.3,7 L9.2,10.8",
    /* eye */
    "M1.8,8 L3.6,5.6 L5.6,4.3 L8,3.9 L10.4,4.3 L12.4,5.6 L14.2,8 L12.4,10.4 L10.4,11.7 L8,12.1 L5.6,11.7 "
    "L3.6,10.4 Z C8,8,2",
    /* star */ "M8,2.4 L9.7,6 L13.6,6.5 L10.8,9.2 L11.5,13.1 L8,11.2 L4.5,13.1 L5.2,9.2 L2.4,6.5 L6.3,6 Z",
    /* mail */ "M2.3,3.8 L13.7,3.8 L13.7,12.2 L2.3,12.2 Z M2.3,4.6 L8,8.8 L13.7,4.6",
    /* phone */
    "M3.2,2.8 L5.8,2.8 L6.8,5.6 L5.2,6.8 L6.8,9 L9.2,10.8 L10.4,9.2 L13.2,10.2 L13.2,12.8 L11.6,13.4 L8,12.4 "
    "L4.6,9.6 L2.8,6 L2.6,3.8 Z",
    /* flag */ "M3.5,14 L3.5,2.8 L12.5,2.8 L10.6,5.8 L12.5,8.8 L3.5,8.8",
    /* lightning */ "M9,1.8 L3.5,9 L7.5,9 L7,14.2 L12.5,7 L8.5,7 Z",
    /* sidebar */ "M2.5,3 L13.5,3 L13.5,13 L2.5,13 Z M6.3,3 L6.3,13",
    /* sign_out */ "M6.5,3 L3,3 L3,13 L6.5,13 M6.5,8 L13.5,8 M10.8,5.2 L13.5,8 L10.8,10.8",
    /* undo */ "M6,3.2 L2.7,6.5 L6,9.8 M2.7,6.5 L10,6.5 A10,9.4,2.9,-90,90 M10,12.3 L6.5,12.3",
    /* redo */ "M10,3.2 L13.3,6.5 L10,9.8 M13.3,6.5 L6,6.5 A6,9.4,2.9,90,270 M6,12.3 L9.5,12.3",
    /* download */ "M8,2.5 L8,10.5 M4.5,7 L8,10.5 L11.5,7 M3,13.3 L13,13.3",
};
static_assert(std::size(strokes) == static_cast<std::size_t>(Icon::download) + 1);

/// Reads the notation above; it is ours, so it is not checked.
class Pen {
 public:
  Pen(ImDrawList& list, Rect box, float scale, Color color)
      : list_(list),
        x_(device(box.x, scale)),
        y_(device(box.y, scale)),
        unit_(box.w * scale / 16),
        color_(color) {
    thickness_ = std::max(1.f, unit_ * 1.35f);
  }

  void draw(std::string_view drawing) {
    const char* at = drawing.data();
    const char* end = at + drawing.size();
    while (at < end) {
      const char command = *at++;
      float n[5] = {};
      int count = 0;
      while (at < end && count < 5 && ((*at >= '0' && *at <= '9') || *at == '-')) {
        n[count++] = number(at, end);
        if (at < end && *at == ',') at++;
      }
      step(command, n);
      while (at < end && *at == ' ') at++;
    }
    finish(false);
  }

 private:
  static float number(const char*& at, const char* end) {
    float sign = 1, value = 0, fraction = 0;
    if (*at == '-') sign = -1, at++;
    for (; at < end && ((*at >= '0' && *at <= '9') || *at == '.'); at++) {
      if (*at == '.')
        fraction = 1;
      else
        value = value * 10 + static_cast<float>(*at - '0'), fraction *= 10;
    }
    return sign * (fraction > 0 ? value / fraction : value);
  }

  ImVec2 point(float x, float y) const { return {x_ + x * unit_, y_ + y * unit_}; }

  void step(char command, const float* n) {
    constexpr float degree = 3.14159265f / 180;
    switch (command) {
      case 'M':
        finish(false);
        [[fallthrough]];
      case 'L':
        list_.PathLineTo(point(n[0], n[1]));
        break;
      case 'Z':
        finish(true);
        break;
      case 'C':
        finish(false), list_.AddCircle(point(n[0], n[1]), n[2] * unit_, color_, 0, thickness_);
        break;
      case 'D':
        finish(false), list_.AddCircleFilled(point(n[0], n[1]), n[2] * unit_, color_);
        break;
      case 'A':
        finish(false);
        list_.PathArcTo(point(n[0], n[1]), n[2] * unit_, n[3] * degree, n[4] * degree);
        finish(false);
        break;
      default:
        break;
    }
  }

  void finish(bool closed) {
    if (list_._Path.Size > 1) list_.PathStroke(color_, closed ? ImDrawFlags_Closed : 0, thickness_);
    list_.PathClear();
  }

  ImDrawList& list_;
  float x_, y_, unit_;
  Color color_;
  float thickness_;
};

}  // namespace

void draw_icon(Painter& paint, Icon icon, Rect rect, Color color) {
  const float size = std::min(rect.w, rect.h);
  const Rect box{rect.x + (rect.w - size) / 2, rect.y + (rect.h - size) / 2, size, size};
  Pen(paint.list(), box, paint.scale(), color).draw(strokes[static_cast<int>(icon)]);
}

}  // namespace oasis::ui
