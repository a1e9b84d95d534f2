// Chips, avatars, clocks, the timeline.
// May not: compute.
#include "client/ui/content.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/ui/paint.hpp"
#include "client/words/translated.hpp"

namespace oasis::ui {
namespace {

constexpr float chip_height = 22;

/// The first letters of the first and last word, in capitals where the script has them (ASCII only).
std::string initials(std::string_view name) {
  std::string result;
  const auto add_letter_at = [&](std::size_t at) {
    std::size_t end = at + 1;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) end++;
    std::string letter(name.substr(at, end - at));
    if (letter.size() == 1 && letter[0] >= 'a' && letter[0] <= 'z')
      letter[0] = static_cast<char>(letter[0] - 32);
    result += letter;
  };
  if (name.empty()) return "?";
  add_letter_at(0);
  const std::size_t last_space = name.rfind(' ');
  if (last_space != std::string_view::npos && last_space + 1 < name.size()) add_letter_at(last_space + 1);
  return result;
}

/// Twelve hues of equal strength; white is readable on each of them (4.5:1).
Color avatar_color(std::string_view name) {
  static constexpr Color hues[] = {rgb(0x5052d0), rgb(0x7a45c4), rgb(0xa03a9c), rgb(0xb8326b),
                                   rgb(0xb63f34), rgb(0x9a5212), rgb(0x7a6408), rgb(0x4c7020),
                                   rgb(0x1f7547), rgb(0x0f7270), rgb(0x1c6c96), rgb(0x3a60c0)};
  std::uint32_t hash = 7;
  for (const char c : name) hash = hash * 31 + static_cast<unsigned char>(c);
  return hues[hash % std::size(hues)];
}

void draw_clock_sign(Painter& paint, ClockState state, Rect rect, Color color, Color ground) {
  const Point c = rect.center();
  switch (state) {
    case ClockState::calm:
      draw_icon(paint, Icon::clock, inset(rect, -1), color);
      break;
    case ClockState::warning:
      draw_icon(paint, Icon::warning, inset(rect, -1), color);
      break;
    case ClockState::met:
      draw_icon(paint, Icon::check, rect, color);
      break;
    case ClockState::paused:
      paint.fill({c.x - 3, c.y - 4, 2, 8}, color);
      paint.fill({c.x + 1, c.y - 4, 2, 8}, color);
      break;
    case ClockState::breached:  // a filled sign with the ground showing through
      paint.circle(c, rect.w / 2, color);
      paint.fill({c.x - 0.75f, c.y - 3, 1.5f, 4}, ground);
      paint.fill({c.x - 0.75f, c.y + 2, 1.5f, 1.5f}, ground);
      break;
  }
}

std::string_view state_word(ClockState state) {
  switch (state) {
    case ClockState::calm:
      return "running"_tr;
    case ClockState::warning:
      return "due soon"_tr;
    case ClockState::breached:
      return "breached"_tr;
    case ClockState::paused:
      return "paused"_tr;
    case ClockState::met:
      return "met"_tr;
  }
  return "";
}

/// A clock as a chip at the left of `rect`; answers its width.
float draw_clock(Ui& ui, Painter& paint, Rect rect, const ClockText& clock, bool with_name) {
  const ToneColors colors = ui.palette().tone(tone_of(clock.state));
  const float name = with_name ? ui.text_width(clock.name, TextSize::small) + 6 : 0;
  const float words = ui.text_width(clock.left, TextSize::small, Weight::semibold);
  const float width = std::ceil(8 + 12 + 5 + name + words + 8);
  Rect chip{rect.x, rect.y + (rect.h - chip_height) / 2, std::min(width, rect.w), chip_height};
  paint.fill(chip, colors.fill, chip_height / 2);
  chip = inset(chip, 8, 0);
  draw_clock_sign(paint, clock.state, inset(cut_left(chip, 12), 0, (chip_height - 12) / 2), colors.text,
                  colors.fill);
  cut_left(chip, 5);
  if (with_name) {
    paint.text(cut_left(chip, name), clock.name, TextSize::small, colors.text);
  }
  paint.text({chip.x, chip.y, chip.w + 1, chip.h}, clock.left, TextSize::small, colors.text,
             Weight::semibold);
  return width;
}

std::string spoken(const ClockText& clock) {
  std::string words(clock.name);
  words += ": ";
  words += clock.left;
  if (clock.left != state_word(clock.state))
    words += std::string(", ") + std::string(state_word(clock.state));
  return words;
}

}  // namespace

void chip(Ui& ui, std::string_view words, Tone tone, Icon icon) {
  const ToneColors colors = ui.palette().tone(tone);
  const float icon_width = icon == Icon::none ? 0 : 16;
  const Rect rect = ui.place(std::ceil(16 + icon_width + ui.text_width(words, TextSize::small)), chip_height);
  Painter paint(ui);
  paint.fill(rect, colors.fill, chip_height / 2);
  Rect content = inset(rect, 8, 0);
  if (icon != Icon::none) {
    draw_icon(paint, icon, inset(cut_left(content, 12), 0, (chip_height - 12) / 2), colors.text);
    cut_left(content, 4);
  }
  paint.text({content.x, content.y, content.w + 1, content.h}, words, TextSize::small, colors.text);
  ui.node(Role::text, ui.nameless(), words, rect).level = static_cast<std::uint8_t>(TextSize::small);
}

void badge(Ui& ui, int count, std::string_view what, Tone tone) {
  const ToneColors colors = ui.palette().tone(tone);
  const std::string number = count > 999 ? "999+" : std::to_string(count);
  const float width = std::max(20.f, ui.text_width(number, TextSize::small, Weight::semibold) + 12);
  const Rect rect = ui.place(width, 20);
  Painter paint(ui);
  paint.fill(rect, colors.fill, 10);
  paint.text(rect, number, TextSize::small, colors.text, Weight::semibold, Align::center);
  ui.node(Role::text, ui.nameless(), number + " " + std::string(what), rect).level =
      static_cast<std::uint8_t>(TextSize::small);
}

// ---- priorities

void draw_priority(Painter& paint, const Palette& palette, PrioritySign priority, Rect rect) {
  const float size = std::min(rect.w, rect.h);
  const Rect box{rect.center().x - size / 2, rect.center().y - size / 2, size, size};
  if (priority == PrioritySign::urgent) {
    paint.fill(inset(box, size / 16), palette.danger, size / 5);
    const float bar = std::max(1.5f, size / 9);
    paint.fill({box.center().x - bar / 2, box.y + size * 0.24f, bar, size * 0.3f}, palette.on_danger,
               bar / 2);
    paint.fill({box.center().x - bar / 2, box.y + size * 0.64f, bar, bar}, palette.on_danger, bar / 2);
    return;
  }
  const Color strong = palette.tone(priority == PrioritySign::high ? Tone::high : Tone::secondary).text;
  const Color weak = with_alpha(palette.tone(Tone::secondary).text, 70);
  const int bars = static_cast<int>(priority) + 1;
  for (int i = 0; i < 3; i++) {
    const float h = size * (0.3f + 0.22f * static_cast<float>(i));
    const Rect bar{box.x + size * (0.12f + 0.28f * static_cast<float>(i)), box.bottom() - size * 0.12f - h,
                   size * 0.19f, h};
    paint.fill(bar, i < bars ? strong : weak, 1);
  }
}

void priority_sign(Ui& ui, PrioritySign priority) {
  static constexpr const char* words[] = {"Low priority"_kept, "Normal priority"_kept, "High priority"_kept,
                                          "Urgent priority"_kept};
  const Rect rect = ui.place(16, 16);
  Painter paint(ui);
  draw_priority(paint, ui.palette(), priority, rect);
  ui.node(Role::image, ui.nameless(), translated(words[static_cast<int>(priority)]), rect);
}

// ---- people

void draw_avatar(Ui&, Painter& paint, std::string_view name, Rect rect) {
  paint.circle(rect.center(), rect.w / 2, avatar_color(name));
  // Letters at 0.42 of the size: between the text sizes on purpose, it is a picture more than a text.
  paint.letters(rect, initials(name), rect.w * 0.42f, rgb(0xffffff));
}

void avatar(Ui& ui, std::string_view name, float size) {
  const Rect rect = ui.place(size, size);
  Painter paint(ui);
  draw_avatar(ui, paint, name, rect);
  ui.node(Role::image, ui.nameless(), name, rect);
}

// ---- clocks

Tone tone_of(ClockState state) {
  switch (state) {
    case ClockState::calm:
      return Tone::calm;
    case ClockState::warning:
      return Tone::warning;
    case ClockState::breached:
      return Tone::breached;
    case ClockState::paused:
      return Tone::paused;
    case ClockState::met:
      return Tone::secondary;
  }
  return Tone::secondary;
}

float clock_width(Ui& ui, const ClockText& clock, bool with_name) {
  const float name = with_name ? ui.text_width(clock.name, TextSize::small) + 6 : 0;
  return std::ceil(33 + name + ui.text_width(clock.left, TextSize::small, Weight::semibold));
}

void clock_chip(Ui& ui, const ClockText& clock, bool with_name) {
  const Rect rect = ui.place(clock_width(ui, clock, with_name), chip_height);
  Painter paint(ui);
  draw_clock(ui, paint, rect, clock, with_name);
  ui.node(Role::text, ui.nameless(), spoken(clock), rect).level = static_cast<std::uint8_t>(TextSize::small);
}

float draw_chip(Ui& ui, Painter& paint, Rect rect, std::string_view words, Tone tone) {
  const ToneColors colors = ui.palette().tone(tone);
  const float width = ui.text_width(words, TextSize::small, Weight::semibold) + 12;
  const Rect pill{rect.right() - width, rect.center().y - 9, width, 18};
  paint.fill(pill, colors.fill, 9);
  paint.text(pill, words, TextSize::small, colors.text, Weight::semibold, Align::center);
  return width;
}

float draw_clocks(Ui& ui, Painter& paint, Rect rect, const ClockText* clocks, int count, int named) {
  const float right = rect.right();
  float used = 0;
  for (int i = 0; i < count; i++) {
    const bool with_name = i < named && clock_width(ui, clocks[i], true) <= right - rect.x;
    const float width = clock_width(ui, clocks[i], with_name);
    if (i > 0 && (width > right - rect.x || (i < named && !with_name))) break;
    draw_clock(ui, paint, {rect.x, rect.y, right - rect.x, rect.h}, clocks[i], with_name);
    rect.x += width + 6;
    used += width + 6;
  }
  return std::max(0.f, used - 6);
}

void clock_strip(Ui& ui, const ClockText* clocks, int count, float width) {
  const Rect rect = ui.place(width, chip_height);
  Painter paint(ui);
  draw_clocks(ui, paint, rect, clocks, count);
  std::string words;
  for (int i = 0; i < count; i++) words += (i > 0 ? "; " : "") + spoken(clocks[i]);
  ui.node(Role::text, ui.nameless(), words, rect).level = static_cast<std::uint8_t>(TextSize::small);
}

// ---- history

void timeline_entry(Ui& ui, const TimelineEntry& entry) {
  const Palette& p = ui.palette();
  const Rect area = ui.area();
  constexpr float sign = 20, gutter = 32;
  const float line = ui.line_height(TextSize::small) + 4;
  const float time_width = ui.text_width(entry.time, TextSize::small);
  const float room = std::max(40.f, area.w - gutter - time_width - 12);
  const float title_width = ui.text_width(entry.title, TextSize::small);
  const float detail_width = entry.detail.empty() ? 0 : ui.text_width(entry.detail, TextSize::small) + 10;
  const bool one_line = title_width + detail_width <= room;
  const TextStyle style{.size = TextSize::small, .tone = Tone::normal, .width = room};
  const TextStyle faint{.size = TextSize::small, .tone = Tone::secondary, .width = room};
  float height = line;
  if (!one_line) {
    height = paragraph_height(ui, entry.title, room, style) + 4;
    if (!entry.detail.empty()) height += paragraph_height(ui, entry.detail, room, faint);
  }
  height = std::max(height, sign) + 2;
  const Rect rect = ui.place(area.w, height);

  Painter paint(ui);
  const ToneColors colors = p.tone(entry.tone);
  const Rect circle{rect.x + 2, rect.y, sign, sign};
  if (!entry.last)  // to the next one, over the gap between them
    paint.fill({circle.center().x - 0.5f, circle.bottom() + 2, 1, height - sign + 4}, p.border_strong);
  paint.circle(circle.center(), sign / 2, colors.fill);
  draw_icon(paint, entry.icon, inset(circle, 4), colors.text);
  const Rect time{rect.right() - time_width, rect.y, time_width, line};
  paint.text({time.x, time.y, time.w + 1, line}, entry.time, TextSize::small, p.tone(Tone::faint).text);

  ui.open_node(Role::listitem, ui.nameless(), {}, rect);
  if (one_line) {
    const Rect title{rect.x + gutter, rect.y, title_width, line};
    paint.text({title.x, title.y, title.w + 1, line}, entry.title, TextSize::small,
               p.tone(Tone::normal).text);
    ui.node(Role::text, ui.nameless(), entry.title, title);
    if (!entry.detail.empty()) {
      const Rect detail{title.right() + 10, rect.y, detail_width - 10, line};
      paint.text({detail.x, detail.y, detail.w + 1, line}, entry.detail, TextSize::small,
                 p.tone(Tone::secondary).text);
      ui.node(Role::text, ui.nameless(), entry.detail, detail);
    }
  } else {
    ui.push_flow({.kind = Flow::Kind::column, .bounds = {rect.x + gutter, rect.y + 2, room, 0}, .gap = 0});
    paragraph(ui, entry.title, style);
    if (!entry.detail.empty()) paragraph(ui, entry.detail, faint);
    ui.pop_flow();
  }
  ui.node(Role::text, ui.nameless(), entry.time, time);
  ui.close_node();
}

bool removable_chip(Ui& ui, Name words, std::string_view remove) {
  const ToneColors colors = ui.palette().tone(Tone::secondary);
  const float height = ui.theme().touch ? ui.metrics().control : 24;
  const float width = std::ceil(ui.text_width(words.label, TextSize::small) + 10 + 24);
  const Rect rect = ui.place(width, height);
  const Rect pill{rect.x, rect.center().y - chip_height / 2, rect.w, chip_height};
  const Rect cross{rect.right() - 24, rect.y, 24, height};
  const NodeId id = ui.id({remove, words.id});
  const Press press = ui.press(id, cross);
  Painter paint(ui);
  paint.fill(pill, colors.fill, chip_height / 2);
  paint.text({pill.x + 10, pill.y, pill.w - 33, pill.h}, words.label, TextSize::small, colors.text);
  draw_icon(paint, Icon::close, {cross.x + 5, cross.center().y - 6, 12, 12},
            press.hovered ? ui.palette().tone(Tone::normal).text : colors.text);
  ui.node(Role::text, ui.nameless(), words.label, {rect.x, rect.y, rect.w - 24, height});
  ui.node(Role::button, id, remove, cross).state = platform::state_focusable;
  return press.clicked;
}

void property(Ui& ui, std::string_view label, std::string_view value, Tone tone) {
  const Palette& p = ui.palette();
  const Rect rect = ui.place(0, 28);
  Rect content = rect;
  const Rect left = cut_left(content, std::min(112.f, rect.w * 0.4f));
  Painter paint(ui);
  paint.text(left, label, TextSize::small, p.tone(Tone::secondary).text);
  paint.text(content, value, TextSize::body, p.tone(tone).text);
  ui.open_node(Role::group, ui.nameless(), label, rect);
  ui.node(Role::text, ui.nameless(), label, left).level = static_cast<std::uint8_t>(TextSize::small);
  ui.node(Role::text, ui.nameless(), value, content).level = static_cast<std::uint8_t>(TextSize::body);
  ui.close_node();
}

}  // namespace oasis::ui
