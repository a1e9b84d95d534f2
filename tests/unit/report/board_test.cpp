// The board goes between server and page without loss, and a board of an older server is one without what it does not know.
#include "shared/report/board.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/board.hpp"

namespace oasis {
namespace {

using nlohmann::json;

Board whole_board() {
  Board board;
  board.zone = "Europe/Berlin";
  board.at = Instant{1'790'000'000'000};
  board.first_day = 20'705;
  board.numbers = {{"Open", 42, std::nullopt, true, "all", ""}, {"Created today", 7, 9, false, "", "kinds:created"}};
  board.breaches = {{"t1", 7, "Printer", "Globex", ClockKind::resolution, Instant{1'790'000'750'000}}};
  board.levels = {{ClockKind::first_response, {{3, 1}, {0, 0}}}};
  board.splits = {{"customer", {{"Globex", "globex", {{3, 1}, {0, 0}}}, {"No customer", "", {{1, 0}, {2, 0}}}}, 12},
                  {"team", {}, 0}};
  board.on_call = {{"tier-1", "Support on call", "Ann Ek"}, {"tier-2", "Specialists", ""}};
  return board;
}

TEST(Board, IsTheSameAgainAsJson) {
  const Board board = whole_board();
  EXPECT_EQ(read_board(json::parse(write_board(board).dump())), board);
}

TEST(Board, WithoutSplitsIsABoard) {
  json written = json::parse(write_board(whole_board()).dump());
  written.erase("splits");
  const auto board = read_board(written);
  ASSERT_TRUE(board);
  EXPECT_TRUE(board->splits.empty());
  EXPECT_FALSE(read_board(json::object()));
}

TEST(Board, WhatIsJudgedOfAPartIsTheSumOfItsDays) {
  EXPECT_EQ(whole_board().splits.front().parts.back().all(), (Attainment{3, 0}));
}

}  // namespace
}  // namespace oasis
