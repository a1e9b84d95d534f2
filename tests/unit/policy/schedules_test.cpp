// On-call schedules, rule by rule (docs/semantics.md, "Schedules").
#include "shared/policy/schedules.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

Instant at(const char* text) {
  return *parse_instant(text);
}
Interval during(const char* from, const char* to) {
  return {at(from), at(to)};
}

Layer layer(std::vector<Id> people, std::int32_t priority = 0, Rotation::Kind kind = Rotation::Kind::weekly) {
  return {priority, {kind, 1, *parse_local_time("2026-01-05T09:00:00"), std::move(people)}, {}};
}

ShiftWindow window(std::array<bool, 7> days, const char* from, const char* to) {
  return {days,
          {static_cast<ClockMinute>(parse_clock(from)->minute),
           static_cast<ClockMinute>(parse_clock_end(to)->minute)}};
}
constexpr std::array<bool, 7> weekdays = {true, true, true, true, true, false, false};
constexpr std::array<bool, 7> every_day = {true, true, true, true, true, true, true};

User away(const char* id, Interval when) {
  User user;
  user.id = id;
  user.away = {when};
  return user;
}

std::string joined(const std::vector<Id>& ids) {
  std::string text;
  for (const Id& id : ids) text += (text.empty() ? "" : " ") + id;
  return text;
}

std::string on_call(const Schedule& schedule, const char* t, const std::vector<User>& users = {},
                    const char* zone = "UTC") {
  return joined(Rota(schedule, users, test::system_zone(zone)).on_call(at(t)));
}

/// "ann 05T09-12T09, - 12T09-…" with days and hours of one month.
std::string final_schedule(const Schedule& schedule, const char* from, const char* to,
                           const std::vector<User>& users = {}) {
  const FinalSchedule found =
      Rota(schedule, users, test::system_zone("UTC")).final_schedule(at(from), at(to));
  std::string text;
  const auto add = [&](const std::string& who, Interval when) {
    text += (text.empty() ? "" : ", ") + who + ' ' + to_text(when.from).substr(8, 5) + '-' +
            to_text(when.to).substr(8, 5);
  };
  for (const Shift& shift : found.shifts) add(shift.user, shift.during);
  for (const Interval& gap : found.gaps) add("nobody", gap);
  return text;
}

Schedule of(std::vector<Layer> layers) {
  Schedule schedule;
  schedule.layers = std::move(layers);
  return schedule;
}

TEST(Schedule, ALayerWithoutWindowsAlwaysHasSomebody) {
  const Schedule schedule = of({layer({"ann", "bob"})});
  EXPECT_EQ(on_call(schedule, "2026-01-05T09:00:00Z"), "ann");
  EXPECT_EQ(on_call(schedule, "2026-01-12T09:00:00Z"), "bob");
  EXPECT_EQ(on_call(schedule, "1999-01-01T00:00:00Z").empty(), false);
}

TEST(Schedule, WithoutLayersNobodyIsOnCall) {
  EXPECT_EQ(on_call(Schedule{}, "2026-01-05T09:00:00Z"), "");
  EXPECT_EQ(on_call(of({layer({})}), "2026-01-05T09:00:00Z"), "");
}

TEST(Schedule, OutsideItsWindowsALayerSaysNobody) {
  Schedule schedule = of({layer({"ann"})});
  schedule.layers[0].windows = {window(weekdays, "09:00", "17:00")};
  EXPECT_EQ(on_call(schedule, "2026-01-09T09:00:00Z"), "ann");
  EXPECT_EQ(on_call(schedule, "2026-01-09T17:00:00Z"), "");
  EXPECT_EQ(on_call(schedule, "2026-01-10T12:00:00Z"), "");
}

TEST(Schedule, AWindowOverMidnightBelongsToTheDayOnWhichItStarts) {
  Schedule schedule = of({layer({"ann"})});
  schedule.layers[0].windows = {window({false, false, false, false, true, false, false}, "22:00", "06:00")};
  EXPECT_EQ(on_call(schedule, "2026-01-10T05:59:59Z"), "ann");
  EXPECT_EQ(on_call(schedule, "2026-01-10T06:00:00Z"), "");
  EXPECT_EQ(on_call(schedule, "2026-01-09T05:00:00Z"), "");
  schedule.layers[0].windows = {window({false, false, false, false, false, false, true}, "20:00", "20:00")};
  EXPECT_EQ(on_call(schedule, "2026-01-12T19:59:59Z"), "ann");  // Sunday's 24 hours end on Monday
  EXPECT_EQ(on_call(schedule, "2026-01-12T20:00:00Z"), "");
}

TEST(Schedule, AWindowsEndHoldsThroughTheRepeatedHour) {
  Schedule schedule = of({layer({"ann"})});
  schedule.layers[0].windows = {window(every_day, "20:00", "02:30")};
  EXPECT_EQ(on_call(schedule, "2026-10-25T01:29:59Z", {}, "Europe/Berlin"), "ann");
  EXPECT_EQ(on_call(schedule, "2026-10-25T01:30:00Z", {}, "Europe/Berlin"), "");
  EXPECT_EQ(on_call(schedule, "2026-10-25T00:45:00Z", {}, "Europe/Berlin"),
            "ann");  // 02:45 for the first time
}

TEST(Schedule, TheHighestPriorityThatHasSomebodyWins) {
  Schedule schedule = of({layer({"ann"}, 0), layer({"bob"}, 10)});
  schedule.layers[1].windows = {window(weekdays, "09:00", "17:00")};
  EXPECT_EQ(on_call(schedule, "2026-01-09T12:00:00Z"), "bob");
  EXPECT_EQ(on_call(schedule, "2026-01-09T20:00:00Z"), "ann");
}

TEST(Schedule, EqualPrioritiesAddUpAndPeopleAreListedById) {
  EXPECT_EQ(on_call(of({layer({"cid"}, -1), layer({"ann"}, -1), layer({"cid"}, -1)}), "2026-01-09T12:00:00Z"),
            "ann cid");
}

TEST(Override, ReplacesOnlyIfTheRemovedPersonIsOnCall) {
  Schedule schedule = of({layer({"ann"})});
  schedule.overrides = {{during("2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z"), "ann", "bob"},
                        {during("2026-01-08T00:00:00Z", "2026-01-09T00:00:00Z"), "cid", "dan"}};
  EXPECT_EQ(on_call(schedule, "2026-01-06T00:00:00Z"), "bob");
  EXPECT_EQ(on_call(schedule, "2026-01-07T00:00:00Z"), "ann");
  EXPECT_EQ(on_call(schedule, "2026-01-08T12:00:00Z"), "ann");
}

TEST(Override, AddAloneAddsAndRemoveAloneRemoves) {
  Schedule schedule = of({layer({"ann"})});
  schedule.overrides = {{during("2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z"), "", "bob"}};
  EXPECT_EQ(on_call(schedule, "2026-01-06T12:00:00Z"), "ann bob");
  schedule.overrides[0] = {during("2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z"), "ann", ""};
  EXPECT_EQ(on_call(schedule, "2026-01-06T12:00:00Z"), "");
}

TEST(Override, EachWorksOnTheResultOfTheOneBefore) {
  const Interval day = during("2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z");
  Schedule schedule = of({layer({"ann"})});
  schedule.overrides = {{day, "ann", "bob"}, {day, "bob", "cid"}};
  EXPECT_EQ(on_call(schedule, "2026-01-06T12:00:00Z"), "cid");
  std::swap(schedule.overrides[0], schedule.overrides[1]);
  EXPECT_EQ(on_call(schedule, "2026-01-06T12:00:00Z"), "bob");
}

TEST(Override, OfALongPastOneThatStillRunsNothingIsForgotten) {
  Schedule schedule = of({layer({"ann"})});
  schedule.overrides = {{during("2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"), "ann", "bob"},
                        {during("2026-01-05T00:00:00Z", "2026-01-05T01:00:00Z"), "", "cid"}};
  EXPECT_EQ(on_call(schedule, "2026-01-06T12:00:00Z"), "bob");
}

TEST(Swap, WhoTakesOverIsOnCallWhereverTheOtherWouldBe) {
  Schedule schedule = of({layer({"ann", "bob"})});
  schedule.swaps = {{during("2026-01-05T00:00:00Z", "2026-02-01T00:00:00Z"), "ann", "cid"}};
  EXPECT_EQ(on_call(schedule, "2026-01-06T12:00:00Z"), "cid");
  EXPECT_EQ(on_call(schedule, "2026-01-13T12:00:00Z"), "bob");
}

TEST(Swap, TwoWhoTradeAtOneTimeTradeOnce) {
  const Interval month = during("2026-01-05T00:00:00Z", "2026-02-01T00:00:00Z");
  Schedule schedule = of({layer({"ann", "bob"})});
  schedule.swaps = {{month, "ann", "bob"}, {month, "bob", "ann"}};
  EXPECT_EQ(on_call(schedule, "2026-01-06T12:00:00Z"), "bob");
  EXPECT_EQ(on_call(schedule, "2026-01-13T12:00:00Z"), "ann");
}

TEST(FixedPeriod, BeatsEverythingGapsIncluded) {
  const Interval christmas = during("2026-12-24T00:00:00Z", "2026-12-27T00:00:00Z");
  Schedule schedule = of({layer({"ann"})});
  schedule.overrides = {{christmas, "", "cid"}};
  schedule.fixed = {{christmas, {{"bob", during("2026-12-23T00:00:00Z", "2026-12-25T00:00:00Z")}}}};
  EXPECT_EQ(on_call(schedule, "2026-12-23T12:00:00Z"), "ann");
  EXPECT_EQ(on_call(schedule, "2026-12-24T12:00:00Z"), "bob");
  EXPECT_EQ(on_call(schedule, "2026-12-25T12:00:00Z"), "");
  EXPECT_EQ(on_call(schedule, "2026-12-27T00:00:00Z"), "ann");
}

TEST(Away, PeopleAreDroppedWhichCanLeaveAGap) {
  const std::vector<User> users = {away("ann", during("2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z"))};
  EXPECT_EQ(on_call(of({layer({"ann"}, 1), layer({"bob"}, 0)}), "2026-01-06T12:00:00Z", users), "");
  EXPECT_EQ(on_call(of({layer({"ann"}, 1), layer({"bob"}, 1)}), "2026-01-06T12:00:00Z", users), "bob");
  Schedule fixed;
  fixed.fixed = {{during("2026-01-05T00:00:00Z", "2026-01-08T00:00:00Z"),
                  {{"ann", during("2026-01-05T00:00:00Z", "2026-01-08T00:00:00Z")}}}};
  EXPECT_EQ(on_call(fixed, "2026-01-06T12:00:00Z", users), "");
}

TEST(FinalSchedule, IsClippedToWhatWasAsked) {
  EXPECT_EQ(final_schedule(of({layer({"ann", "bob"})}), "2026-01-06T00:00:00Z", "2026-01-14T00:00:00Z"),
            "ann 06T00-12T09, bob 12T09-14T00");
  EXPECT_EQ(final_schedule(of({layer({"ann"})}), "2026-01-06T00:00:00Z", "2026-01-06T00:00:00Z"), "");
  EXPECT_EQ(final_schedule(Schedule{}, "2026-01-06T00:00:00Z", "2026-01-07T00:00:00Z"), "nobody 06T00-07T00");
}

TEST(FinalSchedule, AHandOffSplitsAlsoToTheSamePerson) {
  EXPECT_EQ(final_schedule(of({layer({"ann"})}), "2026-01-06T00:00:00Z", "2026-01-14T00:00:00Z"),
            "ann 06T00-12T09, ann 12T09-14T00");
}

TEST(FinalSchedule, AHandOffOfALayerThatIsOverruledSplitsNothing) {
  const Schedule schedule = of({layer({"bob"}, 0, Rotation::Kind::daily), layer({"ann"}, 1)});
  EXPECT_EQ(final_schedule(schedule, "2026-01-06T00:00:00Z", "2026-01-09T00:00:00Z"), "ann 06T00-09T00");
}

TEST(FinalSchedule, WindowsMakeShiftsAndGaps) {
  Schedule schedule = of({layer({"ann", "bob"})});
  schedule.layers[0].windows = {window(weekdays, "08:00", "12:00"), window(weekdays, "12:00", "17:00")};
  EXPECT_EQ(
      final_schedule(schedule, "2026-01-09T00:00:00Z", "2026-01-13T00:00:00Z"),
      "ann 09T08-09T17, ann 12T08-12T09, bob 12T09-12T17, nobody 09T00-09T08, nobody 09T17-12T08, nobody "
      "12T17-13T00");
}

TEST(FinalSchedule, OverridesFixedPeriodsAndAbsencesCutShifts) {
  Schedule schedule = of({layer({"ann"})});
  schedule.overrides = {{during("2026-01-07T00:00:00Z", "2026-01-07T12:00:00Z"), "ann", "bob"},
                        {during("2026-01-07T18:00:00Z", "2026-01-08T00:00:00Z"), "", "cid"}};
  schedule.fixed = {{during("2026-01-09T00:00:00Z", "2026-01-10T00:00:00Z"),
                     {{"dan", during("2026-01-09T00:00:00Z", "2026-01-09T06:00:00Z")},
                      {"dan", during("2026-01-09T06:00:00Z", "2026-01-09T12:00:00Z")}}}};
  EXPECT_EQ(final_schedule(schedule, "2026-01-06T00:00:00Z", "2026-01-11T00:00:00Z",
                           {away("ann", during("2026-01-10T12:00:00Z", "2026-01-20T00:00:00Z"))}),
            "ann 06T00-07T00, bob 07T00-07T12, ann 07T12-09T00, cid 07T18-08T00, dan 09T00-09T06, dan "
            "09T06-09T12, ann "
            "10T00-10T12, nobody 09T12-10T00, nobody 10T12-11T00");
}

TEST(FinalSchedule, TwoAtATimeEachHaveTheirOwnShifts) {
  const Schedule schedule = of({layer({"bob"}), layer({"ann", "cid"}, 0, Rotation::Kind::daily)});
  EXPECT_EQ(final_schedule(schedule, "2026-01-06T00:00:00Z", "2026-01-08T00:00:00Z"),
            "ann 06T00-06T09, bob 06T00-08T00, cid 06T09-07T09, ann 07T09-08T00");
}

}  // namespace
}  // namespace oasis
