// See histogram.hpp.
#include "client/charts/histogram.hpp"

#include <algorithm>

#include "client/charts/callout.hpp"
#include "client/ui/paint.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float plot_height = 150, marks_height = 38, bounds_height = 20, least_bar = 2;

class Histogram {
 public:
  Histogram(Ui& ui, const std::vector<HistogramBar>& bars, Rect area)
      : ui_(ui), bars_(bars), plot_(area), paint_(ui) {
    cut_top(plot_, marks_height);
    cut_bottom(plot_, bounds_height);
    width_ = plot_.w / static_cast<float>(std::max<std::size_t>(1, bars.size()));
    for (const HistogramBar& bar : bars) most_ = std::max(most_, bar.count);
  }

  void draw_bars() {
    const Palette& p = ui_.palette();
    for (std::size_t i = 0; i < bars_.size(); ++i) {
      const Rect bar = bar_of(i);
      if (bars_[i].count > 0) paint_.fill(bar, p.tone(Tone::accent).text, 2);
      if (bars_[i].count > 0 && width_ >= 26)
        paint_.text({column_of(i).x, bar.y - 17, width_, 16}, std::to_string(bars_[i].count), TextSize::small,
                    p.tone(Tone::secondary).text, Weight::regular, Align::center);
    }
    paint_.line({plot_.x, plot_.bottom()}, {plot_.right(), plot_.bottom()}, p.border_strong);
  }

  /// Every second one where they would touch.
  void draw_bounds() {
    const std::size_t every = width_ < 46 ? 2 : 1;
    for (std::size_t i = every - 1; i < bars_.size(); i += every)
      paint_.text({column_of(i).right() - 30, plot_.bottom() + 4, 60, bounds_height - 4}, bars_[i].below,
                  TextSize::small, ui_.palette().tone(Tone::secondary).text, Weight::regular, Align::center);
  }

  /// Words in lines below each other, so that two that are near each other can be read.
  void draw_marks(const std::vector<HistogramMark>& marks) {
    if (bars_.empty()) return;
    const Palette& p = ui_.palette();
    float y = plot_.y - marks_height;
    for (const HistogramMark& mark : marks) {
      const float x = plot_.x + std::clamp(mark.at, 0.f, static_cast<float>(bars_.size())) * width_;
      const std::size_t under = std::min(bars_.size() - 1, static_cast<std::size_t>((x - plot_.x) / width_));
      const float to = bar_of(under).y - 18;  // the bar's number stays free
      paint_.line({x, y + 9}, {x, std::max(to, y + 12)}, p.tone(Tone::normal).text);
      paint_.line({x, plot_.bottom()}, {x, plot_.bottom() + 5}, p.tone(Tone::normal).text, 2);
      const bool at_right = x > plot_.center().x;
      const Rect place =
          at_right ? Rect{plot_.x, y, x - plot_.x - 6, 18} : Rect{x + 6, y, plot_.right() - x - 6, 18};
      paint_.text(place, mark.words, TextSize::small, p.tone(Tone::normal).text, Weight::regular,
                  at_right ? Align::right : Align::left);
      y += 18;
    }
  }

  void draw_looked_at(std::size_t i, const std::string& words) {
    paint_.stroke(bar_of(i), ui_.palette().tone(Tone::normal).text, 2, 2);
    draw_callout(ui_, paint_, bar_of(i), ui_.visible(ui_.page()), words);
  }

  Rect column_of(std::size_t i) const {
    return {plot_.x + width_ * static_cast<float>(i), plot_.y, width_, plot_.h + bounds_height};
  }

 private:
  Rect bar_of(std::size_t i) const {
    const float share = most_ == 0 ? 0 : static_cast<float>(bars_[i].count) / static_cast<float>(most_);
    const float height = bars_[i].count == 0 ? 0 : std::max(least_bar, share * (plot_.h - 20));
    const float gap = width_ > 12 ? 2.f : 0.5f;
    return {column_of(i).x + gap, plot_.bottom() - height, width_ - 2 * gap, height};
  }

  Ui& ui_;
  const std::vector<HistogramBar>& bars_;
  Rect plot_;
  float width_ = 1;
  std::int64_t most_ = 0;
  Painter paint_;
};

}  // namespace

int draw_histogram(Ui& ui, std::string_view name, const std::vector<HistogramBar>& bars,
                   const std::vector<HistogramMark>& marks, const char* one, const char* many,
                   ChartSteps& steps) {
  const Rect area = ui.place(0, marks_height + plot_height + bounds_height);
  Histogram drawing(ui, bars, area);
  drawing.draw_bars();
  drawing.draw_bounds();
  drawing.draw_marks(marks);
  ui::Scope scope(ui, name);
  const auto words_of = [&](const HistogramBar& bar) {
    return bar.label + ": " + oasis::count_of(bar.count, one, many);
  };
  const int count = static_cast<int>(bars.size());
  int looked_at = -1, chosen = -1;
  ui.open_node(ui::Role::grid, ui.id("values"), name, area).set_size = count;
  {
    Stepping stepping(ui, steps, count, count);
    for (int i = 0; i < count; ++i) {
      const HistogramBar& bar = bars[static_cast<std::size_t>(i)];
      const Rect place = drawing.column_of(static_cast<std::size_t>(i));
      const NodeId row = ui.id(bar.label);
      const std::uint32_t state = stepping.state_of(i, row, place);
      const Press press = ui.press(row, place);
      if (press.hovered) looked_at = i;
      if (stepping.chooses(i, press) && bar.count > 0) chosen = i;
      platform::Node& node = ui.open_node(ui::Role::row, row, words_of(bar), place);
      node.position = i;
      node.state = state;
      ui.node(ui::Role::cell, ui.nameless(), bar.label, place);
      ui.node(ui::Role::cell, ui.nameless(), std::to_string(bar.count), place);
      ui.close_node();
    }
    if (looked_at < 0) looked_at = stepping.with_keyboard();
  }
  ui.close_node();
  if (looked_at >= 0)
    drawing.draw_looked_at(static_cast<std::size_t>(looked_at),
                           words_of(bars[static_cast<std::size_t>(looked_at)]));
  return chosen;
}

}  // namespace oasis
