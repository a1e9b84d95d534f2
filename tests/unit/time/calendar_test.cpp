// Working time, rule by rule (docs/semantics.md, "Calendars").
#include "shared/time/calendar.hpp"

#include <gtest/gtest.h>

#include <string>

#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

Instant at(const char* text) {
  return *parse_instant(text);
}
Duration lasting(const char* text) {
  return *parse_duration(text);
}
ClockWindow window(const char* from, const char* to) {
  return {*parse_clock(from), *parse_clock_end(to)};
}

std::string shown(std::optional<Instant> instant) {
  return instant ? to_text(*instant) : "none";
}
std::string shown(std::optional<Duration> duration) {
  return duration ? to_text(*duration) : "none";
}

DayException on(const char* date, std::vector<ClockWindow> hours) {
  const Date day = *parse_date(date);
  return {day.year, day.month, day.day, "", std::move(hours)};
}
DayException every(const char* date, std::vector<ClockWindow> hours) {
  const YearlyDate day = *parse_yearly_date(date);
  return {std::nullopt, day.month, day.day, "", std::move(hours)};
}

WeeklyHours weekdays(std::vector<ClockWindow> windows) {
  WeeklyHours hours;
  for (std::size_t day = 0; day < 5; ++day) hours[day] = windows;
  return hours;
}
WeeklyHours daily(const std::vector<ClockWindow>& windows) {
  WeeklyHours hours;
  hours.fill(windows);
  return hours;
}

Calendar calendar(const char* zone, CalendarRules rules) {
  Result<Calendar> prepared = Calendar::prepare(rules, test::system_zone(zone));
  if (prepared) return std::move(*prepared);
  ADD_FAILURE() << prepared.error().where << ": " << prepared.error().what;
  return Calendar::always_open();
}

Calendar office() {
  return calendar("UTC", {weekdays({window("09:00", "17:00")}), {}});
}

TEST(Calendar, IsOpenFromOpeningUntilJustBeforeClosing) {
  const Calendar hours = office();
  EXPECT_FALSE(hours.is_open(at("2026-01-05T08:59:59.999Z")));
  EXPECT_TRUE(hours.is_open(at("2026-01-05T09:00:00Z")));
  EXPECT_TRUE(hours.is_open(at("2026-01-05T16:59:59.999Z")));
  EXPECT_FALSE(hours.is_open(at("2026-01-05T17:00:00Z")));
  EXPECT_FALSE(hours.is_open(at("2026-01-04T12:00:00Z")));
}

TEST(Calendar, OpenTimeIsElapsedTimeInsideWindows) {
  const Calendar hours = office();
  EXPECT_EQ(hours.open_time(at("2026-01-09T16:00:00Z"), at("2026-01-12T10:30:00Z")), lasting("2h30m"));
  EXPECT_EQ(hours.open_time(at("2026-01-05T09:00:00.001Z"), at("2026-01-05T09:00:00.250Z")),
            lasting("249ms"));
  EXPECT_EQ(hours.open_time(at("2026-01-05T00:00:00Z"), at("2027-01-04T00:00:00Z")), lasting("2080h"));
}

TEST(Calendar, OpenTimeBackwardsIsZero) {
  EXPECT_EQ(office().open_time(at("2026-01-06T12:00:00Z"), at("2026-01-05T12:00:00Z")), Duration{});
}

TEST(Calendar, ADeadlineCountsOnlyOpenTime) {
  EXPECT_EQ(shown(office().deadline(at("2026-01-09T16:00:00Z"), lasting("2h"))), "2026-01-12T10:00:00Z");
}

TEST(Calendar, ADeadlineFromOutsideHoursStartsAtTheNextOpening) {
  EXPECT_EQ(shown(office().deadline(at("2026-01-10T03:00:00Z"), lasting("1h"))), "2026-01-12T10:00:00Z");
}

TEST(Calendar, ADurationUsedUpAtClosingEndsAtClosing) {
  EXPECT_EQ(shown(office().deadline(at("2026-01-09T16:00:00Z"), lasting("1h"))), "2026-01-09T17:00:00Z");
  EXPECT_EQ(shown(office().deadline(at("2026-01-09T17:00:00Z"), lasting("8h"))), "2026-01-12T17:00:00Z");
  EXPECT_EQ(shown(office().deadline(at("2026-01-09T16:00:00Z"), lasting("1h1ms"))),
            "2026-01-12T09:00:00.001Z");
}

TEST(Calendar, ADeadlineOfNothingIsTheStartItself) {
  EXPECT_EQ(shown(office().deadline(at("2026-01-10T03:00:00Z"), {})), "2026-01-10T03:00:00Z");
  EXPECT_EQ(shown(office().start_of(at("2026-01-10T03:00:00Z"), {})), "2026-01-10T03:00:00Z");
}

TEST(Calendar, StartOfIsTheDeadlineBackwards) {
  const Calendar hours = office();
  EXPECT_EQ(shown(hours.start_of(at("2026-01-12T10:00:00Z"), lasting("2h"))), "2026-01-09T16:00:00Z");
  EXPECT_EQ(shown(hours.start_of(at("2026-01-12T10:00:00Z"), lasting("1h"))), "2026-01-12T09:00:00Z");
  EXPECT_EQ(shown(hours.start_of(at("2026-01-11T10:00:00Z"), lasting("1h"))), "2026-01-09T16:00:00Z");
}

TEST(Calendar, NextOpenOfAnOpenInstantIsItself) {
  EXPECT_EQ(shown(office().next_open(at("2026-01-05T12:00:00Z"))), "2026-01-05T12:00:00Z");
  EXPECT_EQ(shown(office().next_open(at("2026-01-09T17:00:00Z"))), "2026-01-12T09:00:00Z");
}

TEST(Calendar, NextCloseIsTheEndOfTheWindowOrOfTheNextOne) {
  EXPECT_EQ(shown(office().next_close(at("2026-01-05T12:00:00Z"))), "2026-01-05T17:00:00Z");
  EXPECT_EQ(shown(office().next_close(at("2026-01-05T17:00:00Z"))), "2026-01-06T17:00:00Z");
}

TEST(Calendar, OverlappingAndTouchingWindowsAreOneUnion) {
  const Calendar hours = calendar(
      "UTC", {weekdays({window("12:00", "17:00"), window("09:00", "12:00"), window("10:00", "13:00")}), {}});
  EXPECT_EQ(shown(hours.next_close(at("2026-01-05T09:30:00Z"))), "2026-01-05T17:00:00Z");
  EXPECT_EQ(hours.open_time(at("2026-01-05T00:00:00Z"), at("2026-01-06T00:00:00Z")), lasting("8h"));
}

TEST(Calendar, AWindowThatEndsAtOrBeforeItsStartRunsIntoTheNextDay) {
  CalendarRules rules{WeeklyHours{}, {}};
  (*rules.hours)[4] = {window("22:00", "06:00")};  // Friday night
  const Calendar night = calendar("UTC", rules);
  EXPECT_TRUE(night.is_open(at("2026-01-10T05:59:59Z")));
  EXPECT_EQ(shown(night.next_close(at("2026-01-09T23:00:00Z"))), "2026-01-10T06:00:00Z");
  (*rules.hours)[4] = {window("22:00", "22:00")};
  EXPECT_EQ(calendar("UTC", rules).open_time(at("2026-01-05T00:00:00Z"), at("2026-01-12T00:00:00Z")),
            lasting("24h"));
}

TEST(Calendar, MidnightMayBeWrittenAsTwentyFourHours) {
  CalendarRules rules{WeeklyHours{}, {}};
  (*rules.hours)[0] = {window("00:00", "24:00")};
  const Calendar monday = calendar("UTC", rules);
  EXPECT_EQ(shown(monday.next_open(at("2026-01-04T12:00:00Z"))), "2026-01-05T00:00:00Z");
  EXPECT_EQ(shown(monday.next_close(at("2026-01-04T12:00:00Z"))), "2026-01-06T00:00:00Z");
}

TEST(Calendar, AnExceptionReplacesThatDatesWindows) {
  const Calendar hours =
      calendar("UTC", {weekdays({window("09:00", "17:00")}),
                       {on("2026-01-05", {}), on("2026-01-10", {window("10:00", "12:00")})}});
  EXPECT_FALSE(hours.is_open(at("2026-01-05T12:00:00Z")));
  EXPECT_EQ(shown(hours.next_open(at("2026-01-09T17:00:00Z"))), "2026-01-10T10:00:00Z");
}

TEST(Calendar, AnExceptionNeverCutsWhatSpillsOverFromTheDayBefore) {
  const Calendar night = calendar("UTC", {daily({window("22:00", "06:00")}), {on("2026-01-06", {})}});
  EXPECT_TRUE(night.is_open(at("2026-01-06T05:00:00Z")));
  EXPECT_FALSE(night.is_open(at("2026-01-06T23:00:00Z")));
  EXPECT_FALSE(night.is_open(at("2026-01-07T05:00:00Z")));
}

TEST(Calendar, ADatesOwnExceptionBeatsAYearlyOne) {
  const Calendar hours =
      calendar("UTC", {weekdays({window("09:00", "17:00")}),
                       {every("12-24", {}), on("2026-12-24", {window("09:00", "12:00")})}});
  EXPECT_TRUE(hours.is_open(at("2026-12-24T11:00:00Z")));
  EXPECT_FALSE(hours.is_open(at("2027-12-24T11:00:00Z")));
  EXPECT_FALSE(hours.is_open(at("2699-12-24T11:00:00Z")));
}

TEST(Calendar, AYearlyLeapDaySkipsOtherYears) {
  const Calendar hours = calendar("UTC", {std::nullopt, {every("02-29", {})}});
  EXPECT_FALSE(hours.is_open(at("2028-02-29T11:00:00Z")));
  EXPECT_TRUE(hours.is_open(at("2027-02-28T11:00:00Z")));
  EXPECT_TRUE(hours.is_open(at("2027-03-01T11:00:00Z")));
}

TEST(Calendar, WithoutHoursItIsAlwaysOpen) {
  const Calendar always = calendar("Europe/Berlin", {});
  EXPECT_TRUE(always.is_open(at("2026-01-04T03:00:00Z")));
  EXPECT_EQ(shown(always.deadline(at("2026-01-04T03:00:00Z"), lasting("100h"))), "2026-01-08T07:00:00Z");
  EXPECT_EQ(shown(always.next_close(at("2026-01-04T03:00:00Z"))), "none");
}

TEST(Calendar, WithoutHoursExceptionsStillCount) {
  const Calendar hours = calendar("UTC", {std::nullopt, {on("2026-12-25", {})}});
  EXPECT_EQ(shown(hours.next_close(at("2026-01-01T00:00:00Z"))), "2026-12-25T00:00:00Z");
  EXPECT_EQ(shown(hours.deadline(at("2026-12-24T23:00:00Z"), lasting("2h"))), "2026-12-26T01:00:00Z");
  EXPECT_EQ(shown(hours.next_close(at("2027-01-01T00:00:00Z"))), "none");
  EXPECT_EQ(shown(hours.next_close(at("0100-01-01T00:00:00Z"))), "2026-12-25T00:00:00Z");
}

TEST(Calendar, WithEmptyHoursItIsNeverOpen) {
  const Calendar never = calendar("UTC", {WeeklyHours{}, {}});
  EXPECT_FALSE(never.is_open(at("2026-01-05T12:00:00Z")));
  EXPECT_EQ(shown(never.next_open(at("2026-01-05T12:00:00Z"))), "none");
  EXPECT_EQ(shown(never.next_close(at("2026-01-05T12:00:00Z"))), "none");
  EXPECT_EQ(shown(never.deadline(at("2026-01-05T12:00:00Z"), lasting("1s"))), "none");
  EXPECT_EQ(shown(never.start_of(at("2026-01-05T12:00:00Z"), lasting("1s"))), "none");
  EXPECT_EQ(shown(never.same_day(at("2026-01-05T12:00:00Z"))), "none");
  EXPECT_EQ(never.open_time(at("2026-01-05T12:00:00Z"), at("2036-01-05T12:00:00Z")), Duration{});
}

TEST(Calendar, ClosedForMoreThanFiveYearsItHasNoDeadline) {
  const std::vector<ClockWindow> hours = {window("09:00", "17:00")};
  const Calendar rare = calendar(
      "UTC", {WeeklyHours{}, {on("2026-01-05", hours), on("2030-01-05", hours), on("2035-02-05", hours)}});
  EXPECT_EQ(shown(rare.deadline(at("2026-01-05T09:00:00Z"), lasting("8h"))), "2026-01-05T17:00:00Z");
  EXPECT_EQ(shown(rare.deadline(at("2026-01-05T09:00:00Z"), lasting("9h"))), "2030-01-05T10:00:00Z");
  EXPECT_EQ(shown(rare.deadline(at("2026-01-05T09:00:00Z"), lasting("17h"))), "none");
  EXPECT_EQ(shown(rare.next_open(at("2030-01-05T17:00:00Z"))), "none");
  EXPECT_EQ(shown(rare.next_open(at("2030-03-05T17:00:00Z"))), "2035-02-05T09:00:00Z");
  EXPECT_EQ(shown(rare.start_of(at("2035-02-05T10:00:00Z"), lasting("2h"))), "none");
  EXPECT_EQ(shown(rare.start_of(at("2030-01-05T10:00:00Z"), lasting("2h"))), "2026-01-05T16:00:00Z");
}

TEST(Calendar, OpenOnLeapDaysOnlyItHasNoDeadlineAcross2100) {
  const Calendar leap = calendar("UTC", {WeeklyHours{}, {every("02-29", {window("00:00", "24:00")})}});
  EXPECT_EQ(shown(leap.deadline(at("2026-01-01T00:00:00Z"), lasting("48h"))), "2032-03-01T00:00:00Z");
  EXPECT_EQ(shown(leap.next_open(at("2096-03-01T00:00:00Z"))), "none");
  EXPECT_EQ(shown(leap.deadline(at("2096-01-01T00:00:00Z"), lasting("25h"))), "none");
  EXPECT_EQ(shown(leap.next_open(at("2100-01-01T00:00:00Z"))), "2104-02-29T00:00:00Z");
}

TEST(Calendar, ADayOnWhichTheClockJumpsHasSevenOrNineRealHours) {
  const Calendar night = calendar("Europe/Berlin", {daily({window("00:00", "08:00")}), {}});
  EXPECT_EQ(night.open_time(at("2026-03-28T12:00:00Z"), at("2026-03-29T12:00:00Z")), lasting("7h"));
  EXPECT_EQ(night.open_time(at("2026-10-24T12:00:00Z"), at("2026-10-25T12:00:00Z")), lasting("9h"));
  EXPECT_EQ(night.open_time(at("2026-06-24T12:00:00Z"), at("2026-06-25T12:00:00Z")), lasting("8h"));
}

TEST(Calendar, NoHoleOpensInTheRepeatedHour) {
  const Calendar night = calendar("Europe/Berlin", {daily({window("22:00", "02:30")}), {}});
  EXPECT_EQ(shown(night.next_close(at("2026-10-25T00:00:00Z"))), "2026-10-25T01:30:00Z");
  const Calendar early = calendar("Europe/Berlin", {daily({window("02:30", "06:00")}), {}});
  EXPECT_EQ(shown(early.next_open(at("2026-10-24T22:00:00Z"))), "2026-10-25T00:30:00Z");
}

TEST(Calendar, AWindowThatTheClockSkipsIsEmpty) {
  const Calendar early = calendar("Europe/Berlin", {daily({window("02:15", "02:45")}), {}});
  EXPECT_EQ(shown(early.next_open(at("2026-03-28T12:00:00Z"))), "2026-03-30T00:15:00Z");
  const Calendar apia = calendar("Pacific/Apia", {daily({window("09:00", "17:00")}), {}});
  // 29 and 31 December and 1 January; there was no 30 December.
  EXPECT_EQ(apia.open_time(at("2011-12-29T10:00:00Z"), at("2012-01-01T10:00:00Z")), lasting("24h"));
}

TEST(Calendar, SameDayIsTheOpenTimeLeftOfTheLocalDate) {
  const Calendar hours =
      calendar("Europe/Berlin", {weekdays({window("09:00", "12:30"), window("13:00", "17:00")}), {}});
  EXPECT_EQ(shown(hours.same_day(at("2026-01-05T11:00:00Z"))), "4h30m");
  EXPECT_EQ(shown(hours.same_day(at("2026-01-05T16:00:00Z"))), "7h30m");  // closed: Tuesday
  EXPECT_EQ(shown(hours.same_day(at("2026-01-10T16:00:00Z"))), "7h30m");  // weekend: Monday
}

TEST(Calendar, SameDayOfAnAlwaysOpenCalendarEndsAtLocalMidnight) {
  EXPECT_EQ(shown(calendar("Europe/Berlin", {}).same_day(at("2026-01-05T20:00:00Z"))), "3h");
  EXPECT_EQ(shown(calendar("Europe/Berlin", {}).same_day(at("2026-03-28T23:00:00Z"))), "23h");
  EXPECT_EQ(shown(Calendar::always_open().same_day(at("2026-01-05T20:00:00Z"))), "4h");
}

TEST(Calendar, SameDayRunsToTheEndOfAWindowThatStartsOnTheDate) {
  const Calendar night = calendar("UTC", {weekdays({window("22:00", "06:00")}), {}});
  EXPECT_EQ(shown(night.same_day(at("2026-01-05T23:00:00Z"))), "7h");
  // Saturday has no window of its own: Friday's decides.
  EXPECT_EQ(shown(night.same_day(at("2026-01-10T02:00:00Z"))), "4h");
}

TEST(Calendar, RepeatsAfterFourHundredYears) {
  const Calendar hours =
      calendar("Europe/Berlin", {weekdays({window("09:00", "17:00")}), {every("12-25", {})}});
  const Instant a = at("2060-03-01T00:00:00Z");
  const Duration open = hours.open_time(a, a + days(1000));
  for (const int cycles : {1, 2, 7, 100}) {
    const Instant later = a + gregorian_cycle * cycles;
    EXPECT_EQ(hours.open_time(later, later + days(1000)), open);
    EXPECT_EQ(hours.deadline(later, open), hours.deadline(a, open).value() + gregorian_cycle * cycles);
    EXPECT_EQ(hours.start_of(later + days(1000), open),
              hours.start_of(a + days(1000), open).value() + gregorian_cycle * cycles);
  }
  const Duration ten_thousand_years = longest_duration;
  const std::optional<Instant> far = hours.deadline(a, ten_thousand_years);
  ASSERT_TRUE(far.has_value());
  EXPECT_EQ(hours.open_time(a, *far), ten_thousand_years);
  EXPECT_EQ(hours.start_of(*far, ten_thousand_years), hours.next_open(a));
}

TEST(Calendar, ListsItsOpenIntervalsClippedToWhatWasAsked) {
  const Calendar hours = office();
  const std::vector<Interval> intervals =
      hours.open_intervals(at("2026-01-09T12:00:00Z"), at("2026-01-12T10:00:00Z"));
  ASSERT_EQ(intervals.size(), 2u);
  EXPECT_EQ(intervals[0], (Interval{at("2026-01-09T12:00:00Z"), at("2026-01-09T17:00:00Z")}));
  EXPECT_EQ(intervals[1], (Interval{at("2026-01-12T09:00:00Z"), at("2026-01-12T10:00:00Z")}));
  EXPECT_TRUE(hours.open_intervals(at("2026-01-10T00:00:00Z"), at("2026-01-11T00:00:00Z")).empty());
}

std::string refusal(CalendarRules rules) {
  const Result<Calendar> prepared = Calendar::prepare(rules, std::make_shared<const Zone>(Zone::utc()));
  return prepared ? "prepared" : prepared.error().where + ": " + prepared.error().what;
}

TEST(Calendar, RefusesRulesThatMeanNothing) {
  WeeklyHours hours;
  hours[1] = {window("09:00", "12:00"), {ClockTime{1440}, ClockTime{60}}};
  EXPECT_EQ(refusal({hours, {}}), "/hours/tue/1: a window is from 00:00–23:59 to 00:00–24:00");
  hours[1].assign(25, window("09:00", "12:00"));
  EXPECT_EQ(refusal({hours, {}}), "/hours/tue: more than 24 windows a day");
  EXPECT_EQ(refusal({std::nullopt, {{2026, 2, 29, "", {}}}}), "/exceptions/0: there is no such date");
  EXPECT_EQ(refusal({std::nullopt, {{10'000, 1, 1, "", {}}}}), "/exceptions/0: there is no such date");
  EXPECT_EQ(refusal({std::nullopt, {{std::nullopt, 5, 1, "", {}}, {std::nullopt, 5, 1, "", {}}}}),
            "/exceptions/1: a second exception for 05-01: put its hours into one");
  EXPECT_EQ(refusal({std::nullopt, {{2026, 5, 1, "", {{ClockTime{0}, ClockTime{1441}}}}}}),
            "/exceptions/0/hours/0: a window is from 00:00–23:59 to 00:00–24:00");
  EXPECT_EQ(refusal({std::nullopt, std::vector<DayException>(1001)}),
            "/exceptions: more than 1000 exceptions");
}

}  // namespace
}  // namespace oasis
