// See gantt.hpp.
#include "client/charts/gantt.hpp"

#include <algorithm>
#include <array>

#include "client/charts/callout.hpp"
#include "client/ui/paint.hpp"
#include "client/words/translated.hpp"
#include "shared/report/table.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float line_height = 40, words_height = 18, axis_height = 22, bar_height = 14, least_length = 3;
constexpr float ends_free = 28;  // so that the words at the last line of the axis stay inside

std::string spoken_bar(const GanttBar& bar) {
  const std::string words = bar.name + ": " + bar.words;
  return bar.from.ms > 0 ? phrase("{1}, after {2}"_tr, words, duration_words(bar.from)) : words;
}

class Gantt {
 public:
  Gantt(Ui& ui, const std::vector<GanttBar>& bars, Rect area) : ui_(ui), bars_(bars), plot_(area), paint_(ui) {
    cut_bottom(plot_, axis_height);
    for (const GanttBar& bar : bars) whole_ = std::max(whole_, bar.from + bar.longer);
  }

  void draw_axis() {
    const Palette& p = ui_.palette();
    const Duration tick = gantt_tick(whole_);
    for (Duration at; at <= whole_; at += tick) {
      const float x = place_of(at);
      // Beside the bars only: the words above them stay free.
      for (std::size_t i = 0; i < bars_.size(); ++i)
        paint_.line({x, line_of(i).y + words_height}, {x, line_of(i).bottom()}, at.ms == 0 ? p.border_strong : p.border);
      const bool first = at.ms == 0;
      paint_.text({first ? x : x - 40, plot_.bottom() + 4, 80, 16}, first ? "0" : duration_words(at), TextSize::small,
                  p.tone(Tone::secondary).text, Weight::regular, first ? Align::left : Align::center);
    }
  }

  void draw_bar_of(std::size_t i) {
    const Palette& p = ui_.palette();
    const GanttBar& bar = bars_[i];
    const Rect line = line_of(i), place = bar_of(i);
    Rect words{line.x + 4, line.y, line.w - 4, words_height};
    const float name = paint_.text(words, bar.name, TextSize::small, p.tone(Tone::normal).text, Weight::semibold);
    cut_left(words, name + 8);
    paint_.text(words, bar.words, TextSize::small, p.tone(Tone::secondary).text);
    const float to = place_of(bar.from + bar.longer), middle = place.center().y;
    const Color ink = p.tone(Tone::accent).text;
    if (to > place.right()) {
      paint_.line({place.right(), middle}, {to, middle}, ink, 2);
      paint_.line({to, middle - 4}, {to, middle + 4}, ink, 2);
    }
    paint_.fill(place, ink, 3);
  }

  void draw_looked_at(std::size_t i) {
    paint_.stroke(bar_of(i), ui_.palette().tone(Tone::normal).text, 3, 2);
    draw_callout(ui_, paint_, bar_of(i), ui_.visible(ui_.page()), spoken_bar(bars_[i]));
  }

  Rect line_of(std::size_t i) const {
    return {plot_.x, plot_.y + line_height * static_cast<float>(i), plot_.w, line_height};
  }

 private:
  float place_of(Duration at) const {
    if (whole_.ms == 0) return plot_.x;
    return plot_.x + (plot_.w - ends_free) * static_cast<float>(at.ms) / static_cast<float>(whole_.ms);
  }
  Rect bar_of(std::size_t i) const {
    const float from = place_of(bars_[i].from), to = place_of(bars_[i].from + bars_[i].length);
    return {from, line_of(i).y + words_height + 2, std::max(least_length, to - from), bar_height};
  }

  Ui& ui_;
  const std::vector<GanttBar>& bars_;
  Rect plot_;
  Duration whole_;
  Painter paint_;
};

}  // namespace

Duration gantt_tick(Duration whole) {
  constexpr std::array<Duration, 15> ticks{minutes(1), minutes(2), minutes(5), minutes(10), minutes(15),
                                           minutes(30), hours(1),  hours(2),   hours(4),    hours(6),
                                           hours(12),   days(1),   days(2),    days(4),     days(7)};
  for (const Duration tick : ticks) {
    if (whole.ms <= tick.ms * 6) return tick;
  }
  return days((whole.ms / days(1).ms + 5) / 6);
}

int draw_gantt(Ui& ui, std::string_view name, std::string_view column, const std::vector<GanttBar>& bars,
               ChartSteps& steps) {
  const int count = static_cast<int>(bars.size());
  const Rect area = ui.place(0, line_height * static_cast<float>(count) + axis_height);
  Gantt drawing(ui, bars, area);
  drawing.draw_axis();
  ui::Scope scope(ui, name);
  int looked_at = -1, chosen = -1;
  ui.open_node(ui::Role::grid, ui.id("lines"), name, area).set_size = count + 1;
  ui.open_node(ui::Role::row, ui.nameless(), "Columns"_tr, {area.x, area.y, area.w, 1}).position = 0;
  for (const std::string_view title : {column, std::string_view("Begins after"_tr), std::string_view("Takes"_tr)})
    ui.node(ui::Role::columnheader, ui.nameless(), title, {area.x, area.y, area.w, 1});
  ui.close_node();
  {
    Stepping stepping(ui, steps, count, 1);
    for (int i = 0; i < count; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const GanttBar& bar = bars[at];
      const Rect place = drawing.line_of(at);
      const NodeId row = ui.id(bar.name);
      const std::uint32_t state = stepping.state_of(i, row, place);
      const Press press = ui.press(row, place);
      if (press.hovered) looked_at = i;
      if (stepping.chooses(i, press)) chosen = i;
      drawing.draw_bar_of(at);
      platform::Node& node = ui.open_node(ui::Role::row, row, spoken_bar(bar), place);
      node.position = i + 1;
      node.state = state;
      ui.node(ui::Role::cell, ui.nameless(), bar.name, place);
      ui.node(ui::Role::cell, ui.nameless(), duration_words(bar.from), place);
      ui.node(ui::Role::cell, ui.nameless(), duration_words(bar.length), place);
      ui.close_node();
    }
    if (looked_at < 0) looked_at = stepping.with_keyboard();
  }
  ui.close_node();
  if (looked_at >= 0) drawing.draw_looked_at(static_cast<std::size_t>(looked_at));
  return chosen;
}

}  // namespace oasis
