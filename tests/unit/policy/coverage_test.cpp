// Coverage, balance, score and load guards (docs/semantics.md, "Schedules").
#include "shared/policy/coverage.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "shared/time/text.hpp"

namespace oasis {
namespace {

Instant at(const char* text) {
  return *parse_instant(text);
}
Interval during(const char* from, const char* to) {
  return {at(from), at(to)};
}

Layer weekly(std::vector<Id> people) {
  return {0, {Rotation::Kind::weekly, 1, *parse_local_time("2026-01-05T00:00:00"), std::move(people)}, {}};
}

Rota rota(const Schedule& schedule, const std::vector<User>& users = {}) {
  return {schedule, users, std::make_shared<const Zone>(Zone::utc())};
}

Schedule of(std::vector<Layer> layers) {
  Schedule schedule;
  schedule.layers = std::move(layers);
  return schedule;
}

const Instant monday = at("2026-01-05T00:00:00Z");

TEST(Quality, FullCoverageInEqualPartsScoresAHundred) {
  const Quality quality = quality_of(rota(of({weekly({"ann", "bob"})})), monday, monday + days(28));
  EXPECT_EQ(quality.coverage, 1.0);
  EXPECT_EQ(quality.balance, 1.0);
  EXPECT_EQ(quality.score, 100);
}

TEST(Quality, CoverageIsTheCoveredPartOfTheTimeAsked) {
  Schedule schedule = of({weekly({"ann"})});
  schedule.layers[0].windows = {{{true, true, true, true, true, true, true}, {0, 6 * 60}}};
  const Quality quality = quality_of(rota(schedule), monday, monday + days(7));
  EXPECT_EQ(quality.coverage, 0.25);
  EXPECT_EQ(quality.balance, 1.0);  // one person
  EXPECT_EQ(quality.score, 63);     // 62.5: halves up
}

TEST(Quality, BalanceIsTheMeanOverPairsOfSmallerByLarger) {
  // Three weeks: ann 2, bob 1, cid 0 → pairs 1/2, 0, 0.
  const Schedule schedule = of({weekly({"ann", "bob", "ann", "cid"})});
  const Quality quality = quality_of(rota(schedule), monday, monday + days(21));
  EXPECT_DOUBLE_EQ(quality.balance, 0.5 / 3);
  EXPECT_EQ(quality.score, 58);
}

TEST(Quality, PeopleAreThoseOfTheLayersAlsoWithoutHours) {
  Schedule schedule = of({weekly({"ann", "bob"})});
  schedule.overrides = {{{monday, monday + days(14)}, "bob", "zoe"}};
  EXPECT_EQ(quality_of(rota(schedule), monday, monday + days(14)).balance, 0.0);
}

TEST(Quality, NoHoursAtAllAreInBalance) {
  Schedule schedule = of({weekly({"ann", "bob"})});
  schedule.fixed = {{{monday, monday + days(14)}, {}}};
  const Quality quality = quality_of(rota(schedule), monday, monday + days(14));
  EXPECT_EQ(quality.coverage, 0.0);
  EXPECT_EQ(quality.balance, 1.0);
  EXPECT_EQ(quality.score, 50);
}

TEST(Guards, ARunThatIsTooLongIsReportedFromTheLimitOnWithASubstitute) {
  Guards guards;
  guards.longest_run = days(5);
  const auto overloads =
      overloads_of(rota(of({weekly({"ann", "bob", "ann", "cid"})})), guards, {}, monday, monday + days(7));
  ASSERT_EQ(overloads.size(), 1u);
  EXPECT_EQ(overloads[0], (Overload{Limit::longest_run, "ann", {monday + days(5), monday + days(7)}, "bob"}));
  EXPECT_TRUE(is_overloaded(overloads, "ann", monday + days(6)));
  EXPECT_FALSE(is_overloaded(overloads, "ann", monday + days(4)));
  EXPECT_FALSE(is_overloaded(overloads, "bob", monday + days(6)));
}

TEST(Guards, AHandOffToOneselfIsNoRest) {
  Guards guards;
  guards.longest_run = days(7);
  EXPECT_EQ(overloads_of(rota(of({weekly({"ann", "bob"})})), guards, {}, monday, monday + days(7)).size(),
            0u);
  EXPECT_EQ(overloads_of(rota(of({weekly({"ann"})})), guards, {}, monday, monday + days(14)).size(), 1u);
}

TEST(Guards, TheSubstituteIsTheLeastLoadedWhoIsFree) {
  Guards guards;
  guards.longest_run = days(6);
  User bob;
  bob.id = "bob";
  bob.away = {{monday + days(6), monday + days(7)}};
  // bob is away then, cid has a week of her own, dan has none.
  const Schedule schedule = of({weekly({"ann", "cid", "bob", "dan"})});
  const auto overloads = overloads_of(rota(schedule, {bob}), guards, {}, monday, monday + days(14));
  ASSERT_EQ(overloads.size(), 2u);
  EXPECT_EQ(overloads[0].substitute, "dan");
}

TEST(Guards, ARestThatIsTooShort) {
  Guards guards;
  guards.shortest_rest = hours(11);
  Schedule schedule = of({weekly({"ann"})});
  schedule.layers[0].windows = {{{true, true, false, false, false, false, false}, {8 * 60, 22 * 60}}};
  const auto overloads = overloads_of(rota(schedule), guards, {}, monday, monday + days(7));
  ASSERT_EQ(overloads.size(), 1u);
  EXPECT_EQ(overloads[0].during, during("2026-01-06T08:00:00Z", "2026-01-06T09:00:00Z"));
  EXPECT_EQ(overloads[0].substitute, "");
}

TEST(Guards, HoursAWeekCountFromMonday) {
  Guards guards;
  guards.hours_a_week = hours(40);
  Schedule schedule = of({weekly({"ann"})});
  schedule.layers[0].windows = {{{true, true, true, true, true, false, false}, {8 * 60, 17 * 60}}};
  const auto overloads = overloads_of(rota(schedule), guards, {}, monday, monday + days(14));
  ASSERT_EQ(overloads.size(), 2u);
  EXPECT_EQ(overloads[0].during, during("2026-01-09T12:00:00Z", "2026-01-09T17:00:00Z"));
  EXPECT_EQ(overloads[1].during, during("2026-01-16T12:00:00Z", "2026-01-16T17:00:00Z"));
}

TEST(Guards, NightsInARow) {
  Guards guards;
  guards.nights_in_a_row = 2;
  Schedule schedule = of({weekly({"ann"})});
  schedule.layers[0].windows = {{{true, true, true, false, true, false, false}, {22 * 60, 6 * 60}}};
  const auto overloads = overloads_of(rota(schedule), guards, {}, monday, monday + days(7));
  ASSERT_EQ(overloads.size(), 1u);  // the nights to Tuesday, Wednesday, Thursday; Saturday's stands alone
  EXPECT_EQ(overloads[0].during, during("2026-01-08T00:00:00Z", "2026-01-08T06:00:00Z"));
}

TEST(Guards, PagesAShift) {
  Guards guards;
  guards.pages_a_shift = 2;
  const std::vector<Page> pages = {{"ann", monday + hours(1)},
                                   {"bob", monday + hours(2)},
                                   {"ann", monday + hours(9)},
                                   {"ann", monday + hours(5)}};
  const auto overloads =
      overloads_of(rota(of({weekly({"ann", "bob"})})), guards, pages, monday, monday + days(14));
  ASSERT_EQ(overloads.size(), 1u);
  EXPECT_EQ(overloads[0],
            (Overload{Limit::pages_a_shift, "ann", {monday + hours(9), monday + days(7)}, "bob"}));
}

TEST(DutyTimes, CountHoursNightsAndWeekends) {
  const Rota weeks = rota(of({weekly({"ann", "bob", "eve"})}));
  const auto times = duty_times(weeks, weeks.final_schedule(monday, monday + days(10)));
  EXPECT_EQ(times, (std::vector<DutyTime>{{"ann", days(7), 7, days(2)},
                                          {"bob", days(3), 3, Duration{}},
                                          {"eve", Duration{}, 0, Duration{}}}));
}

TEST(Guards, WithoutLimitsNothingIsTooMuch) {
  EXPECT_TRUE(overloads_of(rota(of({weekly({"ann"})})), Guards{}, {}, monday, monday + days(365)).empty());
}

}  // namespace
}  // namespace oasis
