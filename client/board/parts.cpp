// See parts.hpp.
#include "client/board/parts.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/charts/line.hpp"
#include "client/charts/sparkline.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/behind.hpp"
#include "shared/report/table.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using namespace ui;

/// A card with its title, closed with the group; what is left for content.
class BoardCard {
 public:
  BoardCard(const BoardPlace& place, Rect rect, std::string_view title) : ui_(place.desk.ui) {
    const Palette& p = ui_.palette();
    Painter paint(ui_);
    const float radius = ui_.metrics().radius_large;
    paint.fill(rect, p.raised, radius);
    paint.stroke(rect, p.border, radius);
    ui_.push_scope(title);
    ui_.open_node(ui::Role::group, ui_.id(title), title, rect);
    content = inset(rect, place.type.padding);
    const Rect head = cut_top(content, line_of(place.type.title));
    write_line(ui_, paint, head, title, place.type.title, p.tone(Tone::normal).text, Weight::semibold);
    platform::Node& node = ui_.node(ui::Role::heading, ui_.nameless(), title, head);
    node.level = 2;
    cut_top(content, place.type.padding / 2);
  }
  ~BoardCard() {
    ui_.close_node();
    ui_.pop_scope();
  }
  BoardCard(const BoardCard&) = delete;

  Rect content;

 private:
  Ui& ui_;
};

float frame_height(const BoardType& type) {
  return 2 * type.padding + line_of(type.title) + type.padding / 2;
}

std::string percent(const Attainment& attainment) {
  return words_of(ReportCell::Kind::share, attainment.share());
}
std::string met_of(const Attainment& attainment) {
  return phrase("{1} of {2}"_tr, attainment.met, attainment.count());
}

/// A line of quiet words in a card.
void draw_remark(const BoardPlace& place, const std::string& words, Rect line) {
  Ui& ui = place.desk.ui;
  Painter paint(ui);
  write_line(ui, paint, line, words, place.type.body, ui.palette().tone(Tone::secondary).text);
  ui.node(ui::Role::text, ui.nameless(), words, line);
}

// ---- numbers

/// Of the line of tiles that begins with number `first`: higher where something is compared with yesterday.
float tiles_height(const BoardPlace& place, int first, int across) {
  const std::vector<Board::Number>& all = place.board.numbers;
  bool compared = false;
  for (int i = first; i < std::min(first + across, static_cast<int>(all.size())); ++i)
    compared = compared || all[static_cast<std::size_t>(i)].yesterday;
  return line_of(place.type.figure) + (compared ? 2 : 1) * line_of(place.type.small);
}

/// Of the days of the board, as `day_number`, both included.
std::string tickets_of_days(const BoardPlace& place, std::int64_t first, std::int64_t last, const std::string& of) {
  return "/reports/tickets?from=" + to_text(date_of(first)) + "&to=" + to_text(date_of(last)) +
         (place.filters.empty() ? "" : "&" + place.filters) + "&of=" + of;
}

/// Where the tickets of a number are; empty: nowhere, or it has none.
std::string address_of(const BoardPlace& place, const Board::Number& number) {
  if (place.type.wall || number.now == 0) return "";
  if (!number.view.empty()) return "/inbox/" + number.view;
  if (number.behind.empty() || place.board.levels.empty()) return "";
  const std::int64_t today = place.board.first_day + std::ssize(place.board.levels.front().days) - 1;
  return tickets_of_days(place, today, today, number.behind);
}

/// The element of something that leads to an address; mere words where there is none.
void put_link(const BoardPlace& place, std::string_view key, const std::string& words, const std::string& address, Rect rect) {
  Ui& ui = place.desk.ui;
  if (address.empty()) return void(ui.node(ui::Role::text, ui.nameless(), words, rect));
  const NodeId id = ui.id(key);
  const Press press = ui.press(id, rect);
  if (press.hovered || ui.focused(id))
    Painter(ui).stroke({rect.x - 8, rect.y - 2, rect.w + 8, rect.h + 4}, ui.palette().tone(Tone::accent).text, 6, 1);
  const platform::Span to = ui.keep("#" + address);
  platform::Node& link = ui.node(ui::Role::link, id, words, rect);
  link.state = platform::state_focusable;
  link.value = to;
  if (press.clicked) go(place.desk, address);
}

void draw_tile(const BoardPlace& place, const Board::Number& number, Rect tile) {
  Ui& ui = place.desk.ui;
  const BoardType& type = place.type;
  const Palette& p = ui.palette();
  Painter paint(ui);
  const Tone tone = number.alarming ? Tone::danger : Tone::normal;
  Rect rest = tile;
  const std::string value = words_of(ReportCell::Kind::count, static_cast<double>(number.now));
  Rect line = cut_top(rest, line_of(type.figure));
  const float width = write_line(ui, paint, line, value, type.figure, p.tone(tone).text, Weight::semibold);
  if (number.alarming) {
    const float size = type.figure * 0.55f;
    draw_icon(paint, Icon::warning, {line.x + width + size * 0.4f, line.center().y - size / 2, size, size},
              p.tone(tone).text);
  }
  write_line(ui, paint, cut_top(rest, line_of(type.small)), number.name, type.small,
             p.tone(Tone::secondary).text);
  const std::string yesterday =
      number.yesterday
          ? phrase("yesterday {1}"_tr, words_of(ReportCell::Kind::count, static_cast<double>(*number.yesterday)))
          : "";
  write_line(ui, paint, cut_top(rest, line_of(type.small)), yesterday, type.small, p.tone(Tone::faint).text);
  const std::string address = address_of(place, number);
  put_link(place, number.name,
           number.name + ": " + value + (yesterday.empty() ? "" : ", " + yesterday) + (address.empty() ? "" : ": tickets"_tr),
           address, tile);
}

// ---- breaches

struct BreachWords {
  std::string name;   ///< "#1042 Cannot sign in"
  std::string about;  ///< "Globex · First response"
  std::string left;   ///< "12 min left"
  Tone tone = Tone::normal;
};

BreachWords words_of_breach(const BoardPlace& place, const Board::Breach& breach) {
  const Instant now = place.desk.now;
  BreachWords words;
  words.name = "#" + std::to_string(breach.number) + " " + breach.subject;
  words.about =
      (breach.customer.empty() ? "" : breach.customer + " · ") + std::string(wording::name_of(breach.clock));
  words.left = breach.due > now ? phrase("{1} left"_tr, duration_words(breach.due - now)) : "due now"_tr;
  words.tone = breach.due <= now               ? Tone::breached
               : breach.due < now + board_soon ? Tone::warning
                                               : Tone::normal;
  return words;
}

void draw_breach(const BoardPlace& place, const Board::Breach& breach, Rect row) {
  Ui& ui = place.desk.ui;
  const BoardType& type = place.type;
  const Palette& p = ui.palette();
  const BreachWords words = words_of_breach(place, breach);
  ui::Scope scope(ui, breach.ticket + std::to_string(static_cast<int>(breach.clock)));
  const NodeId id = ui.id("breach");
  const std::string spoken = words.name + ", " + words.about + ", " + words.left;
  ui.open_node(ui::Role::listitem, ui.nameless(), "", row);
  Painter paint(ui);
  Press press;
  if (!type.wall) press = ui.press(id, row);
  if (press.hovered) paint.fill({row.x - 8, row.y, row.w + 16, row.h}, p.hover, 6);
  Rect rest = row;
  const float left_width = line_width(ui, words.left, type.body, Weight::semibold);
  write_line(ui, paint, cut_right(rest, left_width + 4), words.left, type.body, p.tone(words.tone).text,
             words.tone == Tone::normal ? Weight::regular : Weight::semibold, Align::right);
  if (words.tone != Tone::normal) {
    const float size = type.body * 1.1f;
    const Rect sign = cut_right(rest, size + 4);
    draw_icon(paint, words.tone == Tone::breached ? Icon::warning : Icon::clock,
              {sign.x, sign.center().y - size / 2, size, size}, p.tone(words.tone).text);
  }
  cut_right(rest, type.padding / 2);
  const float first = line_of(type.body), second = line_of(type.small);
  cut_top(rest, (row.h - first - second) / 2);
  write_line(ui, paint, cut_top(rest, first), words.name, type.body, p.tone(Tone::normal).text,
             Weight::semibold);
  write_line(ui, paint, cut_top(rest, second), words.about, type.small, p.tone(Tone::secondary).text);
  if (type.wall) {
    ui.node(ui::Role::text, id, spoken, row);
  } else {
    const platform::Span to = ui.keep("#/tickets/" + std::to_string(breach.number));
    platform::Node& link = ui.node(ui::Role::link, id, spoken, row);
    link.state = platform::state_focusable;
    link.value = to;
  }
  ui.close_node();
  if (press.clicked) go(place.desk, "/tickets/" + std::to_string(breach.number));
}

// ---- levels

/// On a wall all of it stands in one line, the share at the right end; else below each other, the days beside
/// it.
float level_height(const BoardType& type) {
  if (type.wall) return line_of(type.body) + line_of(type.small) + type.padding / 2;
  return line_of(type.body) + line_of(type.figure) + 2 * line_of(type.small) + type.padding / 2;
}

std::vector<LinePoint> points_of(const Board& board, const Board::Level& level) {
  std::vector<LinePoint> points;
  std::int64_t day = board.first_day;
  for (const Attainment& one : level.days) {
    const auto share = one.share();
    LinePoint point{
        write_day(day++), share ? percent(one) + ", " + met_of(one) : "nothing was due"_tr, {}};
    if (share) point.share = static_cast<float>(*share);
    points.push_back(std::move(point));
  }
  return points;
}

struct LevelWords {
  std::string name;
  std::string share;  ///< of all days
  std::string sum;    ///< "119 of 134 in 14 days"
  std::string today;  ///< empty where there is nothing to say
  Tone tone = Tone::normal;
};

LevelWords words_of_level(const Board::Level& level) {
  const Attainment all = level.all(), today = level.days.empty() ? Attainment{} : level.days.back();
  const std::string days = count_of(std::ssize(level.days), "{1} day"_kept, "{1} days"_kept);
  LevelWords words{std::string(wording::name_of(level.clock)), percent(all), "", "", Tone::normal};
  if (all.count() == 0) {
    words.sum = phrase("nothing due in {1}"_tr, days);
    words.tone = Tone::faint;
    return words;
  }
  words.sum = phrase("{1} in {2}"_tr, met_of(all), days);
  words.today =
      today.count() == 0 ? "nothing due yet today"_tr : phrase("today {1}, {2}"_tr, percent(today), met_of(today));
  return words;
}

/// What a clock's attainment of that day is of.
void show_judged(const BoardPlace& place, ClockKind clock, std::int64_t day) {
  Behind behind;
  behind.kinds = {Measure::Kind::met, Measure::Kind::breached};
  behind.number = static_cast<std::int32_t>(clock);
  go(place.desk, tickets_of_days(place, day, day, text_of(behind)));
}

void draw_level(const BoardPlace& place, const Board::Level& level, Rect rect, ChartSteps& steps) {
  Ui& ui = place.desk.ui;
  const BoardType& type = place.type;
  const Palette& p = ui.palette();
  const LevelWords words = words_of_level(level);
  const Color quiet = p.tone(Tone::secondary).text;
  const bool flat = type.wall;
  Painter paint(ui);
  Rect chart = rect;
  const float share_width = line_width(ui, "100 %", type.figure, Weight::semibold) + 4;
  if (flat) {
    write_line(ui, paint, cut_right(chart, share_width), words.share, type.figure, p.tone(words.tone).text,
               Weight::semibold, Align::right);
    cut_right(chart, type.padding);
  }
  const float words_width =
      flat ? type.small * 13 : std::clamp(rect.w * 0.42f, type.small * 13, type.small * 17);
  Rect left = cut_left(chart, words_width);
  cut_left(chart, type.padding / 2);
  if (flat) left = inset(left, 0, std::max(0.f, (left.h - line_of(type.body) - line_of(type.small)) / 2));
  write_line(ui, paint, cut_top(left, line_of(type.body)), words.name, type.body, p.tone(Tone::normal).text);
  if (!flat)
    write_line(ui, paint, cut_top(left, line_of(type.figure)), words.share, type.figure,
               p.tone(words.tone).text, Weight::semibold);
  write_line(ui, paint, cut_top(left, line_of(type.small)), words.sum, type.small, quiet);
  if (!flat) write_line(ui, paint, cut_top(left, line_of(type.small)), words.today, type.small, quiet);
  ui.node(
      ui::Role::text, ui.nameless(),
      words.name + ": " + words.share + ", " + words.sum + (words.today.empty() ? "" : ", " + words.today),
      rect);
  const bool axes = !flat && chart.w >= 240;
  if (!axes) chart = inset(chart, 0, std::max(8.f, (chart.h - 4 * type.body) / 2));
  if (chart.w <= 60 || words.tone != Tone::normal) return;
  const std::string name = phrase("{1} met by day"_tr, words.name);
  const std::vector<LinePoint> points = points_of(place.board, level);
  const auto say = [&level](std::size_t at) { return percent(level.days[at]); };
  const int day = axes ? draw_line(ui, name, points, chart, {.axes = true, .chooses = !flat}, steps)
                       : draw_sparkline(ui, name, points, say, chart, !flat, steps);
  if (day >= 0) show_judged(place, level.clock, place.board.first_day + day);
}

}  // namespace

float numbers_height(const BoardPlace& place, int across) {
  float height = frame_height(place.type) - place.type.padding;
  for (int first = 0; first < static_cast<int>(place.board.numbers.size()); first += across)
    height += tiles_height(place, first, across) + place.type.padding;
  return height;
}

void draw_numbers(const BoardPlace& place, Rect rect, int across) {
  BoardCard card(place, rect, "Now"_tr);
  const std::vector<Board::Number>& all = place.board.numbers;
  const float width = card.content.w / static_cast<float>(across);
  Rect line;
  for (int i = 0; i < static_cast<int>(all.size()); ++i) {
    if (i % across == 0) {
      line = cut_top(card.content, tiles_height(place, i, across));
      cut_top(card.content, place.type.padding);
    }
    Rect tile = cut_left(line, width);
    tile.w -= place.type.padding / 2;
    draw_tile(place, all[static_cast<std::size_t>(i)], tile);
  }
}

float breaches_height(const BoardPlace& place) {
  const std::size_t rows = std::max<std::size_t>(1, place.board.breaches.size());
  return frame_height(place.type) + static_cast<float>(rows) * place.type.row;
}

void draw_breaches(const BoardPlace& place, Rect rect) {
  Ui& ui = place.desk.ui;
  BoardCard card(place, rect, "Breaches next"_tr);
  const std::vector<Board::Breach>& all = place.board.breaches;
  if (all.empty()) {
    draw_remark(place, "No clock is running out"_tr, cut_top(card.content, line_of(place.type.body)));
    return;
  }
  const std::size_t room =
      static_cast<std::size_t>(std::max(1.f, std::floor(card.content.h / place.type.row + 0.01f)));
  ui.open_node(ui::Role::list, ui.id("breaches"), "Breaches next"_tr, card.content);
  for (std::size_t i = 0; i < std::min(room, all.size()); ++i) {
    const Rect row = cut_top(card.content, place.type.row);
    if (i > 0) Painter(ui).line({row.x, row.y}, {row.right(), row.y}, ui.palette().border);
    draw_breach(place, all[i], row);
  }
  ui.close_node();
}

float levels_height(const BoardPlace& place, int across) {
  const int count = static_cast<int>(place.board.levels.size());
  const int rows = std::max(1, (count + across - 1) / across);
  return frame_height(place.type) + static_cast<float>(rows) * level_height(place.type) +
         static_cast<float>(rows - 1) * place.type.padding;
}

void draw_levels(const BoardPlace& place, Rect rect, int across, std::vector<ChartSteps>& steps) {
  BoardCard card(place, rect, "Service levels met"_tr);
  steps.resize(place.board.levels.size());
  const int rows = std::max(1, (static_cast<int>(place.board.levels.size()) + across - 1) / across);
  const float gap = place.type.padding;
  const float width =
      (card.content.w - 2 * gap * static_cast<float>(across - 1)) / static_cast<float>(across);
  const float height = (card.content.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
  for (std::size_t i = 0; i < place.board.levels.size(); ++i) {
    const auto column = static_cast<float>(static_cast<int>(i) % across);
    const auto line = static_cast<float>(static_cast<int>(i) / across);
    draw_level(
        place, place.board.levels[i],
        {card.content.x + (width + 2 * gap) * column, card.content.y + (height + gap) * line, width, height},
        steps[i]);
  }
}

float on_call_height(const BoardPlace& place) {
  const std::size_t rows = std::max<std::size_t>(1, place.board.on_call.size());
  return frame_height(place.type) + static_cast<float>(rows) * place.type.row * 0.8f;
}

namespace {

void draw_duty(const BoardPlace& place, const Board::Duty& duty, Rect row) {
  Ui& ui = place.desk.ui;
  const BoardType& type = place.type;
  const Palette& p = ui.palette();
  Painter paint(ui);
  const bool covered = !duty.people.empty();
  const std::string people = covered ? duty.people : "Nobody"_tr;
  put_link(place, duty.schedule, duty.name + ": " + people, type.wall ? "" : "/oncall/" + duty.schedule, row);
  write_line(ui, paint, cut_left(row, row.w * 0.46f), duty.name, type.body, p.tone(Tone::secondary).text);
  if (!covered) {
    const float size = type.body * 1.1f;
    const Rect sign = cut_left(row, size + 6);
    draw_icon(paint, Icon::warning, {sign.x, sign.center().y - size / 2, size, size},
              p.tone(Tone::danger).text);
  }
  write_line(ui, paint, row, people, type.body, p.tone(covered ? Tone::normal : Tone::danger).text,
             Weight::semibold);
}

}  // namespace

void draw_on_call(const BoardPlace& place, Rect rect) {
  BoardCard card(place, rect, "On call now"_tr);
  const std::vector<Board::Duty>& all = place.board.on_call;
  const float most = place.type.row * 0.8f, least = line_of(place.type.body);
  if (all.empty())
    return draw_remark(place, "No schedules yet"_tr, cut_top(card.content, line_of(place.type.body)));
  const float height = std::clamp(card.content.h / static_cast<float>(all.size()), least, most);
  const auto room = static_cast<std::size_t>(std::max(1.f, std::floor(card.content.h / height + 0.01f)));
  const std::size_t shown = all.size() <= room ? all.size() : room - 1;
  for (std::size_t i = 0; i < shown; ++i) draw_duty(place, all[i], cut_top(card.content, height));
  if (shown < all.size())
    draw_remark(place, phrase("and {1} more"_tr, all.size() - shown), cut_top(card.content, height));
}

}  // namespace oasis
