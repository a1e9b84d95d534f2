// See oncall_calendar.hpp.
#include "client/screens/oncall_calendar.hpp"

#include <algorithm>
#include <cmath>

#include "client/screens/day_words.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float head_height = 30;
constexpr float day_ms = 86'400'000.f;

/// Between instants and places across a strip of seven days, by the reader's wall clock.
struct Axis {
  const Zone& zone;
  std::int64_t monday;
  float x, width;

  float day_width() const { return width / 7; }
  float place(Instant t) const {
    const float days_in = static_cast<float>((zone.to_local(t) - at_clock(monday)).ms) / day_ms;
    return x + std::clamp(days_in, 0.f, 7.f) * day_width();
  }
  /// Rounded to whole hours of the wall clock.
  Instant instant(float at) const {
    const float hours_in = std::clamp((at - x) / day_width(), 0.f, 7.f) * 24;
    const auto whole = static_cast<std::int64_t>(std::floor(hours_in + 0.5f));
    return zone.to_instant(at_clock(monday) + hours(whole), Repeated::first);
  }
  Interval interval() const {
    return {zone.to_instant(at_clock(monday), Repeated::first),
            zone.to_instant(at_clock(monday + 7), Repeated::first)};
  }
};

std::string spoken(const Desk& desk, const OncallBar& bar) {
  const std::string when = wording::say_span(bar.during, desk.zone, desk.now);
  if (bar.user.empty()) return phrase("Nobody on call, {1}"_tr, when);
  return bar.stands_in ? phrase("{1}, {2}, by a cover or swap"_tr, bar.label, when) : bar.label + ", " + when;
}

/// Slanted lines: a gap is told by its shape, too.
void hatch(Painter& paint, Rect rect, Color color) {
  for (float x = rect.x - rect.h + 6; x < rect.right(); x += 8) {
    const float left = std::max(x, rect.x), right = std::min(x + rect.h, rect.right());
    if (right > left)
      paint.line({left, rect.bottom() - (left - x)}, {right, rect.bottom() - (right - x)}, color);
  }
}

void paint_bar(Desk& desk, Painter& paint, const OncallBar& bar, Rect rect, bool quiet) {
  Ui& ui = desk.ui;
  const Palette& p = ui.palette();
  const bool gap = bar.user.empty(), mine = bar.user == desk.replica.me.id;
  const ToneColors colors = p.tone(gap ? Tone::danger : mine ? Tone::accent : Tone::normal);
  const Color fill = gap || mine ? colors.fill : quiet ? p.sidebar : p.hover;
  paint.fill(rect, fill, 5);
  if (gap) hatch(paint, rect, with_alpha(colors.text, 70));
  paint.stroke(rect, gap || mine ? with_alpha(colors.text, 150) : p.border_strong, 5);
  Rect content = inset(rect, 5, 0);
  const float face = std::min(18.f, rect.h - 6);
  if (content.w > face + 8) {
    const Rect sign = cut_left(content, face);
    const Rect square{sign.x, sign.center().y - face / 2, face, face};
    if (gap) {
      paint.fill(inset(square, -1), fill, 5);
      draw_icon(paint, Icon::warning, inset(square, 1), colors.text);
    } else {
      draw_avatar(ui, paint, bar.label, square);
    }
    cut_left(content, 5);
  }
  if (bar.stands_in && content.w > 60)
    draw_icon(paint, Icon::refresh, inset(cut_right(content, 14), 0, (rect.h - 12) / 2), colors.text);
  if (content.w < 14) return;
  if (gap) {
    const float width = std::min(content.w, ui.text_width(bar.label, TextSize::small, Weight::semibold) + 4);
    paint.fill({content.x - 2, rect.center().y - 9, width, 18}, fill, 4);
  }
  paint.text(content, bar.label, TextSize::small, colors.text,
             gap || mine ? Weight::semibold : Weight::regular);
}

/// A bar's button; true when it was opened by keyboard or assistive technology.
bool bar_node(Desk& desk, const OncallBar& bar, Rect rect) {
  Ui& ui = desk.ui;
  const std::string words = spoken(desk, bar);
  const NodeId id = ui.id(words);
  ui.open_node(ui::Role::cell, ui.nameless(), "", rect);
  ui.node(ui::Role::button, id, words, rect).state = platform::state_focusable;
  ui.close_node();
  platform::Input& input = ui.platform().input();
  if (input.activated != id) return false;
  input.activated = 0;
  return true;
}

void paint_days(Desk& desk, Painter& paint, const Axis& axis, Rect head, Rect body) {
  Ui& ui = desk.ui;
  const Palette& p = ui.palette();
  const std::int64_t today = day_number(desk.zone.to_local(desk.now));
  ui.open_node(ui::Role::row, ui.nameless(), "Days"_tr, head).position = 0;
  for (int i = 0; i < 7; ++i) {
    const float x = axis.x + axis.day_width() * static_cast<float>(i);
    const Rect column{x, head.y, axis.day_width(), head.h + body.h};
    if (i >= 5) paint.fill(column, p.sidebar);
    if (i > 0) paint.line({x, head.y + 6}, {x, body.bottom()}, p.border);
    const bool is_today = axis.monday + i == today;
    const Rect label{x, head.y, column.w, head.h};
    const std::string words = write_day(axis.monday + i);
    if (is_today) {
      const float w = std::min(column.w - 4, ui.text_width(words, TextSize::small, Weight::semibold) + 16);
      paint.fill({label.center().x - w / 2, label.y + 4, w, label.h - 8}, p.accent, (label.h - 8) / 2);
    }
    paint.text(inset(label, 2, 0), words, TextSize::small,
               is_today ? p.on_accent : p.tone(Tone::secondary).text,
               is_today ? Weight::semibold : Weight::regular, Align::center);
    ui.node(ui::Role::columnheader, ui.nameless(), is_today ? phrase("{1}, today"_tr, words) : words, label);
  }
  ui.close_node();
}

/// What a drag that begins at `x` takes hold of: of covers and swaps their ends and their middle.
OncallDrag grip_at(const OncallLane& lane, NodeId id, const Axis& axis, float x) {
  OncallDrag drag;
  drag.lane = id;
  drag.anchor = drag.at = axis.instant(x);
  drag.x = x;
  if (lane.kind != OncallLane::Kind::changes) return drag;
  for (const OncallBar& bar : lane.bars) {
    const float left = axis.place(bar.during.from), right = axis.place(bar.during.to);
    if (x < left || x >= right) continue;
    const float end = std::min(12.f, (right - left) / 3);
    drag.grip = x < left + end ? OncallDrag::Grip::begin : x >= right - end ? OncallDrag::Grip::end : OncallDrag::Grip::all;
    drag.was = bar.during;
    drag.user = bar.user;
  }
  return drag;
}

/// What was drawn, or where what is gripped would be.
Interval drawn_by(const OncallDrag& drag) {
  const Duration by = drag.at - drag.anchor;
  switch (drag.grip) {
    case OncallDrag::Grip::none: break;
    case OncallDrag::Grip::all: return {drag.was.from + by, drag.was.to + by};
    case OncallDrag::Grip::begin: return {drag.was.from + by, drag.was.to};
    case OncallDrag::Grip::end: return {drag.was.from, drag.was.to + by};
  }
  return {std::min(drag.anchor, drag.at), std::max(drag.anchor, drag.at)};
}

/// Draws what is being drawn open, and says when it is done.
std::optional<Interval> follow_drag(Desk& desk, OncallDrag& drag, const OncallLane& of, NodeId lane, const Axis& axis,
                                    Rect rect, const Press& press) {
  Ui& ui = desk.ui;
  const float x = ui.pointer().x;
  if (press.held && drag.lane == 0) drag = grip_at(of, lane, axis, x);
  if (drag.lane != lane) return std::nullopt;
  if (ui.shortcut("Escape")) drag.lane = 0;
  if (press.held) {
    // What is gripped moves by whole hours from where it is; a free end goes to the nearest one.
    const float by = std::round((x - drag.x) / axis.day_width() * 24);
    drag.at = drag.grip == OncallDrag::Grip::none ? axis.instant(x) : drag.anchor + hours(static_cast<std::int64_t>(by));
    drag.moved = drag.moved || std::abs(x - drag.x) > 6;
  }
  const Interval drawn = drawn_by(drag);
  if (drag.moved && drag.lane != 0) {
    Painter paint(ui);
    const float left = axis.place(drawn.from), right = axis.place(drawn.to);
    const Rect range{left, rect.y + 1, right - left, rect.h - 2};
    paint.fill(range, with_alpha(ui.palette().accent, 70), 5);
    paint.stroke(range, ui.palette().accent, 5, 2);
    const std::string words = wording::say_span(drawn, desk.zone, desk.now);
    const float width = ui.text_width(words, TextSize::small, Weight::semibold) + 16;
    const Rect label{std::clamp(left, axis.x, std::max(axis.x, axis.x + axis.width - width)), rect.y - 22,
                     width, 20};
    paint.fill(label, ui.palette().accent, 5);
    paint.text(label, words, TextSize::small, ui.palette().on_accent, Weight::semibold, Align::center);
  }
  if (press.held || drag.lane == 0) return std::nullopt;
  drag.lane = 0;
  if (!drag.moved || drawn.to <= drawn.from) return std::nullopt;
  return drawn;
}

float lane_height(const Ui& ui, const OncallLane& lane, bool month) {
  const float line = ui.theme().touch                                     ? 44.f
                     : month || lane.kind != OncallLane::Kind::final_line ? 26.f
                                                                          : 34.f;
  return line * static_cast<float>(lane.slots) + 6;
}

std::optional<OncallTouched> draw_lane(Desk& desk, OncallCalendar& calendar, const OncallLane& lane,
                                       const Axis& axis, Rect rect, Rect label, std::int32_t number) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, lane.schedule + "/" + lane.name);
  Painter paint(ui);
  const bool is_final = lane.kind == OncallLane::Kind::final_line;
  const NodeId id = ui.id("lane");
  const Press press = ui.press_below(id, rect);
  // Its description tells people and the page's finger that it can be drawn on.
  const platform::Span hint = ui.keep(lane.kind == OncallLane::Kind::changes
                                          ? "Drag a cover or its ends to another time, or draw along it"_tr
                                          : "Draw along it to cover that time"_tr);
  const std::string name = phrase("{1}, week of {2}"_tr, lane.name, write_day(axis.monday));
  platform::Node& row = ui.open_node(ui::Role::row, id, name, {label.x, rect.y, label.w + rect.w, rect.h});
  row.hint = hint;
  row.position = number;
  if (label.w > 0) {
    paint.text({label.x + 12, label.y, label.w - 12, label.h}, lane.name, TextSize::small,
               ui.palette().tone(is_final ? Tone::normal : Tone::secondary).text,
               is_final ? Weight::semibold : Weight::regular);
    ui.node(ui::Role::cell, ui.nameless(), lane.name, label);
  }
  std::optional<OncallTouched> touched;
  const Interval week = axis.interval();
  const float line = (rect.h - 6) / static_cast<float>(lane.slots);
  for (const OncallBar& bar : lane.bars) {
    if (bar.during.from >= week.to || bar.during.to <= week.from) continue;
    const float left = axis.place(bar.during.from), right = axis.place(bar.during.to);
    const Rect place{left + 1, rect.y + 4 + line * static_cast<float>(bar.slot),
                     std::max(3.f, right - left - 2), line - 2};
    paint_bar(desk, paint, bar, place, !is_final);
    const Point at = ui.pointer();
    const bool under = at.x >= place.x && at.x < place.right() && at.y >= place.y && at.y < place.bottom();
    const bool clicked = (press.clicked || press.menu) && under && !calendar.drag.moved;
    if (bar_node(desk, bar, place) || clicked) touched = {lane.schedule, bar.user, bar.during, false, std::nullopt};
  }
  ui.close_node();
  if (const auto drawn = follow_drag(desk, calendar.drag, lane, id, axis, rect, press)) {
    touched = {lane.schedule, "", *drawn, true, std::nullopt};
    if (calendar.drag.grip != OncallDrag::Grip::none) touched->user = calendar.drag.user, touched->was = calendar.drag.was;
  }
  return touched;
}

}  // namespace

std::optional<OncallTouched> draw_strip(Desk& desk, OncallCalendar& calendar,
                                        const std::vector<OncallLane>& lanes, std::int64_t monday,
                                        bool month) {
  Ui& ui = desk.ui;
  const bool labelled = lanes.size() > 1;
  float height = head_height;
  for (const OncallLane& lane : lanes) height += lane_height(ui, lane, month);
  const Rect whole = ui.place(0, height + 6);
  const float label_width = labelled ? std::clamp(whole.w * 0.16f, 96.f, 180.f) : 0;
  Rect rest = whole;
  const Rect labels = cut_left(rest, label_width);
  const Axis axis{desk.zone, monday, rest.x, rest.w};
  ui::Scope scope(ui, static_cast<std::uint64_t>(monday));
  ui.open_node(ui::Role::grid, ui.id("week"), phrase("On call, week of {1}"_tr, write_day(monday)), whole)
      .set_size = static_cast<std::int32_t>(lanes.size()) + 1;
  Painter paint(ui);
  const Rect head = cut_top(rest, head_height);
  paint_days(desk, paint, axis, head, rest);
  std::optional<OncallTouched> touched;
  std::int32_t number = 0;
  for (const OncallLane& lane : lanes) {
    const Rect rect = cut_top(rest, lane_height(ui, lane, month));
    paint.line({labels.x, rect.y}, {rect.right(), rect.y}, ui.palette().border);
    if (auto one = draw_lane(desk, calendar, lane, axis, rect, {labels.x, rect.y, label_width - 8, rect.h},
                             ++number))
      touched = one;
  }
  const Interval week = axis.interval();
  if (week.contains(desk.now)) {
    const float x = axis.place(desk.now);
    paint.line({x, head.bottom()}, {x, rest.y}, ui.palette().accent, 2);
    paint.circle({x, head.bottom()}, 3.5f, ui.palette().accent);
  }
  paint.stroke({whole.x, whole.y, whole.w, height}, ui.palette().border, 6);
  ui.close_node();
  return touched;
}

namespace {

struct DayEntry {
  const OncallLane* lane;
  const OncallBar* bar;
};

/// A line of the list under the heading of `day`: who, when, in which schedule.
bool draw_entry(Desk& desk, std::int64_t day, const DayEntry& entry, bool with_schedule) {
  Ui& ui = desk.ui;
  const OncallBar& bar = *entry.bar;
  const std::string words = spoken(desk, bar) + (with_schedule ? ", " + entry.lane->name : "");
  const NodeId id = ui.id(words);
  const float height = std::max(44.f, ui.metrics().control);
  const Rect rect = ui.place(0, height);
  const Press press = ui.press(id, rect);
  Painter paint(ui);
  const Palette& p = ui.palette();
  const bool gap = bar.user.empty(), mine = bar.user == desk.replica.me.id;
  const ToneColors colors = p.tone(gap ? Tone::danger : mine ? Tone::accent : Tone::normal);
  paint.fill(rect, press.hovered ? p.hover : gap || mine ? colors.fill : p.raised, 6);
  if (gap) hatch(paint, {rect.x, rect.y, 34, rect.h}, with_alpha(colors.text, 70));
  paint.stroke(rect, gap ? with_alpha(colors.text, 150) : p.border, 6);
  Rect content = inset(rect, 10, 4);
  const Rect face = cut_left(content, 24);
  const Rect square{face.x, face.center().y - 10, 20, 20};
  if (gap) {
    draw_icon(paint, Icon::warning, square, colors.text);
  } else {
    draw_avatar(ui, paint, bar.label, square);
  }
  cut_left(content, 6);
  Rect upper = cut_top(content, content.h / 2);
  if (bar.stands_in) draw_icon(paint, Icon::refresh, inset(cut_right(upper, 14), 0, 2), colors.text);
  paint.text(upper, gap ? "Nobody is on call"_tr : bar.label, TextSize::body, colors.text, Weight::semibold);
  const std::string when =
      wording::say_span_on(day, bar.during, desk.zone) + (with_schedule ? " · " + entry.lane->name : "");
  paint.text(content, when, TextSize::small, p.tone(Tone::secondary).text);
  ui.node(ui::Role::button, id, words, rect).state = platform::state_focusable;
  return press.clicked || press.menu;
}

}  // namespace

std::optional<OncallTouched> draw_days(Desk& desk, const std::vector<OncallLane>& lanes,
                                       const DayRange& range) {
  Ui& ui = desk.ui;
  const std::int64_t today = day_number(desk.zone.to_local(desk.now));
  std::optional<OncallTouched> touched;
  for (std::int64_t day = range.first; day < range.first + range.days; ++day) {
    const Interval whole = interval_of({day, 1}, desk.zone);
    std::vector<DayEntry> entries;
    for (const OncallLane& lane : lanes) {
      for (const OncallBar& bar : lane.bars) {
        const bool begins = whole.contains(bar.during.from);
        const bool goes_on = bar.during.from < whole.from && whole.from < bar.during.to;
        if (begins || (goes_on && (day == range.first || day == today))) entries.push_back({&lane, &bar});
      }
    }
    if (entries.empty() && day != today) continue;
    ui::Scope scope(ui, static_cast<std::uint64_t>(day));
    const std::string name = write_day(day), words = day == today ? phrase("{1}, today"_tr, name) : name;
    {
      Row row(ui, {.height = 24});
      if (day == today) chip(ui, "Today"_tr, Tone::accent, Icon::calendar);
      heading(ui, words, 3);
    }
    const Rect area = ui.area();
    const std::size_t list = ui.node_count();
    ui.open_node(ui::Role::list, ui.id("day"), words, {area.x, area.y, area.w, 0});
    {
      Column column(ui, {.gap = 4});
      if (entries.empty()) text(ui, "No hand-off"_tr, {.tone = Tone::secondary});
      for (const DayEntry& entry : entries) {
        ui.open_node(ui::Role::listitem, ui.nameless(), "", {ui.area().x, ui.area().y, area.w, 44});
        if (draw_entry(desk, day, entry, lanes.size() > 1))
          touched = {entry.lane->schedule, entry.bar->user, entry.bar->during, false, std::nullopt};
        ui.close_node();
      }
    }
    ui.close_node();
    ui.node_at(list).h = ui.last().bottom() - area.y;
  }
  return touched;
}

}  // namespace oasis
