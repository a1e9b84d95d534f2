// What put somebody on call (docs/semantics.md, "Schedules").
#include "shared/policy/on_call_reason.hpp"

#include <gtest/gtest.h>

#include "shared/time/text.hpp"

namespace oasis {
namespace {

struct Reasons : testing::Test {
  SharedZone zone = std::make_shared<const Zone>(Zone::utc());
  std::vector<User> users;
  Schedule schedule;
  Instant monday = *parse_instant("2026-01-05T00:00:00Z");

  Layer weekly(std::int32_t priority, std::vector<Id> people) {
    return {priority, {Rotation::Kind::weekly, 1, *parse_local_time("2026-01-05T00:00:00"), std::move(people)}, {}};
  }
  Interval day(int n) const { return {monday + days(n), monday + days(n + 1)}; }
  OnCallReason of(const Id& user, int hour = 12) const {
    return on_call_reason(schedule, users, zone, user, monday + hours(hour));
  }
};

TEST_F(Reasons, TheLayerThatCountsWithTheTurnThatHolds) {
  schedule.layers = {weekly(0, {"cid"}), weekly(5, {"ann", "bob"})};
  EXPECT_EQ(of("ann"), (OnCallReason{OnCallReason::Kind::layer, 1, {}, {monday, monday + days(7)}, {}}));
  EXPECT_EQ(of("cid"), (OnCallReason{OnCallReason::Kind::not_theirs, 0, "ann", {}, {}}));
}

TEST_F(Reasons, AnOverrideASwapAndAFixedShiftBeatTheLayerInThisOrder) {
  schedule.layers = {weekly(0, {"ann"})};
  schedule.overrides = {{day(0), "ann", "bob"}};
  EXPECT_EQ(of("bob"), (OnCallReason{OnCallReason::Kind::replaced, 0, "ann", {}, day(0)}));
  schedule.swaps = {{day(0), "bob", "cid"}};
  EXPECT_EQ(of("cid"), (OnCallReason{OnCallReason::Kind::swapped, 0, "bob", {}, day(0)}));
  schedule.fixed = {{day(0), {{"dan", day(0)}}}};
  EXPECT_EQ(of("dan"), (OnCallReason{OnCallReason::Kind::fixed, 0, {}, {}, day(0)}));
}

TEST_F(Reasons, NobodyBecauseTheOneWhoseTurnItIsIsAwayOrBecauseThereIsAGap) {
  schedule.layers = {weekly(0, {"ann"})};
  schedule.layers[0].windows = {{{true, true, true, true, true, true, true}, {8 * 60, 18 * 60}}};
  User ann;
  ann.id = "ann";
  ann.away = {day(0)};
  users = {ann};
  EXPECT_EQ(of("").kind, OnCallReason::Kind::away);
  EXPECT_EQ(of("").other, "ann");
  EXPECT_EQ(of("ann").kind, OnCallReason::Kind::away);
  EXPECT_EQ(of("", 20).kind, OnCallReason::Kind::gap);
}

}  // namespace
}  // namespace oasis
