// Where the time of escalations goes: tiers as a timeline with its table, keys and tickets, and what to try.
#include <string>

#include "tests/client/reports/reports_desk.hpp"

namespace oasis {
namespace {

using platform::Role;

TEST(ReportStays, ATierBeginsWhereTheOneBeforeItTypicallyEnds) {
  ReportsDesk h;
  h.go("/reports");
  EXPECT_TRUE(h.driver.has(Role::heading, "Where the time goes"));
  EXPECT_TRUE(h.driver.says("Tier 1 takes 67 % of all the time that its escalations last until somebody answers: 2 h of 3 h."));
  EXPECT_TRUE(h.driver.has(Role::grid, "Tiers of Customer-facing"));
  EXPECT_TRUE(h.driver.has(Role::columnheader, "Begins after"));
  EXPECT_TRUE(h.driver.has(Role::row, "Tier 1: 5 min, 90 % within 30 min, answered 14 of 25"));
  EXPECT_TRUE(h.driver.has(Role::row, "Tier 2: 8 min, 90 % within 10 min, answered 9 of 11, few, after 5 min"));
}

TEST(ReportStays, EachChainHasOneAndOnesWithoutRunsHaveNone) {
  ReportsDesk h;
  h.go("/reports");
  h.driver.click(Role::combobox, "Which chain");
  EXPECT_FALSE(h.driver.has(Role::option, "never"));
  h.driver.click(Role::option, "night");
  EXPECT_TRUE(h.driver.has(Role::row, "Tier 1: 1 min, 90 % within 1 min, answered 1 of 1, few"));
}

TEST(ReportStays, ATierLeadsToItsTickets) {
  ReportsDesk h;
  h.go("/reports");
  h.driver.click(Role::row, "Tier 2: 8 min, 90 % within 10 min, answered 9 of 11, few, after 5 min");
  EXPECT_EQ(h.platform.location(),
            "/reports/tickets?from=2026-08-25&to=2026-09-21&of=kinds:waited;number:2;what:default");
}

TEST(ReportStays, OnlyWhoMayChangeChainsGetsALinkToTheBackTest) {
  ReportsDesk h;
  h.replica.me.role = oasis::Role::admin;
  h.go("/reports");
  h.driver.click(Role::link, "See back-test");
  EXPECT_EQ(h.platform.location(), "/chains/default?step=1&wait=10");
  ReportsDesk other;
  other.replica.me.role = oasis::Role::manager;
  other.go("/reports");
  EXPECT_TRUE(other.driver.says("95 % of its 24 answers came within 8 min"));
  EXPECT_FALSE(other.driver.has(Role::link, "See back-test"));
}

TEST(ReportStays, WithoutStaysThereIsNoCard) {
  ReportsDesk h;
  h.report.replace(h.report.find("\"steps\""), 7, "\"other\"");
  h.go("/reports");
  EXPECT_TRUE(h.driver.has(Role::grid, "By customer"));
  EXPECT_FALSE(h.driver.has(Role::heading, "Where the time goes"));
}

}  // namespace
}  // namespace oasis
