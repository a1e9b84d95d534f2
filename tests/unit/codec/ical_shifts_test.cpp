// Shifts read from calendar files of other programs: times, zones, rules, people, and what is refused.
#include "shared/codec/ical_shifts.hpp"

#include <gtest/gtest.h>

#include "shared/codec/ical.hpp"
#include "shared/time/text.hpp"
#include "tests/zone_files.hpp"

namespace oasis {
namespace {

const Instant now = *parse_instant("2026-03-04T10:00:00Z");  // a Wednesday

const Zones& zones() {
  static const Zones all = [] {
    Zones some;
    for (const char* name : {"Europe/Berlin", "America/New_York"})
      if (!some.add(name, test::zone_bytes(name)).ok()) ADD_FAILURE() << "is tzdata installed?";
    return some;
  }();
  return all;
}

std::string shift_event(const std::string& lines) {
  return "BEGIN:VEVENT\r\n" + lines + "END:VEVENT\r\n";
}

Result<std::vector<IcalShift>> shifts_in(const std::string& components) {
  return read_ical_shifts("BEGIN:VCALENDAR\r\n" + components + "END:VCALENDAR\r\n", *zones().find("Europe/Berlin"),
                          zones(), now);
}

using Lines = std::vector<std::string>;

/// "from to", or the problem.
Lines times_of(const std::string& components) {
  const auto shifts = shifts_in(components);
  if (!shifts.ok()) return {shifts.error().where + ": " + shifts.error().what};
  Lines out;
  for (const IcalShift& shift : *shifts)
    out.push_back(shift.problem.empty() ? to_text(shift.during.from) + " " + to_text(shift.during.to) : shift.problem);
  return out;
}

TEST(IcalShifts, TimesAreInUtcInAZoneOrOnTheScheduleClock) {
  EXPECT_EQ(times_of(shift_event("DTSTART:20260310T080000Z\nDTEND:20260311T080000Z\n")),
            Lines{"2026-03-10T08:00:00Z 2026-03-11T08:00:00Z"});
  EXPECT_EQ(times_of(shift_event("DTSTART;TZID=America/New_York:20260310T080000\nDTEND;TZID=\"America/New_York\":2026\n"
                            " 0310T160000\n")),
            Lines{"2026-03-10T12:00:00Z 2026-03-10T20:00:00Z"});
  EXPECT_EQ(times_of(shift_event("DTSTART:20260310T080000\nDURATION:P1DT2H30M\n")),
            Lines{"2026-03-10T07:00:00Z 2026-03-11T09:30:00Z"});
}

TEST(IcalShifts, WholeDaysAreOfTheScheduleAndEndBeforeTheirEnd) {
  EXPECT_EQ(times_of(shift_event("DTSTART;VALUE=DATE:20260328\nDTEND;VALUE=DATE:20260330\n")),
            Lines{"2026-03-27T23:00:00Z 2026-03-29T22:00:00Z"});  // an hour shorter: the clocks go forward
  EXPECT_EQ(times_of(shift_event("DTSTART;VALUE=DATE:20260310\n")), Lines{"2026-03-09T23:00:00Z 2026-03-10T23:00:00Z"});
}

TEST(IcalShifts, AZoneMaySayItsPlace) {
  const std::string zone = "BEGIN:VTIMEZONE\nTZID:Ours\nX-LIC-LOCATION:America/New_York\nBEGIN:STANDARD\n"
                           "DTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE\n";
  const std::string event = shift_event("DTSTART;TZID=Ours:20260310T080000\nDURATION:PT8H\n");
  EXPECT_EQ(times_of(zone + event), Lines{"2026-03-10T12:00:00Z 2026-03-10T20:00:00Z"});
  EXPECT_EQ(times_of(event), Lines{"The time zone \"Ours\" is not known, line 3"});
}

TEST(IcalShifts, WhatComesAgainKeepsTheWallClockAndIsFollowedForHalfAYear) {
  EXPECT_EQ(times_of(shift_event("DTSTART;TZID=Europe/Berlin:20260223T090000\nDTEND;TZID=Europe/Berlin:20260302T090000\n"
                            "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4\n")),
            (Lines{"2026-03-09T08:00:00Z 2026-03-16T08:00:00Z", "2026-03-23T08:00:00Z 2026-03-30T07:00:00Z",
                   "2026-04-06T07:00:00Z 2026-04-13T07:00:00Z"}));
  const auto all = shifts_in(shift_event("DTSTART:20250101T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\n"));
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all->size(), 182u);
  EXPECT_TRUE(all->front().repeats);
  EXPECT_GE(all->front().during.to, now);
  EXPECT_LE(all->back().during.from, now + repeats_ahead);
}

TEST(IcalShifts, WhatTheClocksJumpOverIsNoShift) {  // 02:00 to 03:00 on 29 March in Berlin
  EXPECT_EQ(times_of(shift_event("DTSTART:20260329T021000\nDTEND:20260329T025000\n")),
            Lines{"It has no end after its beginning"});
  EXPECT_EQ(times_of(shift_event("DTSTART:20260328T021000\nDTEND:20260328T025000\nRRULE:FREQ=DAILY;COUNT=3\n")),
            (Lines{"2026-03-28T01:10:00Z 2026-03-28T01:50:00Z", "2026-03-30T00:10:00Z 2026-03-30T00:50:00Z"}));
}

TEST(IcalShifts, RulesNameWeekdaysDatesAndTheirEnd) {
  EXPECT_EQ(times_of(shift_event("DTSTART:20260304T090000Z\nDURATION:PT8H\n"
                            "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260309T090000Z;WKST=SU\n")),
            (Lines{"2026-03-04T09:00:00Z 2026-03-04T17:00:00Z", "2026-03-09T09:00:00Z 2026-03-09T17:00:00Z"}));
  EXPECT_EQ(times_of(shift_event("DTSTART:20260131T090000Z\nDURATION:PT8H\nRRULE:FREQ=MONTHLY;UNTIL=20260701\n")),
            (Lines{"2026-03-31T09:00:00Z 2026-03-31T17:00:00Z", "2026-05-31T09:00:00Z 2026-05-31T17:00:00Z"}));
  EXPECT_EQ(times_of(shift_event("DTSTART:20250501T090000Z\nDURATION:PT8H\nRRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1\n")),
            Lines{"2026-05-01T09:00:00Z 2026-05-01T17:00:00Z"});
  EXPECT_EQ(times_of(shift_event("DTSTART:20260310T090000Z\nDURATION:PT8H\nRRULE:FREQ=MONTHLY;BYDAY=2TU\n")),
            Lines{"It comes again by a rule that is not understood: BYDAY=2TU is not understood"});
  EXPECT_EQ(times_of(shift_event("DTSTART:20260310T090000Z\nDURATION:PT8H\nRRULE:FREQ=HOURLY\n")),
            Lines{"It comes again by a rule that is not understood: FREQ=HOURLY is not understood"});
}

TEST(IcalShifts, OccurrencesAreLeftOutMovedAndAdded) {
  const std::string series = shift_event(
      "UID:a\nDTSTART:20260305T090000Z\nDURATION:PT8H\nRRULE:FREQ=DAILY;COUNT=4\n"
      "EXDATE:20260306T090000Z\nRDATE:20260310T090000Z\n");
  const std::string moved =
      shift_event("UID:a\nRECURRENCE-ID:20260307T090000Z\nDTSTART:20260307T120000Z\nDTEND:20260307T130000Z\n");
  EXPECT_EQ(times_of(moved + series),
            (Lines{"2026-03-05T09:00:00Z 2026-03-05T17:00:00Z", "2026-03-07T12:00:00Z 2026-03-07T13:00:00Z",
                   "2026-03-08T09:00:00Z 2026-03-08T17:00:00Z", "2026-03-10T09:00:00Z 2026-03-10T17:00:00Z"}));
  const std::string cancelled = shift_event("UID:a\nRECURRENCE-ID:20260307T090000Z\nDTSTART:20260307T090000Z\nSTATUS:CANCELLED\n");
  EXPECT_EQ(times_of(series + cancelled).size(), 3u);
  EXPECT_EQ(times_of(shift_event("DTSTART:20260310T080000Z\nDURATION:PT8H\nSTATUS:CANCELLED\n")), Lines{});
}

TEST(IcalShifts, PeopleStandInTheFileByMailAndName) {
  const auto shifts = shifts_in(shift_event(
      "UID:x@y\nSUMMARY:Ann on call\\, tier 1\nDTSTART:20260310T080000Z\nDURATION:PT8H\nORGANIZER:mailto:boss@acme.example\n"
      "ATTENDEE;CN=\"Ek; Ann\";RSVP=TRUE:MAILTO:Ann@Acme.example\nBEGIN:VALARM\nATTENDEE:mailto:alarm@x\nEND:VALARM\n"));
  ASSERT_TRUE(shifts.ok());
  ASSERT_EQ(shifts->size(), 1u);
  const IcalShift& shift = shifts->front();
  EXPECT_EQ(shift.uid, "x@y");
  EXPECT_EQ(shift.summary, "Ann on call, tier 1");
  EXPECT_EQ(shift.mails, Lines{"Ann@Acme.example"});
  EXPECT_EQ(shift.names, Lines{"Ek; Ann"});
  EXPECT_EQ(shift.organizer, "boss@acme.example");
  EXPECT_EQ(shift.line, 2u);
}

TEST(IcalShifts, AnEventWhoseTimesCannotBeToldSaysWhy) {
  EXPECT_EQ(times_of(shift_event("DTSTART:yesterday\n")), Lines{"DTSTART is no date or time, line 3"});
  EXPECT_EQ(times_of(shift_event("SUMMARY:x\n")), Lines{"It has no beginning"});
  EXPECT_EQ(times_of(shift_event("DTSTART:20260310T080000Z\n")), Lines{"It has no end after its beginning"});
  EXPECT_EQ(times_of(shift_event("DTSTART:20260310T080000Z\nDTEND:20260310T080000Z\n")),
            Lines{"It has no end after its beginning"});
  EXPECT_EQ(times_of(shift_event("DTSTART:20260310T080000Z\nDURATION:P\n")), Lines{"DURATION cannot be read, line 4"});
  EXPECT_EQ(times_of(shift_event("DTSTART:15000101T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY\n")),
            Lines{"It comes again since too long ago"});
}

TEST(IcalShifts, AFileThatIsNoneIsRefusedWithItsLine) {
  const auto refused = [](const std::string& text) {
    const auto shifts = read_ical_shifts(text, *zones().find("UTC"), zones(), now);
    return shifts.ok() ? "" : shifts.error().where + ": " + shifts.error().what;
  };
  EXPECT_EQ(refused("hello"), "line 1: has no colon: this is no iCalendar file");
  EXPECT_EQ(refused("BEGIN:VCALENDAR\nBEGIN:VEVENT\n"), "line 2: the file ends within VEVENT");
  EXPECT_EQ(refused(std::string(largest_ical + 1, 'x')), ": The file is larger than a megabyte.");
  std::string many;
  for (int i = 0; i < 1'001; ++i) many += shift_event("DTSTART:20260310T080000Z\nDURATION:PT8H\n");
  EXPECT_EQ(times_of(many), Lines{"line 4002: more than 1,000 shifts are not read at once"});
}

}  // namespace
}  // namespace oasis
