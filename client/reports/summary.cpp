// See summary.hpp.
#include "client/reports/summary.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "client/charts/sparkline.hpp"
#include "client/reports/by_day.hpp"
#include "client/reports/columns.hpp"
#include "client/reports/section.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"

namespace oasis {
namespace {

using namespace ui;

constexpr float course_height = 26, least_course = 48, most_course = 110;

/// Which count of a day a headline figure is the sum of.
std::optional<DayCount> count_of_days(const std::string& key) {
  if (key == "created") return DayCount::created;
  if (key == "resolved") return DayCount::resolved;
  if (key == "escalated") return DayCount::escalated;
  return std::nullopt;
}

/// Beside a figure that is a sum of days: how it went from day to day. Not where the number leaves no room for it.
void draw_course(Ui& ui, const ReportRow& figure, const std::vector<ReportDay>& days, Rect tile, const std::string& number,
                 SummaryView& view) {
  const auto which = count_of_days(figure.key);
  if (!which || days.size() < 3) return;
  const float taken = ui.text_width(number, TextSize::title, Weight::semibold) + 12;
  const float width = std::min(most_course, tile.w - taken - 12);
  if (width < least_course) return;
  DayLine line = line_of_days(days, *which);
  const auto say = [&line](std::size_t point) { return line.words_now(point); };
  // What it was before stands below the number; here it would be a second line in little room.
  for (std::size_t i = 0; i < line.points.size(); ++i) line.points[i].words = say(i), line.points[i].before.reset();
  const Rect area{tile.x + taken, tile.y + 1, width, course_height};
  draw_sparkline(ui, phrase("{1} by day"_tr, figure.name), line.points, say, area, false, view.steps[figure.key]);
}

}  // namespace

void draw_summary(Desk& desk, const ReportSection& section, const std::vector<ReportDay>& days, SummaryView& view,
                  const std::string& report) {
  Ui& ui = desk.ui;
  ui::Scope scope(ui, section.id);
  Card card(ui, {.gap = 12, .label = section.title});
  heading(ui, section.title, 2);
  const float room = ui.area().w, least = room < 420 ? 140.f : 176.f;
  const float fit = std::max(1.f, std::floor((room + 12) / (least + 12)));
  const float rows = std::ceil(static_cast<float>(section.rows.size()) / fit);  // of equal length
  const float across =
      std::max(1.f, std::ceil(static_cast<float>(section.rows.size()) / std::max(1.f, rows)));
  const float width = (room - 12 * (across - 1)) / across - 0.5f;
  Row row(ui, {.height = 76, .gap = 12, .wrap = true, .center = false});
  for (const ReportRow& figure : section.rows) {
    if (figure.cells.empty()) continue;
    const ReportCell& cell = figure.cells.front();
    const Rect tile = ui.place(width, 76);
    draw_course(ui, figure, days, tile, words_of(cell.kind, cell.now), view);
    Painter paint(ui);
    const Palette& p = ui.palette();
    const float name_height =
        std::min(32.f, paragraph_height(ui, figure.name, width, {.size = TextSize::small}));
    paint.text({tile.x, tile.y, tile.w, 28}, words_of(cell.kind, cell.now), TextSize::title,
               p.tone(cell.now ? Tone::normal : Tone::faint).text, Weight::semibold);
    ui.push_flow({.kind = Flow::Kind::column, .bounds = {tile.x, tile.y + 28, tile.w, name_height}});
    paragraph(ui, figure.name, {.size = TextSize::small, .tone = Tone::secondary, .hidden = true});
    ui.pop_flow();
    paint.text({tile.x, tile.y + 28 + name_height, tile.w, 16}, words_before(cell), TextSize::small,
               p.tone(Tone::faint).text);
    const std::string address = tickets_behind(cell, report);
    if (address.empty()) {
      ui.node(ui::Role::text, ui.nameless(), figure.name + ": " + spoken(cell), tile);
      continue;
    }
    const NodeId id = ui.id(figure.name);
    const Press press = ui.press(id, tile);
    if (press.hovered || ui.focused(id))
      paint.stroke({tile.x - 6, tile.y - 2, tile.w, tile.h + 4}, p.tone(Tone::accent).text, 6, 1);
    const platform::Span to = ui.keep("#" + address);
    platform::Node& link =
        ui.node(ui::Role::link, id, phrase("{1}: {2}: tickets"_tr, figure.name, spoken(cell)), tile);
    link.state = platform::state_focusable;
    link.value = to;
    if (press.clicked) go(desk, address);
  }
}

}  // namespace oasis
