// See picture.hpp.
#include "client/ui/picture.hpp"

#include <algorithm>

#include "client/ui/device.hpp"
#include "client/ui/paint.hpp"

namespace oasis::ui {

void draw_picture(Ui& ui, Painter& paint, Rect rect, std::string_view url) {
  if (ui.visible(rect).empty()) return;
  const ImRect box = device_rect(rect, paint.scale());
  const float rounding = ui.metrics().radius * paint.scale();
  paint.fill(rect, ui.palette().hover, ui.metrics().radius);
  const auto state = ui.pictures().draw(paint.list(), url, static_cast<int>(box.Min.x), static_cast<int>(box.Min.y),
                                        static_cast<int>(box.GetWidth()), static_cast<int>(box.GetHeight()), rounding);
  if (state == platform::PictureCache::State::failed) {
    const float size = std::min(rect.h, 20.f);
    draw_icon(paint, Icon::paperclip, {rect.center().x - size / 2, rect.center().y - size / 2, size, size},
              ui.palette().tone(Tone::secondary).text);
  }
}

bool picture_button(Ui& ui, Name name, std::string_view url, float width, float height) {
  const Rect rect = ui.place(width, height);
  const NodeId id = ui.id(name);
  const Press press = ui.press(id, rect);
  Painter paint(ui);
  draw_picture(ui, paint, inset(rect, 1), url);
  paint.stroke(rect, press.hovered || press.held ? ui.palette().border_strong : ui.palette().border,
               ui.metrics().radius);
  ui.node(Role::button, id, name.label, rect).state = platform::state_focusable;
  return press.clicked;
}

float file_tile_height(const Ui& ui) {
  return ui.theme().touch ? ui.metrics().control + 4 : 44;
}

bool file_tile(Ui& ui, const FileTile& file, Name remove) {
  const Palette& p = ui.palette();
  const Rect rect = ui.place(file_tile_width, file_tile_height(ui));
  Rect content = inset(rect, 4);
  const Rect sign = cut_left(content, content.h);
  const Rect cross = cut_right(content, ui.theme().touch ? ui.metrics().control : 28);
  const NodeId id = ui.id(remove);
  const Press press = ui.press(id, {cross.x, rect.y, rect.right() - cross.x, rect.h});
  Painter paint(ui);
  paint.fill(rect, p.raised, ui.metrics().radius);
  paint.stroke(rect, p.border, ui.metrics().radius);
  if (file.picture.empty()) {
    draw_icon(paint, Icon::paperclip, inset(sign, (sign.h - 16) / 2), p.tone(Tone::secondary).text);
  } else {
    draw_picture(ui, paint, sign, file.picture);
  }
  cut_left(content, 8);
  const float line = ui.line_height(TextSize::small);
  const Rect name{content.x, content.center().y - line, content.w, line};
  const Rect detail{content.x, content.center().y, content.w, line};
  paint.text(name, file.name, TextSize::small, p.tone(Tone::normal).text);
  paint.text(detail, file.detail, TextSize::small, p.tone(Tone::secondary).text);
  if (file.share < 1)
    paint.fill({rect.x + 1, rect.bottom() - 3, (rect.w - 2) * std::max(0.f, file.share), 2}, p.accent, 1);
  draw_icon(paint, Icon::close, {cross.center().x - 6, cross.center().y - 6, 12, 12},
            p.tone(press.hovered ? Tone::normal : Tone::secondary).text);
  ui.node(Role::text, ui.nameless(), file.name, name).level = static_cast<std::uint8_t>(TextSize::small);
  ui.node(Role::text, ui.nameless(), file.detail, detail).level = static_cast<std::uint8_t>(TextSize::small);
  ui.node(Role::button, id, remove.label, {cross.x, rect.y, rect.right() - cross.x, rect.h}).state =
      platform::state_focusable;
  return press.clicked;
}

}  // namespace oasis::ui
