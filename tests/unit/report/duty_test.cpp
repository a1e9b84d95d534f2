// What people carry on call, by hand for small schedules (docs/metrics.md, "On call").
#include "shared/report/duty.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "shared/time/text.hpp"

namespace oasis {
namespace {

const Instant monday = *parse_instant("2026-01-05T00:00:00Z");

Schedule weekly(const char* id, std::vector<Id> people) {
  Schedule schedule;
  schedule.id = id;
  schedule.layers = {{0, {Rotation::Kind::weekly, 1, *parse_local_time("2026-01-05T00:00:00"), std::move(people)}, {}}};
  return schedule;
}

std::map<Id, DutyFigures> duty(std::vector<Schedule> schedules, Interval period) {
  Workspace workspace;
  workspace.schedules = std::move(schedules);
  return duty_of(*Policies::prepare(std::move(workspace), Zones{}, 1).value(), period);
}

TEST(Duty, HoursNightsAndTheLongestRunOfEach) {
  // Three weeks of two people: ann has the first and the third.
  const auto found = duty({weekly("s", {"ann", "bob"})}, {monday, monday + days(21)});
  EXPECT_EQ(found.at("ann"), (DutyFigures{days(14), 14, days(7)}));
  EXPECT_EQ(found.at("bob"), (DutyFigures{days(7), 7, days(7)}));
}

TEST(Duty, AHandOffToOneselfIsNoBreak) {
  EXPECT_EQ(duty({weekly("s", {"ann"})}, {monday, monday + days(21)}).at("ann").longest_run, days(21));
}

TEST(Duty, TimeInTwoSchedulesAtOnceCountsOnce) {
  const auto found = duty({weekly("s", {"ann", "bob"}), weekly("t", {"ann"})}, {monday, monday + days(14)});
  EXPECT_EQ(found.at("ann"), (DutyFigures{days(14), 14, days(14)}));
}

TEST(Duty, APeriodCutsWhatReachesBeyondIt) {
  const auto found = duty({weekly("s", {"ann", "bob"})}, {monday + hours(4), monday + hours(12)});
  EXPECT_EQ(found.at("ann"), (DutyFigures{hours(8), 0, hours(8)})) << "03:00 was before";
  EXPECT_EQ(found.count("bob"), 0u);
}

TEST(Duty, WithoutSchedulesNobodyCarriesAnything) {
  EXPECT_TRUE(duty({}, {monday, monday + days(7)}).empty());
  EXPECT_TRUE(duty({weekly("s", {"ann"})}, {monday, monday}).empty());
}

}  // namespace
}  // namespace oasis
