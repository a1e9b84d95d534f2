// How times are written and read.
#include "shared/time/text.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace oasis {
namespace {

std::string instant_read(const char* text) {
  const Result<Instant> instant = parse_instant(text);
  return instant ? to_text(*instant) : "refused";
}

std::string duration_read(const std::string& text) {
  const Result<Duration> duration = parse_duration(text);
  return duration ? to_text(*duration) : "refused";
}

TEST(InstantText, PrintsInUtcWithZ) {
  EXPECT_EQ(instant_read("2026-03-27T16:30:00+01:00"), "2026-03-27T15:30:00Z");
  EXPECT_EQ(instant_read("2026-03-27T15:30:00Z"), "2026-03-27T15:30:00Z");
  EXPECT_EQ(instant_read("2026-01-01T00:30:00+05:45"), "2025-12-31T18:45:00Z");
  EXPECT_EQ(instant_read("1969-12-31T23:59:59-00:00"), "1969-12-31T23:59:59Z");
  EXPECT_EQ(to_text(Instant{}), "1970-01-01T00:00:00Z");
}

TEST(InstantText, SmallLettersAreRfc3339Too) {
  EXPECT_EQ(instant_read("2026-03-27t15:30:00z"), "2026-03-27T15:30:00Z");
}

TEST(InstantText, MillisecondsPrintOnlyWhereTheyAreNotZero) {
  EXPECT_EQ(instant_read("2026-03-27T15:30:00.250Z"), "2026-03-27T15:30:00.250Z");
  EXPECT_EQ(instant_read("2026-03-27T15:30:00.000Z"), "2026-03-27T15:30:00Z");
  EXPECT_EQ(instant_read("2026-03-27T15:30:00.5Z"), "2026-03-27T15:30:00.500Z");
  EXPECT_EQ(instant_read("2026-03-27T15:30:00.0129999999999Z"), "2026-03-27T15:30:00.012Z");
  EXPECT_EQ(to_text(Instant{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(InstantText, AnythingElseIsRefused) {
  for (const char* text : {"",
                           "2026",
                           "2026-03-27",
                           "2026-03-27T15:30:00",
                           "2026-03-27 15:30:00Z",
                           "2026-03-27T15:30Z",
                           "2026-03-27T15:30:60Z",
                           "2026-03-27T24:00:00Z",
                           "2026-03-27T15:60:00Z",
                           "2026-02-29T00:00:00Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-01-00T00:00:00Z",
                           "2026-03-27T15:30:00.Z",
                           "2026-03-27T15:30:00+1:00",
                           "2026-03-27T15:30:00+0100",
                           "2026-03-27T15:30:00+24:00",
                           "2026-03-27T15:30:00+01:60",
                           "2026-03-27T15:30:00ZZ",
                           " 2026-03-27T15:30:00Z",
                           "2026-03-27T15:30:00Z ",
                           "0000-01-01T00:00:00Z",
                           "+2026-03-27T15:30:00Z",
                           "-026-03-27T15:30:00Z",
                           "12026-03-27T15:30:00Z",
                           "2026-03-27T15:30:00Z\n"}) {
    EXPECT_FALSE(parse_instant(text).ok()) << text;
  }
  EXPECT_FALSE(parse_instant(std::string_view("2026-03-27T15:30:00Z\0", 21)).ok());
}

TEST(InstantText, StaysWithinTheYears1To9999OfUtc) {
  EXPECT_EQ(instant_read("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00Z");
  EXPECT_EQ(instant_read("0001-01-01T00:00:00+00:01"), "refused");
  EXPECT_EQ(instant_read("9999-12-31T23:59:59.999Z"), "9999-12-31T23:59:59.999Z");
  EXPECT_EQ(instant_read("9999-12-31T23:59:59-00:01"), "refused");
}

TEST(InstantText, WhatLiesBeyondPrintsWithASign) {
  EXPECT_EQ(to_text(Instant{253'402'300'800'000}), "+10000-01-01T00:00:00Z");
  EXPECT_EQ(to_text(Instant{-62'167'219'200'001}), "-0001-12-31T23:59:59.999Z");
  EXPECT_EQ(to_text(Instant{std::numeric_limits<std::int64_t>::max()}), "+292278994-08-17T07:12:55.807Z");
  EXPECT_EQ(to_text(Instant{std::numeric_limits<std::int64_t>::min()}), "-292275055-05-16T16:47:04.192Z");
}

TEST(InstantText, AnErrorShowsTheTextButNotAllOfALongOne) {
  EXPECT_EQ(parse_instant("noon").error().what,
            "\"noon\" is not an instant with offset, as 2026-03-27T16:30:00+01:00");
  EXPECT_LT(parse_instant(std::string(100'000, 'x')).error().what.size(), 200u);
}

TEST(LocalTimeText, HasNoOffset) {
  ASSERT_TRUE(parse_local_time("2026-01-05T09:00:00").ok());
  EXPECT_EQ(to_text(*parse_local_time("2026-01-05T09:00:00")), "2026-01-05T09:00:00");
  EXPECT_FALSE(parse_local_time("2026-01-05T09:00:00Z").ok());
  EXPECT_FALSE(parse_local_time("2026-01-05T09:00").ok());
  EXPECT_FALSE(parse_local_time("2026-01-05").ok());
}

TEST(DateText, IsWholeAndExists) {
  EXPECT_EQ(to_text(*parse_date("2024-02-29")), "2024-02-29");
  EXPECT_FALSE(parse_date("2026-02-29").ok());
  EXPECT_FALSE(parse_date("2026-2-9").ok());
  EXPECT_FALSE(parse_date("2026-12-25T").ok());
  EXPECT_EQ(to_text(*parse_yearly_date("02-29")), "02-29");
  EXPECT_FALSE(parse_yearly_date("02-30").ok());
  EXPECT_FALSE(parse_yearly_date("5-1").ok());
}

TEST(ClockText, TwentyFourHoursOnlyEndAWindow) {
  EXPECT_EQ(parse_clock("09:05")->minute, 545);
  EXPECT_EQ(to_text(*parse_clock("09:05")), "09:05");
  EXPECT_FALSE(parse_clock("24:00").ok());
  EXPECT_EQ(parse_clock_end("24:00")->minute, 1440);
  EXPECT_EQ(to_text(*parse_clock_end("24:00")), "24:00");
  for (const char* text : {"24:01", "9:00", "09:60", "0900", "09:00:00", "25:00", "-1:00", ""}) {
    EXPECT_FALSE(parse_clock_end(text).ok()) << text;
  }
}

TEST(DurationText, HoursAreTheLargestUnitPrinted) {
  EXPECT_EQ(duration_read("45s"), "45s");
  EXPECT_EQ(duration_read("90m"), "1h30m");
  EXPECT_EQ(duration_read("1h30m"), "1h30m");
  EXPECT_EQ(duration_read("24h"), "24h");
  EXPECT_EQ(duration_read("3d"), "72h");
  EXPECT_EQ(duration_read("2w"), "336h");
  EXPECT_EQ(duration_read("1d2h30m"), "26h30m");
  EXPECT_EQ(duration_read("250ms"), "250ms");
  EXPECT_EQ(duration_read("1h1s1ms"), "1h1s1ms");
  EXPECT_EQ(duration_read("0m"), "0s");
  EXPECT_EQ(to_text(minutes(-90)), "-1h30m");
  EXPECT_EQ(to_text(Duration{std::numeric_limits<std::int64_t>::min()}), "-2562047788015h12m55s808ms");
}

TEST(DurationText, UnitsComeOnceAndLargerOnesFirst) {
  for (const char* text : {"", "5", "h", "30m1h", "1h1h", "1.5h", "-1h", "+1h", "1 h", "1hour", "1H", "1h ",
                           " 1h", "1ms1s", "m", "1mm", "1y"}) {
    EXPECT_EQ(duration_read(text), "refused") << text;
  }
}

TEST(DurationText, NeverOverflows) {
  EXPECT_EQ(duration_read("3660000d"), "87840000h");
  EXPECT_EQ(duration_read("3660000d1ms"), "refused");
  EXPECT_EQ(duration_read("9223372036854775807w"), "refused");
  EXPECT_EQ(duration_read("18446744073709551617s"), "refused");
  EXPECT_EQ(duration_read(std::string(10'000, '9') + "s"), "refused");
  EXPECT_EQ(duration_read(std::string(10'000, '0') + "7s"), "7s");
}

}  // namespace
}  // namespace oasis
