// Dates, times of day and numbers as regions write them (client/words/locale.hpp).
#include "client/words/locale.hpp"

#include <gtest/gtest.h>

namespace oasis {
namespace {

const std::int64_t monday = day_number(Date{2026, 3, 2});

/// What a browser of the United States says, English as it stands there.
std::string american_lines() {
  std::string lines;
  const Locale& plain = plain_locale();
  for (const auto* months : {&plain.months_short, &plain.months, &plain.months_alone})
    for (const std::string& month : *months) lines += month + "\n";
  for (const auto* weekdays : {&plain.weekdays_short, &plain.weekdays})
    for (const std::string& weekday : *weekdays) lines += weekday + "\n";
  return lines +
         "{weekday}, {month} {day}\n{month} {day}\n{month} {day}, {year}\n{month} {year}\n"
         "{weekday}, {month} {day}, {year}\n{hour}:{minute} {dayPeriod}\nAM\nPM\n.\n,";
}

class InARegion : public testing::Test {
 protected:
  void TearDown() override { use_locale(plain_locale()); }
};

TEST_F(InARegion, PlainEnglishHasTheDayFirstAnd24Hours) {
  EXPECT_EQ(write_day(monday), "Mon 2 Mar");
  EXPECT_EQ(write_day_month(monday), "2 Mar");
  EXPECT_EQ(write_date(monday), "2 Mar 2026");
  EXPECT_EQ(write_month(monday), "March 2026");
  EXPECT_EQ(write_full_date(monday), "Monday 2 March 2026");
  EXPECT_EQ(write_clock(at_clock(monday) + hours(14) + minutes(5) + seconds(9)), "14:05");
  EXPECT_EQ(write_clock(at_clock(monday) + hours(14) + minutes(5) + seconds(9), true), "14:05:09");
  EXPECT_EQ(write_hour(24), "24:00");
}

TEST_F(InARegion, TheUnitedStatesHaveTheMonthFirstAndTwelveHours) {
  auto american = read_locale(american_lines());
  ASSERT_TRUE(american);
  use_locale(*std::move(american));
  EXPECT_EQ(write_day(monday), "Mon, Mar 2");
  EXPECT_EQ(write_full_date(monday), "Monday, March 2, 2026");
  EXPECT_EQ(write_clock(at_clock(monday)), "12:00 AM");
  EXPECT_EQ(write_clock(at_clock(monday) + hours(11) + minutes(59)), "11:59 AM");
  EXPECT_EQ(write_clock(at_clock(monday) + hours(12)), "12:00 PM");
  EXPECT_EQ(write_clock(at_clock(monday) + hours(23) + seconds(5), true), "11:00:05 PM");
  EXPECT_EQ(write_hour(0), "12 AM");
  EXPECT_EQ(write_hour(15), "3 PM");
  EXPECT_EQ(write_hour(24), "12 AM");
}

TEST_F(InARegion, NumbersOfFiveDigitsAndMoreAreGrouped) {
  EXPECT_EQ(write_number(0), "0");
  EXPECT_EQ(write_number(9999), "9999");
  EXPECT_EQ(write_number(10000), "10,000");
  EXPECT_EQ(write_number(-1234567), "-1,234,567");
  Locale narrow = plain_locale();
  narrow.group = "\u202f";
  use_locale(narrow);
  EXPECT_EQ(write_number(1234567), "1\u202f234\u202f567");
}

TEST_F(InARegion, WhatHasTooFewLinesIsNoRegion) {
  EXPECT_FALSE(read_locale(""));
  EXPECT_FALSE(read_locale("Jan\nFeb"));
  const std::string lines = american_lines();
  EXPECT_FALSE(read_locale(lines.substr(0, lines.size() - 2)));
}

}  // namespace
}  // namespace oasis
