// The room "Board": what the server counted, renewed twice a minute while it is shown, on a desk and on a wall.
#include "tests/client/reports/reports_desk.hpp"

namespace oasis {
namespace {

using platform::Role;

TEST(BoardRoom, ShowsNumbersBreachesLevelsAndWhoIsOnCall) {
  ReportsDesk h;
  h.go("/board");
  EXPECT_TRUE(h.driver.has(Role::heading, "Board"));
  EXPECT_TRUE(h.driver.says("Open: 42"));
  EXPECT_TRUE(h.driver.says("Created today: 7, yesterday 9"));
  EXPECT_TRUE(h.driver.has(Role::link, "#1 Printer on fire, Globex · First response, 12 min left"));
  EXPECT_TRUE(h.driver.says("First response: 83 %, 5 of 6 in 3 days, today 100 %, 2 of 2"));
  EXPECT_TRUE(h.driver.has(Role::grid, "First response met by day"));
  EXPECT_TRUE(h.driver.says(": 75 %, 3 of 4"));
  EXPECT_TRUE(h.driver.says(": nothing was due"));
  EXPECT_TRUE(h.driver.says("Support on call: Ann Ek"));
  EXPECT_TRUE(h.driver.says("Specialists: Nobody"));
}

TEST(BoardRoom, IsOfTheTicketsThatWereChosenAndSaysSoInItsAddress) {
  ReportsDesk h;
  h.go("/board");
  h.driver.click(Role::combobox, "Customer");
  h.driver.click(Role::option, "Globex");
  EXPECT_EQ(h.platform.location(), "/board?customer=globex");
  EXPECT_EQ(h.asked, (std::vector<std::string>{"/api/v1/board", "/api/v1/board?customer=globex"}));
  h.driver.click(Role::button, "Wall screen");
  EXPECT_EQ(h.platform.location(), "/board?wall=1&customer=globex");
  EXPECT_FALSE(h.driver.has(Role::link, "Settings")) << "nothing but the board";
  h.driver.click(Role::button, "Leave the wall screen");
  EXPECT_EQ(h.platform.location(), "/board?customer=globex");
  h.driver.click(Role::button, "Show all tickets");
  EXPECT_EQ(h.platform.location(), "/board");
}

TEST(BoardRoom, ANumberLeadsToItsTicketsAndNothingLeadsNowhere) {
  ReportsDesk h;
  h.go("/board?customer=globex");
  h.driver.click(Role::link, "Created today: 7, yesterday 9: tickets");
  EXPECT_EQ(h.platform.location(), "/reports/tickets?from=2026-09-11&to=2026-09-11&customer=globex&of=kinds:created");
  h.go("/board");
  EXPECT_FALSE(h.driver.has(Role::link, "Breaches today")) << "there were none";
  h.driver.click(Role::link, "Escalating: 2: tickets");
  EXPECT_EQ(h.platform.location(), "/inbox/escalated");
  h.go("/board");
  h.driver.click(Role::link, "Specialists: Nobody");
  EXPECT_EQ(h.platform.location(), "/oncall/tier-2");
  h.go("/board?wall=1");
  EXPECT_FALSE(h.driver.has(Role::link, "Escalating")) << "nobody presses a wall";
}

TEST(BoardRoom, ADayOfALevelLeadsToWhatWasJudgedThen) {
  ReportsDesk h;
  h.go("/board");
  h.driver.click(Role::row, ": 75 %, 3 of 4");
  EXPECT_EQ(h.platform.location(), "/reports/tickets?from=2026-09-09&to=2026-09-09&of=kinds:met,breached;number:0");
}

TEST(BoardRoom, LevelsAreShownByPriorityCustomerAndTeam) {
  for (const auto& [width, height] : {std::pair{1440, 2400}, {820, 1180}, {390, 2400}}) {
    ReportsDesk h(width, height);
    h.go("/board");
    h.driver.click(Role::tab, "Customer");
    EXPECT_TRUE(h.driver.says("Globex: 83 %, 5 of 6 in 3 days, today 100 %, 2 of 2"));
    EXPECT_TRUE(h.driver.says("No customer: 100 %, 1 of 1 in 3 days, nothing due yet today"));
    EXPECT_TRUE(h.driver.says("All clocks together; and 3 more"));
    EXPECT_FALSE(h.driver.has(Role::grid, "First response met by day"));
    EXPECT_EQ(h.driver.names(Role::row).size(), 6u) << "a row a day of two customers";
    h.driver.click(Role::tab, "Team");
    EXPECT_TRUE(h.driver.says("Nothing was due"));
    h.driver.click(Role::tab, "Priority");
    EXPECT_TRUE(h.driver.says("Urgent: 20 %, 1 of 5 in 3 days, today 0 %, 0 of 1"));
    h.driver.click(Role::tab, "Clock");
    EXPECT_TRUE(h.driver.has(Role::grid, "First response met by day"));
  }
}

TEST(BoardRoom, ALineOfACustomerLeadsToItsTicketsAndADayToThoseOfTheDay) {
  ReportsDesk h;
  h.go("/board?team=net");
  h.driver.click(Role::tab, "Customer");
  h.driver.click(Role::link, "Globex: 83 %, 5 of 6 in 3 days, today 100 %, 2 of 2: tickets");
  EXPECT_EQ(h.platform.location(), "/reports/tickets?from=2026-09-09&to=2026-09-11&team=net&of=kinds:met,breached;customer:globex");
  h.go("/board");
  h.driver.click(Role::row, ": 75 %, 3 of 4");
  EXPECT_EQ(h.platform.location(), "/reports/tickets?from=2026-09-09&to=2026-09-09&of=kinds:met,breached;customer:globex")
      << "what was chosen stays";
  h.go("/board?wall=1");
  EXPECT_TRUE(h.driver.says("First response: 83 %")) << "a wall shows the clocks";
  EXPECT_FALSE(h.driver.has(Role::tab, "Customer"));
}

TEST(BoardRoom, ABreachLeadsToItsTicket) {
  ReportsDesk h;
  h.open_ticket("t1", "Printer on fire");
  h.go("/board");
  h.driver.click(Role::link, "#1 Printer on fire");
  EXPECT_EQ(h.platform.location(), "/tickets/1");
}

TEST(BoardRoom, IsRenewedTwiceAMinuteAndDrawsNothingInBetween) {
  ReportsDesk h;
  h.go("/board");
  EXPECT_EQ(h.asked.size(), 1u);
  const int frames = h.platform.frames;
  h.driver.wait(seconds(25));
  EXPECT_LE(h.platform.frames - frames, 1) << "the navigation may count once";
  h.driver.wait(seconds(10));
  EXPECT_EQ(h.asked.size(), 2u);
  h.go("/inbox/all");
  h.driver.wait(minutes(2));
  EXPECT_EQ(h.asked.size(), 2u) << "nobody looks at it";
}

TEST(BoardRoom, WhatWasKnownStaysWhereTheServerDoesNotAnswer) {
  ReportsDesk h;
  h.go("/board");
  h.status = 0;
  h.driver.wait(seconds(40));
  EXPECT_TRUE(h.driver.says("Open: 42"));
  EXPECT_TRUE(h.driver.says("Not renewed: The server does not answer"));
}

TEST(BoardRoom, SaysWhyNothingCame) {
  ReportsDesk h;
  h.status = 503;
  h.go("/board");
  EXPECT_TRUE(h.driver.says("The board did not come"));
  EXPECT_TRUE(h.driver.says("Too busy just now."));
  h.status = 200;
  h.driver.click(Role::button, "Try again");
  EXPECT_TRUE(h.driver.says("Open: 42"));
}

TEST(BoardRoom, OnAWallThereIsNothingAroundIt) {
  for (const auto& [width, height] : {std::pair{1440, 900}, {820, 1180}}) {
    ReportsDesk h(width, height);
    h.go("/board");
    h.driver.click(Role::button, "Wall screen");
    EXPECT_EQ(h.platform.location(), "/board?wall=1");
    EXPECT_FALSE(h.driver.has(Role::navigation, "Views"));
    EXPECT_FALSE(h.driver.has(Role::link, "#1 Printer on fire"));
    EXPECT_TRUE(h.driver.says("#1 Printer on fire, Globex · First response, 12 min left"));
    EXPECT_TRUE(h.driver.says("Escalating: 2"));
    EXPECT_TRUE(h.driver.says("Specialists: Nobody"));
    h.driver.press("Escape");
    EXPECT_EQ(h.platform.location(), "/board");
  }
}

TEST(BoardRoom, ArrowKeysGoFromDayToDay) {
  ReportsDesk h;
  h.go("/board");
  const std::vector<std::string> rows = h.driver.names(Role::row);
  ASSERT_GE(rows.size(), 3u);
  const platform::Node* first = h.driver.find(Role::row, ": 75 %, 3 of 4");
  ASSERT_NE(first, nullptr);
  h.platform.pending.focused = first->id;
  h.driver.press("ArrowRight");
  const platform::Node* next = h.driver.find(Role::row, ": nothing was due");
  ASSERT_NE(next, nullptr);
  EXPECT_EQ(h.platform.pending.focused, next->id);
}

}  // namespace
}  // namespace oasis
