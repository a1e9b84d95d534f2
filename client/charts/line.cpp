// See line.hpp.
#include "client/charts/line.hpp"

#include <algorithm>
#include <cmath>

#include "client/charts/callout.hpp"
#include "client/ui/paint.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float scale_width = 44, days_height = 20, dot = 3;

class LineDrawing {
 public:
  LineDrawing(Ui& ui, const std::vector<LinePoint>& points, Rect area, const LineLook& look)
      : ui_(ui), points_(points), area_(area), plot_(area), paint_(ui) {
    if (!look.axes) {
      plot_ = inset(area, dot + 1);
      for (const LinePoint& point : points) low_ = std::min(low_, point.share.value_or(1.f));
      return;
    }
    low_ = 0;
    cut_left(plot_, scale_width);
    cut_bottom(plot_, days_height);
    cut_top(plot_, 8);
  }

  void draw_axes(const LineLook& look) {
    const Palette& p = ui_.palette();
    const Color quiet = p.tone(Tone::secondary).text;
    for (std::size_t i = 0; i < look.marks.size(); ++i) {
      const float y = y_of(static_cast<float>(i) / static_cast<float>(look.marks.size() - 1));
      paint_.line({plot_.x, y}, {plot_.right(), y}, i == 0 ? p.border_strong : p.border);
      paint_.text({area_.x, y - 8, scale_width - 8, 16}, look.marks[i], TextSize::small, quiet, Weight::regular,
                  Align::right);
    }
    draw_days(quiet);
  }

  /// The first day at the left, the last at the right, and as many between as there is room for.
  void draw_days(Color color) {
    if (points_.empty()) return;
    const Rect days{plot_.x, plot_.bottom() + 4, plot_.w, days_height - 4};
    paint_.text(days, points_.front().label, TextSize::small, color);
    if (points_.size() < 2) return;
    paint_.text(days, points_.back().label, TextSize::small, color, Weight::regular, Align::right);
    const float widest = std::max(ui_.text_width(points_.front().label, TextSize::small),
                                  ui_.text_width(points_.back().label, TextSize::small)) + 24;
    const float column = plot_.w / static_cast<float>(points_.size());
    const auto step = static_cast<std::size_t>(std::ceil(std::max(1.f, widest / column)));
    for (std::size_t at = step; at < points_.size(); at += step) {
      const float x = column_of(at).center().x;
      if (x < plot_.x + 1.5f * widest || x > plot_.right() - 1.5f * widest) continue;
      paint_.line({x, plot_.bottom()}, {x, plot_.bottom() + 4}, ui_.palette().border_strong);
      paint_.text({x - widest / 2, days.y, widest, days.h}, points_[at].label, TextSize::small, color, Weight::regular,
                  Align::center);
    }
  }

  /// Thin and grey: what the line is compared with.
  void draw_before() {
    std::vector<Point> line;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (points_[i].before) line.push_back({column_of(i).center().x, y_of(*points_[i].before)});
    }
    if (line.size() > 1)
      paint_.polyline(line.data(), static_cast<int>(line.size()), ui_.palette().tone(Tone::faint).text, 1);
  }

  void draw_values() {
    const Palette& p = ui_.palette();
    const Color color = p.tone(Tone::accent).text;
    std::vector<Point> stretch;
    draw_bridges();
    for (std::size_t i = 0; i <= points_.size(); ++i) {
      if (i < points_.size() && points_[i].share) {
        stretch.push_back(place(i));
        continue;
      }
      if (stretch.size() > 1) paint_.polyline(stretch.data(), static_cast<int>(stretch.size()), color, 2);
      if (stretch.size() == 1) paint_.circle(stretch.front(), dot, color);
      stretch.clear();
    }
    if (!points_.empty() && points_.back().share) paint_.circle(place(points_.size() - 1), dot, color);
  }

  /// Over days without a value: thin, so that it is not taken for one.
  void draw_bridges() {
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (!points_[i].share) continue;
      if (last && *last + 1 < i) paint_.line(place(*last), place(i), ui_.palette().border_strong, 1);
      last = i;
    }
  }

  void draw_looked_at(std::size_t i) {
    const Palette& p = ui_.palette();
    const Rect column = column_of(i);
    const float x = column.center().x;
    paint_.line({x, plot_.y}, {x, plot_.bottom()}, p.border_strong);
    const float y = points_[i].share ? y_of(*points_[i].share) : plot_.bottom();
    if (points_[i].share) {
      paint_.circle({x, y}, dot + 2, p.background);
      paint_.circle({x, y}, dot + 1, p.tone(Tone::accent).text);
    }
    draw_callout(ui_, paint_, {x - 4, y - 4, 8, 8}, ui_.visible(ui_.page()), words_of(i));
  }

  std::string words_of(std::size_t i) const { return points_[i].label + ": " + points_[i].words; }

  /// The stretch of the plot in which the pointer looks at value `i`.
  Rect column_of(std::size_t i) const {
    const float width = plot_.w / static_cast<float>(std::max<std::size_t>(1, points_.size()));
    return {plot_.x + width * static_cast<float>(i), area_.y, width, area_.h};
  }
  int value_at(float x) const {
    const float width = plot_.w / static_cast<float>(std::max<std::size_t>(1, points_.size()));
    return std::clamp(static_cast<int>((x - plot_.x) / width), 0, static_cast<int>(points_.size()) - 1);
  }

 private:
  float y_of(float share) const {
    return plot_.bottom() - std::clamp((share - low_) / std::max(0.01f, 1 - low_), 0.f, 1.f) * plot_.h;
  }
  Point place(std::size_t i) const { return {column_of(i).center().x, y_of(*points_[i].share)}; }

  Ui& ui_;
  const std::vector<LinePoint>& points_;
  Rect area_;
  Rect plot_;
  float low_ = 0.9f;  ///< the share at the foot of the plot: a small line shows what moves
  Painter paint_;
};

}  // namespace

int draw_line(Ui& ui, std::string_view name, const std::vector<LinePoint>& points, Rect area, const LineLook& look,
              ChartSteps& steps) {
  LineDrawing line(ui, points, area, look);
  if (look.axes) line.draw_axes(look);
  line.draw_before();
  line.draw_values();
  ui::Scope scope(ui, name);
  const int count = static_cast<int>(points.size());
  const NodeId id = ui.id("values");
  const Press press = ui.press_below(id, area);
  ui.open_node(ui::Role::grid, id, name, area).set_size = count;
  int looked_at = press.hovered && count > 0 ? line.value_at(ui.pointer().x) : -1, chosen = -1;
  {
    Stepping stepping(ui, steps, count, count);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const NodeId row = ui.id(points[i].label);
      const Rect place = line.column_of(i);
      const std::uint32_t state = stepping.state_of(static_cast<int>(i), row, place);
      if (look.chooses && points[i].share) {
        const Press on = ui.press(row, place);
        if (on.hovered) looked_at = static_cast<int>(i);
        if (stepping.chooses(static_cast<int>(i), on)) chosen = static_cast<int>(i);
      }
      platform::Node& node = ui.open_node(ui::Role::row, row, line.words_of(i), place);
      node.position = static_cast<std::int32_t>(i);
      node.state = state;
      ui.node(ui::Role::cell, ui.nameless(), points[i].label, place);
      ui.node(ui::Role::cell, ui.nameless(), points[i].words, place);
      ui.close_node();
    }
    if (looked_at < 0) looked_at = stepping.with_keyboard();
  }
  ui.close_node();
  if (looked_at >= 0) line.draw_looked_at(static_cast<std::size_t>(looked_at));
  return chosen;
}

}  // namespace oasis
