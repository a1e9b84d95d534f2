// See heat_map.hpp.
#include "client/charts/heat_map.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "client/charts/callout.hpp"
#include "client/ui/paint.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr int days_a_week = 7, hours_a_day = 24;
constexpr float day_width = 36, hours_height = 20, with_digits = 18;

const std::string& weekday(int day) {
  return locale().weekdays_short[static_cast<std::size_t>(day)];
}

/// "14" where the region says "14:00", else "2 PM".
std::string short_hour(int hour) {
  std::string text = write_hour(hour);
  if (text.ends_with(":00")) text.resize(text.size() - 3);
  return text;
}

class HeatMap {
 public:
  HeatMap(Ui& ui, const HourOfWeek& counts, Rect area, float cell_height)
      : ui_(ui), counts_(counts), area_(area), height_(cell_height), paint_(ui) {
    width_ = (area.w - day_width) / hours_a_day;
    for (const auto& day : counts) most_ = std::max(most_, *std::max_element(day.begin(), day.end()));
  }

  void draw_hours() {
    const int every = width_ < 20 ? 6 : width_ < 30 ? 3 : 2;
    for (int hour = 0; hour < hours_a_day; hour += every) {
      const Rect cell = cell_of(0, hour);
      paint_.text({cell.x, area_.y, width_ * static_cast<float>(every), hours_height - 4}, short_hour(hour),
                  TextSize::small, ui_.palette().tone(Tone::secondary).text);
    }
  }
  void draw_day(int day) {
    paint_.text({area_.x, cell_of(day, 0).y, day_width - 4, height_}, weekday(day),
                TextSize::small, ui_.palette().tone(Tone::secondary).text);
  }
  void draw_cell(int day, int hour) {
    const Palette& p = ui_.palette();
    const std::int64_t count = count_of(day, hour);
    const Rect cell = inset(cell_of(day, hour), 1);
    const Color fill = shade_of(count);
    paint_.fill(cell, fill, 3);
    if (count == 0 || width_ < with_digits) return;
    const Color dark = p.tone(Tone::normal).text, light = p.background;
    paint_.text(cell, std::to_string(count), TextSize::small,
                contrast(fill, dark) >= contrast(fill, light) ? dark : light, Weight::regular, Align::center);
  }
  void draw_looked_at(int value, const std::string& words) {
    const Rect cell = cell_of(value / hours_a_day, value % hours_a_day);
    paint_.stroke(cell, ui_.palette().tone(Tone::normal).text, 4, 2);
    draw_callout(ui_, paint_, cell, ui_.visible(ui_.page()), words);
  }

  std::int64_t count_of(int day, int hour) const {
    return counts_[static_cast<std::size_t>(day)][static_cast<std::size_t>(hour)];
  }
  Rect cell_of(int day, int hour) const {
    return {area_.x + day_width + width_ * static_cast<float>(hour),
            area_.y + hours_height + height_ * static_cast<float>(day), width_, height_};
  }
  int value_at(Point at) const {
    const int hour = static_cast<int>((at.x - area_.x - day_width) / width_);
    const int day = static_cast<int>((at.y - area_.y - hours_height) / height_);
    const bool outside = at.x < area_.x + day_width || at.y < area_.y + hours_height || hour >= hours_a_day ||
                         day >= days_a_week;
    return outside ? -1 : day * hours_a_day + hour;
  }

 private:
  /// Five shades by the share of the busiest hour; none where nothing happened.
  Color shade_of(std::int64_t count) const {
    const Palette& p = ui_.palette();
    if (count == 0) return p.hover;
    const std::int64_t step = 1 + (count * 4) / std::max<std::int64_t>(most_, 1);  // 1…5
    return mix(p.background, p.tone(Tone::accent).text,
               0.12f + 0.176f * static_cast<float>(std::min<std::int64_t>(step, 5)));
  }

  Ui& ui_;
  const HourOfWeek& counts_;
  Rect area_;
  float height_;
  float width_ = 1;
  std::int64_t most_ = 0;
  Painter paint_;
};

}  // namespace

int draw_heat_map(Ui& ui, std::string_view name, const HourOfWeek& counts, const char* one,
                  const char* many, ChartSteps& steps, bool chooses) {
  const float height = ui.area().w < 560 ? 22.f : 28.f;
  const Rect area = ui.place(0, hours_height + height * static_cast<float>(days_a_week));
  HeatMap map(ui, counts, area, height);
  const auto words_of = [&](int day, int hour) {
    return phrase("{1} {2}–{3}: {4}"_tr, weekday(day), write_hour(hour), write_hour(hour + 1),
                count_of(map.count_of(day, hour), one, many));
  };
  map.draw_hours();
  ui::Scope scope(ui, name);
  const NodeId id = ui.id("values");
  const Press press = ui.press_below(id, area);
  ui.open_node(ui::Role::grid, id, name, area).set_size = days_a_week;
  int looked_at = press.hovered ? map.value_at(ui.pointer()) : -1;
  int chosen = -1;
  {
    Stepping stepping(ui, steps, days_a_week * hours_a_day, hours_a_day);
    for (int day = 0; day < days_a_week; ++day) {
      map.draw_day(day);
      const Rect first = map.cell_of(day, 0);
      ui.open_node(ui::Role::row, ui.nameless(), weekday(day),
                   {area.x, first.y, area.w, first.h})
          .position = day;
      for (int hour = 0; hour < hours_a_day; ++hour) {
        map.draw_cell(day, hour);
        const std::string words = words_of(day, hour);
        const NodeId cell = ui.id({words, std::to_string(day * hours_a_day + hour)});
        const Rect place = map.cell_of(day, hour);
        const int value = day * hours_a_day + hour;
        const std::uint32_t state = stepping.state_of(value, cell, place);
        if (chooses && map.count_of(day, hour) > 0) {
          const Press on = ui.press(cell, place);
          if (on.hovered) looked_at = value;
          if (stepping.chooses(value, on)) chosen = value;
        }
        ui.node(ui::Role::cell, cell, words, place).state = state;
      }
      ui.close_node();
    }
    if (looked_at < 0) looked_at = stepping.with_keyboard();
  }
  ui.close_node();
  if (looked_at >= 0)
    map.draw_looked_at(looked_at, words_of(looked_at / hours_a_day, looked_at % hours_a_day));
  return chosen;
}

}  // namespace oasis
