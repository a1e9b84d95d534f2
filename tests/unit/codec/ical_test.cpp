// iCalendar: feeds as RFC 5545 wants them, and holidays read from files.
#include "shared/codec/ical.hpp"

#include <gtest/gtest.h>

#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

Instant at(const char* text) {
  return *parse_instant(text);
}

IcalFeed feed_in(const std::string& zone) {
  IcalFeed feed;
  feed.name = "On call";
  feed.zone = zone == "UTC" ? std::make_shared<const Zone>(Zone::utc()) : test::system_zone(zone);
  feed.stamp = at("2026-03-01T12:00:00Z");
  feed.sequence = 7;
  return feed;
}

IcalEvent event(const char* from, const char* to, std::string summary = "Support") {
  return {"s-ann-1@test", {at(from), at(to)}, std::move(summary), "", false};
}

bool has_line(const std::string& text, const std::string& line) {
  return text.find("\r\n" + line + "\r\n") != std::string::npos;
}

TEST(IcalWriting, EveryLineEndsWithCrlfAndHasAtMost75Octets) {
  IcalFeed feed = feed_in("Europe/Berlin");
  std::string long_name;
  for (int i = 0; i < 60; ++i) long_name += "日本";
  feed.events = {event("2026-03-02T08:00:00Z", "2026-03-09T08:00:00Z", long_name)};
  const std::string text = write_ical(feed);
  std::string unfolded;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t end = text.find("\r\n", from);
    ASSERT_NE(end, std::string::npos);
    const std::string line = text.substr(from, end - from);
    EXPECT_LE(line.size(), 75u);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    const bool goes_on = !line.empty() && line[0] == ' ';
    unfolded += goes_on ? line.substr(1) : "\n" + line;
    // A character is never torn apart: what follows the blank begins one.
    if (goes_on && line.size() > 1) EXPECT_NE(static_cast<unsigned char>(line[1]) & 0xc0, 0x80);
    from = end + 2;
  }
  EXPECT_NE(unfolded.find("\nSUMMARY:" + long_name), std::string::npos);
}

TEST(IcalWriting, TextIsEscaped) {
  IcalFeed feed = feed_in("UTC");
  feed.events = {event("2026-03-02T08:00:00Z", "2026-03-09T08:00:00Z", "a,b;c\\d\ne\r")};
  EXPECT_TRUE(has_line(write_ical(feed), "SUMMARY:a\\,b\\;c\\\\d\\ne"));
}

TEST(IcalWriting, AnEventHasWhatItNeedsToBeUpdated) {
  IcalFeed feed = feed_in("UTC");
  feed.events = {event("2026-03-02T08:00:00Z", "2026-03-09T08:00:00Z")};
  feed.events[0].alarm = true;
  const std::string text = write_ical(feed);
  for (const char* line :
       {"UID:s-ann-1@test", "DTSTAMP:20260301T120000Z", "SEQUENCE:7", "DTSTART:20260302T080000Z",
        "DTEND:20260309T080000Z", "TRIGGER:-PT15M", "METHOD:PUBLISH"})
    EXPECT_TRUE(has_line(text, line)) << line;
  EXPECT_EQ(text.find("VTIMEZONE"), std::string::npos) << "UTC needs no rules";
}

TEST(IcalWriting, TheZoneBringsEveryChangeOfItsClocks) {
  IcalFeed feed = feed_in("Europe/Berlin");
  feed.events = {event("2026-03-28T08:00:00Z", "2026-03-30T07:00:00Z")};
  const std::string text = write_ical(feed);
  EXPECT_TRUE(has_line(text, "DTSTART;TZID=Europe/Berlin:20260328T090000"));
  EXPECT_TRUE(has_line(text, "DTEND;TZID=Europe/Berlin:20260330T090000"));
  EXPECT_NE(
      text.find("BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n"
                "END:DAYLIGHT\r\n"),
      std::string::npos);
  EXPECT_NE(
      text.find("BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
                "END:STANDARD\r\n"),
      std::string::npos);
}

TEST(IcalWriting, TheSecondOfTwoEqualReadingsIsWrittenInUtc) {
  IcalFeed feed = feed_in("Europe/Berlin");
  // 02:30 happens twice on 25 October 2026.
  feed.events = {event("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")};
  const std::string text = write_ical(feed);
  EXPECT_TRUE(has_line(text, "DTSTART;TZID=Europe/Berlin:20261025T023000"));
  EXPECT_TRUE(has_line(text, "DTEND:20261025T013000Z"));
}

// ---- reading
// --------------------------------------------------------------------------------------------------

std::string file(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}
std::string vevent(const std::string& lines) {
  return file("BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n");
}

std::vector<std::string> days_of(const std::string& text) {
  const auto read = read_ical_holidays(text);
  if (!read.ok()) return {read.error().where + ": " + read.error().what};
  std::vector<std::string> days;
  for (const DayException& day : *read) {
    const std::string date =
        day.year ? to_text(Date{*day.year, day.month, day.day}) : to_text(YearlyDate{day.month, day.day});
    days.push_back(date + " " + day.name);
  }
  return days;
}

using Days = std::vector<std::string>;

TEST(IcalReading, DaysOffComeByDateWithTheirNames) {
  EXPECT_EQ(days_of(vevent("DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas\\, first day\r\n")),
            Days{"2026-12-25 Christmas, first day"});
  EXPECT_EQ(days_of(vevent("DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\nSUMMARY:Chri\n stmas\n")),
            (Days{"2026-12-25 Christmas", "2026-12-26 Christmas"}));
  EXPECT_EQ(days_of(vevent("DTSTART;VALUE=DATE:20261225\r\nDURATION:P2D\r\nSUMMARY:x\r\n")),
            (Days{"2026-12-25 x", "2026-12-26 x"}));
  EXPECT_EQ(days_of(vevent("DTSTART;TZID=\"a:b\":20261224T120000\r\nDTEND;TZID=x:20261225T000000\r\n")),
            Days{"2026-12-24 "});
}

TEST(IcalReading, WhatComesEveryYearIsOfEveryYear) {
  EXPECT_EQ(days_of(vevent("DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:New Year\r\n")),
            Days{"01-01 New Year"});
  EXPECT_EQ(days_of(vevent("DTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1\r\n")),
            Days{"01-01 "});
}

TEST(IcalReading, PassesOverWhatIsNoDayOff) {
  EXPECT_EQ(days_of(vevent("DTSTART;VALUE=DATE:20261225\r\nSTATUS:CANCELLED\r\n")), Days{});
  EXPECT_EQ(days_of(file("BEGIN:VTODO\r\nDTSTART:rubbish\r\nEND:VTODO\r\n")), Days{});
  EXPECT_EQ(days_of(vevent("DTSTART;VALUE=DATE:20261225\r\nBEGIN:VALARM\r\nDURATION:x\r\nEND:VALARM\r\n")),
            Days{"2026-12-25 "});
}

TEST(IcalReading, ErrorsNameTheLine) {
  EXPECT_EQ(days_of("hello"), Days{"line 1: has no colon: this is no iCalendar file"});
  EXPECT_EQ(days_of("BEGIN:VCARD\r\n"), Days{"line 1: does not begin with BEGIN:VCALENDAR"});
  EXPECT_EQ(days_of(vevent("DTSTART:yesterday\r\n")), Days{"line 4: DTSTART has no date"});
  EXPECT_EQ(days_of(vevent("SUMMARY:x\r\n")), Days{"line 3: the event has no DTSTART"});
  EXPECT_EQ(days_of(vevent("DTSTART:20261225\r\nRRULE:FREQ=WEEKLY\r\n")),
            Days{"line 5: only RRULE:FREQ=YEARLY on the event's own date is understood"});
  EXPECT_EQ(days_of(vevent("DTSTART:20260101\r\nDTEND:20280101\r\n")),
            Days{"line 3: the event is longer than a year"});
  EXPECT_EQ(days_of("BEGIN:VCALENDAR\r\nEND:VEVENT\r\n"), Days{"line 2: ends what did not begin"});
  EXPECT_EQ(days_of("BEGIN:VCALENDAR\r\nX:1\r\n"), Days{"line 2: the file ends within VCALENDAR"});
  EXPECT_EQ(days_of(" x"), Days{"line 1: begins with a blank, but continues nothing"});
  EXPECT_EQ(days_of(std::string(largest_ical + 1, 'x')), Days{": The file is larger than a megabyte."});
}

TEST(IcalReading, ACalendarKeepsWhatItHasAndTakesTheRest) {
  CalendarRules rules;
  DayException own;
  own.year = 2026;
  own.month = 12;
  own.day = 24;
  own.hours = {{{9 * 60}, {12 * 60}}};
  rules.exceptions = {own};
  const auto holidays = read_ical_holidays(vevent("DTSTART:20261224\r\nDTEND:20261227\r\n"));
  ASSERT_TRUE(holidays.ok());
  EXPECT_EQ(*add_holidays(rules, *holidays), 2u);
  EXPECT_EQ(rules.exceptions.size(), 3u);
  EXPECT_EQ(rules.exceptions[0], own);
  EXPECT_EQ(*add_holidays(rules, *holidays), 0u);
}

}  // namespace
}  // namespace oasis
