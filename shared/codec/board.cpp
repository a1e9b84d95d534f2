// See board.hpp.
#include "shared/codec/board.hpp"

#include "shared/codec/loose.hpp"
#include "shared/codec/words.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using Row = nlohmann::ordered_json;

Row write_numbers(const Board& board) {
  Row rows = Row::array();
  for (const Board::Number& number : board.numbers) {
    Row row{{"name", number.name}, {"now", number.now}, {"alarming", number.alarming}};
    if (number.yesterday) row["yesterday"] = *number.yesterday;
    if (!number.view.empty()) row["view"] = number.view;
    if (!number.behind.empty()) row["behind"] = number.behind;
    rows.push_back(std::move(row));
  }
  return rows;
}

Row write_breaches(const Board& board) {
  Row rows = Row::array();
  for (const Board::Breach& breach : board.breaches) {
    rows.push_back({{"ticket", breach.ticket},
                    {"number", breach.number},
                    {"subject", breach.subject},
                    {"customer", breach.customer},
                    {"clock", word(breach.clock)},
                    {"due", breach.due.ms}});
  }
  return rows;
}

Row write_days(const std::vector<Attainment>& days) {
  Row rows = Row::array();
  for (const Attainment& day : days) rows.push_back({{"met", day.met}, {"breached", day.breached}});
  return rows;
}

Row write_levels(const Board& board) {
  Row rows = Row::array();
  for (const Board::Level& level : board.levels)
    rows.push_back({{"clock", word(level.clock)}, {"days", write_days(level.days)}});
  return rows;
}

Row write_splits(const Board& board) {
  Row rows = Row::array();
  for (const Board::Split& split : board.splits) {
    Row parts = Row::array();
    for (const Board::Part& part : split.parts)
      parts.push_back({{"name", part.name}, {"key", part.key}, {"days", write_days(part.days)}});
    rows.push_back({{"of", split.of}, {"count", split.count}, {"parts", std::move(parts)}});
  }
  return rows;
}

Row write_on_call(const Board& board) {
  Row rows = Row::array();
  for (const Board::Duty& duty : board.on_call)
    rows.push_back({{"schedule", duty.schedule}, {"name", duty.name}, {"people", duty.people}});
  return rows;
}

void read_numbers(const json& rows, Board& board) {
  for (const json& row : rows) {
    Board::Number number{loose::text(row, "name"), loose::whole(loose::member(row, "now")), std::nullopt,
                         loose::truth(row, "alarming"), loose::text(row, "view"), loose::text(row, "behind")};
    if (const json& yesterday = loose::member(row, "yesterday"); yesterday.is_number_integer())
      number.yesterday = loose::whole(yesterday);
    if (!number.name.empty()) board.numbers.push_back(std::move(number));
  }
}

void read_breaches(const json& rows, Board& board) {
  for (const json& row : rows) {
    const auto clock = value_of<ClockKind>(loose::text(row, "clock"));
    if (!clock) continue;
    board.breaches.push_back({loose::text(row, "ticket"), loose::whole(loose::member(row, "number")),
                              loose::text(row, "subject"), loose::text(row, "customer"), *clock,
                              Instant{loose::whole(loose::member(row, "due"))}});
  }
}

std::vector<Attainment> read_days(const json& rows) {
  std::vector<Attainment> days;
  for (const json& day : rows)
    days.push_back({loose::whole(loose::member(day, "met")), loose::whole(loose::member(day, "breached"))});
  return days;
}

void read_levels(const json& rows, Board& board) {
  for (const json& row : rows) {
    const auto clock = value_of<ClockKind>(loose::text(row, "clock"));
    if (clock) board.levels.push_back({*clock, read_days(loose::list(row, "days"))});
  }
}

void read_splits(const json& rows, Board& board) {
  for (const json& row : rows) {
    Board::Split split{loose::text(row, "of"), {}, loose::whole(loose::member(row, "count"))};
    for (const json& part : loose::list(row, "parts"))
      split.parts.push_back(
          {loose::text(part, "name"), loose::text(part, "key"), read_days(loose::list(part, "days"))});
    board.splits.push_back(std::move(split));
  }
}

}  // namespace

Row write_board(const Board& board) {
  return {{"at", board.at.ms},
          {"zone", board.zone},
          {"first_day", board.first_day},
          {"numbers", write_numbers(board)},
          {"breaches", write_breaches(board)},
          {"levels", write_levels(board)},
          {"splits", write_splits(board)},
          {"on_call", write_on_call(board)}};
}

std::optional<Board> read_board(const json& json) {
  if (!loose::member(json, "at").is_number_integer()) return std::nullopt;
  Board board;
  board.at = Instant{loose::whole(loose::member(json, "at"))};
  board.zone = loose::text(json, "zone");
  board.first_day = loose::whole(loose::member(json, "first_day"));
  read_numbers(loose::list(json, "numbers"), board);
  read_breaches(loose::list(json, "breaches"), board);
  read_levels(loose::list(json, "levels"), board);
  read_splits(loose::list(json, "splits"), board);
  for (const nlohmann::json& row : loose::list(json, "on_call"))
    board.on_call.push_back(
        {loose::text(row, "schedule"), loose::text(row, "name"), loose::text(row, "people")});
  return board;
}

}  // namespace oasis
