// Wall clocks and instants; what the tables and rules of zones mean.
#include "shared/time/zone.hpp"

#include <gtest/gtest.h>

#include <string>

#include "shared/time/text.hpp"
#include "shared/time/tz_string.hpp"
#include "tests/system_zones.hpp"
#include "tests/unit/time/tzif_bytes.hpp"

namespace oasis {
namespace {

Instant instant(const char* text) {
  return *parse_instant(text);
}
LocalTime local(const char* text) {
  return *parse_local_time(text);
}

std::string first(const SharedZone& zone, const char* text) {
  return to_text(zone->to_instant(local(text), Repeated::first));
}
std::string last(const SharedZone& zone, const char* text) {
  return to_text(zone->to_instant(local(text), Repeated::last));
}

TEST(Zone, UtcNeedsNoDataAndNeverChanges) {
  const Zone utc = Zone::utc();
  EXPECT_EQ(utc.offset_at(instant("9999-01-01T00:00:00Z")), hours(0));
  EXPECT_EQ(utc.next_transition(instant("0001-01-01T00:00:00Z")), std::nullopt);
  EXPECT_EQ(utc.to_instant(local("2026-01-05T09:00:00"), Repeated::first), instant("2026-01-05T09:00:00Z"));
}

TEST(Zone, ASkippedReadingIsTheFirstInstantAfterTheJump) {
  const SharedZone berlin = test::system_zone("Europe/Berlin");
  EXPECT_EQ(first(berlin, "2026-03-29T02:30:00"), "2026-03-29T01:00:00Z");
  EXPECT_EQ(last(berlin, "2026-03-29T02:30:00"), "2026-03-29T01:00:00Z");
  EXPECT_EQ(first(berlin, "2026-03-29T01:59:59"), "2026-03-29T00:59:59Z");
  EXPECT_EQ(first(berlin, "2026-03-29T03:00:00"), "2026-03-29T01:00:00Z");
}

TEST(Zone, ARepeatedReadingIsTheFirstOrTheLast) {
  const SharedZone berlin = test::system_zone("Europe/Berlin");
  EXPECT_EQ(first(berlin, "2026-10-25T02:30:00"), "2026-10-25T00:30:00Z");
  EXPECT_EQ(last(berlin, "2026-10-25T02:30:00"), "2026-10-25T01:30:00Z");
  EXPECT_EQ(first(berlin, "2026-10-25T02:00:00"), "2026-10-25T00:00:00Z");
  EXPECT_EQ(last(berlin, "2026-10-25T03:00:00"), "2026-10-25T02:00:00Z");
}

TEST(Zone, JumpsOfHalfAnHourADayAndAtMidnight) {
  const SharedZone lord_howe = test::system_zone("Australia/Lord_Howe");
  EXPECT_EQ(first(lord_howe, "2026-10-04T02:15:00"), "2026-10-03T15:30:00Z");
  EXPECT_EQ(last(lord_howe, "2026-04-05T01:45:00"), "2026-04-04T15:15:00Z");
  const SharedZone apia = test::system_zone("Pacific/Apia");
  EXPECT_EQ(first(apia, "2011-12-30T12:00:00"), "2011-12-30T10:00:00Z");
  EXPECT_EQ(first(apia, "2011-12-31T00:00:00"), "2011-12-30T10:00:00Z");
  const SharedZone sao_paulo = test::system_zone("America/Sao_Paulo");
  EXPECT_EQ(first(sao_paulo, "2018-11-04T00:00:00"), "2018-11-04T03:00:00Z");
  const SharedZone havana = test::system_zone("America/Havana");
  EXPECT_EQ(first(havana, "2026-11-01T00:00:00"), "2026-11-01T04:00:00Z");
  EXPECT_EQ(last(havana, "2026-11-01T00:00:00"), "2026-11-01T05:00:00Z");
}

TEST(Zone, TheRuleOfTheFooterHoldsForEver) {
  const SharedZone berlin = test::system_zone("Europe/Berlin");
  EXPECT_EQ(berlin->offset_at(instant("2126-07-01T00:00:00Z")), hours(2));
  EXPECT_EQ(berlin->offset_at(instant("9998-07-01T00:00:00Z")), hours(2));
  EXPECT_EQ(berlin->offset_at(instant("9998-12-01T00:00:00Z")), hours(1));
  EXPECT_EQ(first(berlin, "9998-07-01T12:00:00"), "9998-07-01T10:00:00Z");
  const auto next = berlin->next_transition(instant("9998-12-01T00:00:00Z"));
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(to_text(next->at), "9999-03-28T01:00:00Z");
  EXPECT_EQ(next->offset, hours(2));
}

TEST(Zone, BeforeTheTableTheFirstOffsetHolds) {
  const SharedZone berlin = test::system_zone("Europe/Berlin");
  EXPECT_EQ(berlin->offset_at(instant("0001-01-01T00:00:00Z")), minutes(53) + seconds(28));
}

TEST(Zone, ARuleWithoutATableHoldsForAllTime) {
  const Result<Zone> zone =
      Zone::read("Test/Rule", test::tzif({.types = {0}, .footer = "CET-1CEST,M3.5.0,M10.5.0/3"}));
  ASSERT_TRUE(zone.ok());
  for (const char* summer : {"0100-07-01T00:00:00Z", "1900-07-01T00:00:00Z", "1970-07-01T00:00:00Z",
                             "2400-07-01T00:00:00Z", "9999-07-01T00:00:00Z"}) {
    EXPECT_EQ(zone->offset_at(instant(summer)), hours(2)) << summer;
  }
  EXPECT_EQ(zone->offset_at(instant("1969-12-31T23:59:59Z")), hours(1));
  EXPECT_EQ(zone->to_instant(local("1600-07-01T12:00:00"), Repeated::first), instant("1600-07-01T10:00:00Z"));
}

TEST(Zone, WithoutARuleTheLastOffsetGoesOn) {
  const Result<Zone> zone =
      Zone::read("Test/Table", test::tzif({.times = {0, 1000}, .indices = {1, 0}, .types = {0, 3600}}));
  ASSERT_TRUE(zone.ok());
  EXPECT_EQ(zone->offset_at(Instant{-1}), hours(0));
  EXPECT_EQ(zone->offset_at(Instant{0}), hours(1));
  EXPECT_EQ(zone->offset_at(instant("9999-01-01T00:00:00Z")), hours(0));
  EXPECT_EQ(zone->next_transition(Instant{1'000'000}), std::nullopt);
}

TEST(Zone, YearRoundDaylightSavingHasNoGap) {
  const Result<Zone> zone = Zone::read(
      "Test/Summer", test::tzif({.version = '3', .types = {-14'400}, .footer = "EST5EDT,0/0,J365/25"}));
  ASSERT_TRUE(zone.ok()) << zone.error().what;
  for (const char* time :
       {"2026-01-01T04:59:59Z", "2026-01-01T05:00:00Z", "2026-07-01T00:00:00Z", "2028-12-31T23:00:00Z"}) {
    EXPECT_EQ(zone->offset_at(instant(time)), hours(-4)) << time;
  }
  EXPECT_EQ(zone->next_transition(instant("2026-01-01T00:00:00Z")), std::nullopt);
}

TEST(Zone, AChangeMayLieDaysBeforeOrAfterItsDay) {
  const Result<Zone> zone =
      Zone::read("Test/Far",
                 test::tzif({.version = '3', .types = {0}, .footer = "<+00>0<+01>,M3.1.0/-167,M10.1.0/167"}));
  ASSERT_TRUE(zone.ok()) << zone.error().what;
  const auto start = zone->next_transition(instant("2026-01-01T00:00:00Z"));
  ASSERT_TRUE(start.has_value());
  EXPECT_EQ(to_text(start->at), "2026-02-22T01:00:00Z");  // 1 March 00:00 - 167 h
  EXPECT_EQ(to_text(zone->next_transition(start->at)->at),
            "2026-10-10T22:00:00Z");  // 4 October 00:00 + 167 h - 1 h
}

TEST(Zone, AFooterMustAgreeWithTheLastTransition) {
  const Result<Zone> zone =
      Zone::read("Test/Wrong", test::tzif({.times = {0}, .indices = {0}, .types = {3600}, .footer = "UTC0"}));
  ASSERT_FALSE(zone.ok());
  EXPECT_EQ(zone.error().what,
            "time zone Test/Wrong: the rule of the footer contradicts the last transition");
}

TEST(Zones, AnUnknownNameIsAnErrorThatSaysSo) {
  Zones zones;
  EXPECT_TRUE(zones.find("UTC").ok());
  ASSERT_FALSE(zones.find("Europe/Berlin").ok());
  EXPECT_EQ(zones.find("Mars/Olympus").error().what,
            "no time zone \"Mars/Olympus\": use an IANA name, as Europe/Berlin");
  ASSERT_TRUE(zones.add("Europe/Berlin", test::zone_bytes("Europe/Berlin")).ok());
  EXPECT_EQ((*zones.find("Europe/Berlin"))->name(), "Europe/Berlin");
  EXPECT_FALSE(zones.add("Europe/Paris", "nothing").ok());
  EXPECT_FALSE(zones.find("Europe/Paris").ok());
}

TEST(TzString, CountsDaysWithAndWithoutTheLeapDay) {
  const auto start_in = [](const char* text, std::int64_t year) {
    const Result<TzRule> rule = parse_tz_string(text, false);
    EXPECT_TRUE(rule.ok()) << text;
    return to_text(transitions_of(*rule, year, year).front().at);
  };
  EXPECT_EQ(start_in("AAA0BBB,J60/0,J300", 2026), "2026-03-01T00:00:00Z");
  EXPECT_EQ(start_in("AAA0BBB,J60/0,J300", 2028), "2028-03-01T00:00:00Z");
  EXPECT_EQ(start_in("AAA0BBB,J59/0,J300", 2028), "2028-02-28T00:00:00Z");
  EXPECT_EQ(start_in("AAA0BBB,59/0,300", 2028), "2028-02-29T00:00:00Z");
  EXPECT_EQ(start_in("AAA0BBB,59/0,300", 2026), "2026-03-01T00:00:00Z");
  EXPECT_EQ(start_in("AAA0BBB,M2.5.0/0,300", 2026), "2026-02-22T00:00:00Z");
  EXPECT_EQ(start_in("AAA0BBB,M2.5.0,300", 2032), "2032-02-29T02:00:00Z");
}

TEST(TzString, SignsCountWestOfGreenwich) {
  EXPECT_EQ(parse_tz_string("EST5", false)->standard, hours(-5));
  EXPECT_EQ(parse_tz_string("<+0545>-5:45", false)->standard, hours(5) + minutes(45));
  EXPECT_EQ(parse_tz_string("IST-1GMT0,M10.5.0,M3.5.0/1", false)->daylight->offset, hours(0));
  EXPECT_EQ(parse_tz_string("EST5EDT,M3.2.0,M11.1.0", false)->daylight->offset, hours(-4));
}

TEST(TzString, WhatTheGrammarDoesNotAllowIsRefused) {
  for (const char* text : {"E5",
                           "EST",
                           "EST25",
                           "EST5:60",
                           "EST5EDT",
                           "EST5EDT,",
                           "EST5EDT,M3.2.0",
                           "EST5EDT,M3.2.0,M13.1.0",
                           "EST5EDT,M3.6.0,M11.1.0",
                           "EST5EDT,M3.0.0,M11.1.0",
                           "EST5EDT,M3.2.7,M11.1.0",
                           "EST5EDT,J0,J365",
                           "EST5EDT,J366,J1",
                           "EST5EDT,366,1",
                           "EST5EDT,M3.2.0/25,M11.1.0",
                           "EST5EDT,M3.2.0/-1,M11.1.0",
                           "<EST5",
                           "<E+>5",
                           "EST5EDT,M3.2.0,M11.1.0,",
                           "EST5 ",
                           "5",
                           "EST+-5"}) {
    EXPECT_FALSE(parse_tz_string(text, false).ok()) << text;
  }
  EXPECT_TRUE(parse_tz_string("EST5EDT,M3.2.0/-167,M11.1.0/167", true).ok());
  EXPECT_FALSE(parse_tz_string("EST5EDT,M3.2.0/-168,M11.1.0", true).ok());
}

}  // namespace
}  // namespace oasis
