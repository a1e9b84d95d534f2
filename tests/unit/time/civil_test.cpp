// The Gregorian calendar: days, weekdays, months.
#include "shared/time/civil.hpp"

#include <gtest/gtest.h>

namespace oasis {
namespace {

TEST(Civil, DayZeroIsTheFirstOfJanuary1970) {
  EXPECT_EQ(day_number(Date{1970, 1, 1}), 0);
  EXPECT_EQ(date_of(0), (Date{1970, 1, 1}));
  EXPECT_EQ(day_number(Date{2000, 3, 1}), 11'017);
  EXPECT_EQ(day_number(Date{1969, 12, 31}), -1);
}

TEST(Civil, EveryDayFromYearMinus1ToYear2401FollowsTheOneBefore) {
  Date date{-1, 1, 1};
  int weekday = weekday_of(day_number(date));
  for (std::int64_t number = day_number(date); date.year <= 2401; ++number) {
    ASSERT_EQ(day_number(date), number) << date.year << '-' << date.month << '-' << date.day;
    ASSERT_EQ(date_of(number), date);
    ASSERT_EQ(weekday_of(number), weekday);
    weekday = (weekday + 1) % 7;
    if (++date.day <= days_in_month(date.year, date.month)) continue;
    date.day = 1;
    if (++date.month <= 12) continue;
    date.month = 1;
    ++date.year;
  }
}

TEST(Civil, CenturiesAreLeapYearsOnlyEveryFourHundredYears) {
  EXPECT_TRUE(is_leap_year(2000));
  EXPECT_FALSE(is_leap_year(2100));
  EXPECT_TRUE(is_leap_year(2024));
  EXPECT_FALSE(is_leap_year(2026));
  EXPECT_TRUE(is_leap_year(0));
}

TEST(Civil, WeekdaysBeginWithMonday) {
  EXPECT_EQ(weekday_of(day_number(Date{2026, 1, 5})), 0);
  EXPECT_EQ(weekday_of(day_number(Date{2026, 1, 4})), 6);
  EXPECT_EQ(weekday_of(day_number(Date{1582, 10, 15})), 4);
}

TEST(Civil, AMonthLaterIsClampedToTheMonthsLength) {
  EXPECT_EQ(add_months({2026, 1, 31}, 1), (Date{2026, 2, 28}));
  EXPECT_EQ(add_months({2028, 1, 31}, 1), (Date{2028, 2, 29}));
  EXPECT_EQ(add_months({2026, 1, 31}, 2), (Date{2026, 3, 31}));
  EXPECT_EQ(add_months({2026, 1, 31}, -2), (Date{2025, 11, 30}));
  EXPECT_EQ(add_months({2026, 12, 15}, 1), (Date{2027, 1, 15}));
}

TEST(Civil, ADateExistsOrNot) {
  EXPECT_TRUE(is_valid(Date{2024, 2, 29}));
  EXPECT_FALSE(is_valid(Date{2026, 2, 29}));
  EXPECT_FALSE(is_valid(Date{2026, 13, 1}));
  EXPECT_FALSE(is_valid(Date{2026, 4, 31}));
  EXPECT_FALSE(is_valid(Date{2026, 4, 0}));
  EXPECT_TRUE(is_valid(YearlyDate{2, 29}));
  EXPECT_FALSE(is_valid(YearlyDate{2, 30}));
}

TEST(Civil, ALocalTimeIsADayAndATimeOfIt) {
  const LocalTime before_1970 = at_clock(-1, ClockTime{23 * 60});
  EXPECT_EQ(before_1970.ms, -3'600'000);
  EXPECT_EQ(day_number(before_1970), -1);
  EXPECT_EQ(time_of_day(before_1970), hours(23));
  EXPECT_EQ(at_clock(5, ClockTime{24 * 60}), at_clock(6));
}

}  // namespace
}  // namespace oasis
