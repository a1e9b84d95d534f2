// Gaps of the next 30 days and the weekly notice of them (docs/semantics.md, "Schedules").
#include "shared/report/gap_notice.hpp"

#include <gtest/gtest.h>

#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

Instant at(const char* text) {
  return *parse_instant(text);
}

Workspace workspace_with(std::vector<Override> overrides) {
  Workspace workspace;
  workspace.zone = "America/New_York";
  for (const char* id : {"ann", "mia"}) {
    User user;
    user.id = id;
    user.contacts = {{"email", std::string(id) + "@acme.example"}};
    workspace.users.push_back(user);
  }
  workspace.users[1].role = Role::manager;
  Schedule schedule;
  schedule.id = "s";
  schedule.name = "Nights";
  schedule.layers = {{0, {Rotation::Kind::weekly, 1, {}, {"ann"}}, {}}};
  schedule.overrides = std::move(overrides);
  workspace.schedules.push_back(schedule);
  return workspace;
}

std::shared_ptr<const Policies> prepared(const Workspace& workspace) {
  Zones zones;
  EXPECT_TRUE(zones.add("America/New_York", test::zone_bytes("America/New_York")).ok());
  return *Policies::prepare(workspace, zones, 1);
}

Override without_ann(const char* from, const char* to) {
  return {{at(from), at(to)}, "ann", ""};
}

const Instant now = at("2026-03-04T10:00:00Z");

TEST(Gaps, ThoseOfThirtyDaysAreAheadAndClipped) {
  const auto policies =
      prepared(workspace_with({without_ann("2026-03-04T09:00:00Z", "2026-03-04T11:00:00Z"),
                               without_ann("2026-04-03T09:00:00Z", "2026-04-09T00:00:00Z")}));
  const std::vector<CoverageGap> gaps = gaps_ahead(*policies, now);
  ASSERT_EQ(gaps.size(), 2u);
  EXPECT_EQ(gaps[0], (CoverageGap{"s", {now, at("2026-03-04T11:00:00Z")}}));
  EXPECT_EQ(gaps[1], (CoverageGap{"s", {at("2026-04-03T09:00:00Z"), now + days(30)}}));
}

TEST(Gaps, AnEditMadeOnlyThoseThatAreNewOrGrew) {
  const Override old = without_ann("2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z");
  const auto before = prepared(workspace_with({old}));
  const auto shrunk = prepared(workspace_with({without_ann("2026-03-10T00:00:00Z", "2026-03-10T12:00:00Z")}));
  const auto grown = prepared(workspace_with({without_ann("2026-03-10T00:00:00Z", "2026-03-12T00:00:00Z")}));
  EXPECT_TRUE(gaps_made(*before, *before, now).empty());
  EXPECT_TRUE(gaps_made(*before, *shrunk, now).empty());
  EXPECT_EQ(gaps_made(*before, *grown, now).size(), 1u);
}

TEST(GapNotice, IsDueOnMondaysAtNineByTheWorkspacesClock) {
  const auto policies = prepared(workspace_with({}));
  EXPECT_EQ(to_text(next_gap_notice(*policies, now)),
            "2026-03-09T13:00:00Z");  // after the change to summer time
  EXPECT_EQ(to_text(next_gap_notice(*policies, at("2026-03-09T12:59:59Z"))), "2026-03-09T13:00:00Z");
  EXPECT_EQ(to_text(next_gap_notice(*policies, at("2026-03-09T13:00:00Z"))), "2026-03-16T13:00:00Z");
}

TEST(GapNotice, GoesToManagersAndAdminsWithALineForEachGap) {
  const auto policies =
      prepared(workspace_with({without_ann("2026-03-06T00:00:00Z", "2026-03-06T02:30:00Z")}));
  const auto notice = gap_notice(*policies, now);
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->to, std::vector<Id>{"mia"});
  EXPECT_EQ(
      notice->text,
      "Nobody is on call:\n- Nights: Thu 2026-03-05 19:00 to Thu 2026-03-05 21:30 (America/New_York)\n");
}

TEST(GapNotice, IsNotSentWithoutGaps) {
  EXPECT_FALSE(gap_notice(*prepared(workspace_with({})), now));
}

TEST(GapNotice, AYearOfGapsIsStillAMailThatSomebodyReads) {
  Workspace workspace = workspace_with({});
  workspace.schedules[0].layers[0].windows = {{{true, true, true, true, true, true, true}, {0, 720}},
                                              {{true, true, true, true, true, true, true}, {780, 1080}}};
  const auto notice = gap_notice(*prepared(workspace), now);
  ASSERT_TRUE(notice);
  EXPECT_GT(notice->gaps.size(), 50u);
  EXPECT_EQ(std::count(notice->text.begin(), notice->text.end(), '\n'), 1 + 50 + 1);
}

}  // namespace
}  // namespace oasis
