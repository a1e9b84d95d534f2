// See parts.hpp.
#include "client/board/parts.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"
#include "shared/report/table.hpp"

namespace oasis {
namespace {

using namespace ui;

// ---- numbers

/// Of the line of tiles that begins with number `first`: higher where something is compared with yesterday.
float tiles_height(const BoardPlace& place, int first, int across) {
  const std::vector<Board::Number>& all = place.board.numbers;
  bool compared = false;
  for (int i = first; i < std::min(first + across, static_cast<int>(all.size())); ++i)
    compared = compared || all[static_cast<std::size_t>(i)].yesterday;
  return line_of(place.type.figure) + (compared ? 2 : 1) * line_of(place.type.small);
}

/// Where the tickets of a number are; empty: nowhere, or it has none.
std::string address_of(const BoardPlace& place, const Board::Number& number) {
  if (place.type.wall || number.now == 0) return "";
  if (!number.view.empty()) return "/inbox/" + number.view;
  if (number.behind.empty() || place.board.levels.empty()) return "";
  const std::int64_t today = place.board.first_day + std::ssize(place.board.levels.front().days) - 1;
  return tickets_of_days(place, today, today, number.behind);
}

void draw_tile(const BoardPlace& place, const Board::Number& number, Rect tile) {
  Ui& ui = place.desk.ui;
  const BoardType& type = place.type;
  const Palette& p = ui.palette();
  Painter paint(ui);
  const Tone tone = number.alarming ? Tone::danger : Tone::normal;
  const std::string name = retold(number.name);
  Rect rest = tile;
  const std::string value = words_of(ReportCell::Kind::count, static_cast<double>(number.now));
  Rect line = cut_top(rest, line_of(type.figure));
  const float width = write_line(ui, paint, line, value, type.figure, p.tone(tone).text, Weight::semibold);
  if (number.alarming) {
    const float size = type.figure * 0.55f;
    draw_icon(paint, Icon::warning, {line.x + width + size * 0.4f, line.center().y - size / 2, size, size},
              p.tone(tone).text);
  }
  write_line(ui, paint, cut_top(rest, line_of(type.small)), name, type.small,
             p.tone(Tone::secondary).text);
  const std::string yesterday =
      number.yesterday
          ? phrase("yesterday {1}"_tr, words_of(ReportCell::Kind::count, static_cast<double>(*number.yesterday)))
          : "";
  write_line(ui, paint, cut_top(rest, line_of(type.small)), yesterday, type.small, p.tone(Tone::faint).text);
  const std::string address = address_of(place, number);
  put_link(place, number.name,
           name + ": " + value + (yesterday.empty() ? "" : ", " + yesterday) + (address.empty() ? "" : ": tickets"_tr),
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
    draw_remark(place, "No clock is running out"_tr, cut_top(card.content, line_of(place.type.body)), place.type.body);
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
    return draw_remark(place, "No schedules yet"_tr, cut_top(card.content, line_of(place.type.body)), place.type.body);
  const float height = std::clamp(card.content.h / static_cast<float>(all.size()), least, most);
  const auto room = static_cast<std::size_t>(std::max(1.f, std::floor(card.content.h / height + 0.01f)));
  const std::size_t shown = all.size() <= room ? all.size() : room - 1;
  for (std::size_t i = 0; i < shown; ++i) draw_duty(place, all[i], cut_top(card.content, height));
  if (shown < all.size())
    draw_remark(place, phrase("and {1} more"_tr, all.size() - shown), cut_top(card.content, height), place.type.body);
}

}  // namespace oasis
