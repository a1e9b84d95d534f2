// See room.hpp.
#include "client/board/room.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "client/board/levels.hpp"
#include "client/board/parts.hpp"
#include "client/replica/question.hpp"
#include "client/reports/filters.hpp"
#include "client/reports/query.hpp"
#include "client/screens/shell_actions.hpp"
#include "client/screens/wording.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/translated.hpp"
#include "shared/codec/board.hpp"

namespace oasis {

struct BoardRoom {
  ReportQuery query;  ///< its filters; a board has no period
  std::string at;     ///< the address that it was read from
  Question question;
  std::optional<Instant> asked_at;
  std::optional<Board> board;
  LevelsView levels;
  ChannelsKnown channels;
};

namespace {

using namespace ui;

constexpr Duration renewed_after = seconds(30);
constexpr float phone_width = 640, two_columns = 980, widest = 1320;

void ask_if_due(Desk& desk, BoardRoom& room) {
  const Instant now = desk.ui.now();
  if (!room.asked_at || now - *room.asked_at >= renewed_after || now < *room.asked_at) {
    room.asked_at = now;
    room.channels.reset();
    const std::string filters = filters_of(room.query, true);
    room.question.ask(desk.ui.platform(), "/api/v1/board" + (filters.empty() ? "" : "?" + filters), [&room](const nlohmann::json& answer) {
      auto board = read_board(answer);
      if (!board) return false;
      room.board = std::move(board);
      return true;
    });
  }
  desk.ui.again_after(*room.asked_at + renewed_after - now);
}

/// "/board?wall=1&customer=globex"
std::string board_address(bool wall, const ReportQuery& query) {
  const std::string filters = filters_of(query, false);
  std::string address = wall ? "/board?wall=1" : "/board";
  if (!filters.empty()) address += (wall ? "&" : "?") + filters;
  return address;
}

/// "14:05, Europe/Berlin"; with the day where it is not today's.
std::string words_of_moment(const Desk& desk, const Board& board) {
  return phrase("As of {1}"_tr, wording::say_moment(board.at, desk.zone, desk.now));
}

void draw_stale(Ui& ui, const BoardRoom& room) {
  if (!room.question.why().empty())
    chip(ui, phrase("Not renewed: {1}"_tr, room.question.why()), Tone::warning, Icon::offline);
}

void draw_board_bar(Desk& desk, const BoardRoom& room, Rect area, bool* navigation_open) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Board bar", area, {.padding = 12, .border_bottom = true});
  const bool narrow = area.w < phone_width;
  Row row(ui);
  if (navigation_open != nullptr && icon_button(ui, Icon::menu, "Views"_tr))
    *navigation_open = !*navigation_open;
  heading(ui, "Board"_tr, 1);
  if (room.board && !narrow)
    text(ui, words_of_moment(desk, *room.board), {.size = TextSize::small, .tone = Tone::secondary});
  spacer(ui);
  if (!narrow) draw_stale(ui, room);
  if (narrow ? icon_button(ui, Icon::chart, "Reports"_tr) : button(ui, "Reports"_tr, {.icon = Icon::chart}))
    go(desk, "/reports");
  if (narrow ? icon_button(ui, Icon::external, "Wall screen"_tr)
             : button(ui, "Wall screen"_tr, {.icon = Icon::external}))
    go(desk, board_address(true, room.query));
}

Rect placed(Ui& ui, float height) {
  return ui.place(0, height);
}

void draw_on_desk(Desk& desk, BoardRoom& room, Rect area) {
  Ui& ui = desk.ui;
  const bool narrow = area.w < phone_width;
  Panel panel(ui, "Board", area,
              {.padding = narrow ? 12.f : 20.f, .scroll = true, .role = ui::Role::region, .label = "Board"_tr});
  Column column(ui, {.width = std::min(widest, ui.area().w), .gap = 16});
  const BoardType type = desk_type(ui);
  const BoardPlace place{desk, *room.board, type, filters_of(room.query, true)};
  if (narrow) {
    Row row(ui, {.height = 22, .wrap = true});
    text(ui, words_of_moment(desk, *room.board), {.size = TextSize::small, .tone = Tone::secondary});
    draw_stale(ui, room);
  }
  if (ReportQuery query = room.query; draw_filters(desk, query, room.channels, nullptr)) go(desk, board_address(false, query));
  const float width = ui.area().w;
  const int across = width >= two_columns ? 8 : width >= 560 ? 4 : 2;
  draw_numbers(place, placed(ui, numbers_height(place, across)), across);
  if (width < two_columns) {
    const int beside = width >= 700 ? 2 : 1;
    draw_levels(place, placed(ui, levels_height(place, room.levels, beside)), beside, room.levels);
    draw_breaches(place, placed(ui, breaches_height(place)));
    draw_on_call(place, placed(ui, on_call_height(place)));
    return;
  }
  const float left_height = breaches_height(place) + type.gap + on_call_height(place);
  Rect rest = placed(ui, std::max(left_height, levels_height(place, room.levels, 1)));
  Rect left = cut_left(rest, (rest.w - type.gap) * 0.52f);
  cut_left(rest, type.gap);
  draw_breaches(place, cut_top(left, breaches_height(place)));
  cut_top(left, type.gap);
  draw_on_call(place, cut_top(left, on_call_height(place)));
  draw_levels(place, cut_top(rest, levels_height(place, room.levels, 1)), 1, room.levels);
}

/// All of it on one screen, as large as it gets.
void draw_on_wall(Desk& desk, BoardRoom& room, Rect area) {
  Ui& ui = desk.ui;
  const BoardType type = wall_type(area);
  const BoardPlace place{desk, *room.board, type, filters_of(room.query, true)};
  Rect rest = inset(area, type.gap);
  const Rect head = cut_top(rest, std::max(ui.metrics().control, line_of(type.title)));
  {
    Painter paint(ui);
    const std::string& name = desk.workspace.name;
    const std::string title = name.empty() ? "Board"_tr : name;
    std::string moment = words_of_moment(desk, *room.board);
    if (!room.question.why().empty()) moment = phrase("{1}, not renewed"_tr, moment);
    Rect line = head;
    cut_right(line, ui.metrics().control + type.gap);
    const float width = write_line(ui, paint, line, title, type.title, ui.palette().tone(Tone::normal).text,
                                   Weight::semibold);
    platform::Node& node = ui.node(ui::Role::heading, ui.nameless(), title, {line.x, line.y, width, line.h});
    node.level = 1;
    const Tone tone = room.question.why().empty() ? Tone::secondary : Tone::warning;
    write_line(ui, paint, line, moment, type.small, ui.palette().tone(tone).text, Weight::regular,
               Align::right);
    ui.node(ui::Role::text, ui.nameless(), moment, line);
  }
  ui.push_flow({.kind = Flow::Kind::column,
                .bounds = {head.right() - ui.metrics().control, head.y, ui.metrics().control, head.h}});
  if (icon_button(ui, Icon::close, "Leave the wall screen"_tr,
                  {.kind = ButtonKind::quiet, .shortcut = "Escape"_tr}))
    go(desk, board_address(false, room.query));
  ui.pop_flow();
  cut_top(rest, type.gap / 2);
  const bool upright = rest.w < rest.h;
  const int across = upright ? 4 : 8;
  draw_numbers(place, cut_top(rest, numbers_height(place, across)), across);
  cut_top(rest, type.gap);
  if (upright) {
    const int beside = rest.w < 34 * type.body ? 1 : 2;
    draw_levels(place, cut_top(rest, levels_height(place, room.levels, beside)), beside, room.levels);
    cut_top(rest, type.gap);
    draw_on_call(place, cut_bottom(rest, std::min(on_call_height(place), rest.h * 0.4f)));
    cut_bottom(rest, type.gap);
    return draw_breaches(place, rest);
  }
  Rect left = cut_left(rest, (rest.w - type.gap) * 0.54f);
  cut_left(rest, type.gap);
  draw_breaches(place, left);
  draw_on_call(place, cut_bottom(rest, std::min(on_call_height(place), rest.h * 0.42f)));
  cut_bottom(rest, type.gap);
  draw_levels(place, rest, 1, room.levels);
}

void draw_without_board(Desk& desk, BoardRoom& room, Rect area) {
  Ui& ui = desk.ui;
  Panel panel(ui, "Board", area, {.padding = 24, .role = ui::Role::region, .label = "Board"_tr});
  if (room.question.why().empty()) return skeleton(ui, "Loading the board"_tr, 8);
  if (empty_state(ui, Icon::offline, "The board did not come"_tr,
                  phrase("{1}. It is asked for twice a minute."_tr, room.question.why()), "Try again"_tr))
    room.asked_at.reset(), ui.again();
}

}  // namespace

void draw_board(Desk& desk, std::shared_ptr<BoardRoom>& kept, const std::string& address, Rect area,
                bool* navigation_open) {
  if (kept == nullptr) kept = std::make_shared<BoardRoom>();
  BoardRoom& room = *kept;
  if (room.at != address) {
    room.at = address;
    const ReportQuery query = read_report_address(address);
    if (!(query == room.query)) room.asked_at.reset();
    room.query = query;
  }
  ask_if_due(desk, room);
  const bool wall = is_wall(address);
  if (wall && room.board) return draw_on_wall(desk, room, area);
  draw_board_bar(desk, room, cut_top(area, desk.ui.metrics().control + 24), navigation_open);
  room.board ? draw_on_desk(desk, room, area) : draw_without_board(desk, room, area);
}

}  // namespace oasis
