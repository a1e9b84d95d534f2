// Rotations, rule by rule (docs/semantics.md, "Schedules").
#include "shared/policy/rotation.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

using Kind = Rotation::Kind;

Instant at(const char* text) {
  return *parse_instant(text);
}

Rotation rotation(Kind kind, int every, const char* start, std::vector<Id> people = {"ann", "bob"}) {
  return {kind, every, *parse_local_time(start), std::move(people)};
}

std::vector<std::string> handoffs_of(const Rotation& rotation, const char* zone, const char* from,
                                     const char* to) {
  std::vector<std::string> texts;
  for (const Instant t : handoffs(rotation, *test::system_zone(zone), at(from), at(to)))
    texts.push_back(to_text(t));
  return texts;
}

Id person_at(const Rotation& rotation, const char* zone, const char* t) {
  return person_of_shift(rotation,
                         shift_at(rotation, test::system_zone(zone)->readings_at(at(t)).latest_so_far));
}

using Texts = std::vector<std::string>;

TEST(Rotation, HandsOffAtTheSameClockBeforeAndAfterTheClockChanges) {
  EXPECT_EQ(handoffs_of(rotation(Kind::daily, 1, "2026-01-05T09:00:00"), "Europe/Berlin",
                        "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"),
            (Texts{"2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z"}));
}

TEST(Rotation, OneDayAndTwentyFourHoursAreTheSame) {
  for (const char* zone : {"Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana"}) {
    EXPECT_EQ(handoffs_of(rotation(Kind::daily, 1, "2011-01-05T00:30:00"), zone, "2011-01-01T00:00:00Z",
                          "2013-01-01T00:00:00Z"),
              handoffs_of(rotation(Kind::hourly, 24, "2011-01-05T00:30:00"), zone, "2011-01-01T00:00:00Z",
                          "2013-01-01T00:00:00Z"))
        << zone;
  }
}

TEST(Rotation, AHandOffThatTheClockSkipsIsTheFirstInstantAfterTheJump) {
  EXPECT_EQ(handoffs_of(rotation(Kind::daily, 1, "2026-01-05T02:30:00"), "Europe/Berlin",
                        "2026-03-29T00:00:00Z", "2026-03-30T12:00:00Z"),
            (Texts{"2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"}));
}

TEST(Rotation, AHandOffThatTheClockRepeatsIsTheFirst) {
  EXPECT_EQ(handoffs_of(rotation(Kind::daily, 1, "2020-10-30T01:30:00"), "America/Chicago",
                        "2020-10-31T12:00:00Z", "2020-11-03T00:00:00Z"),
            (Texts{"2020-11-01T06:30:00Z", "2020-11-02T07:30:00Z"}));
  // In the repeated half hour after it the new shift goes on.
  const Rotation daily = rotation(Kind::daily, 1, "2020-10-30T01:30:00");
  EXPECT_EQ(person_at(daily, "America/Chicago", "2020-11-01T06:30:00Z"),
            person_at(daily, "America/Chicago", "2020-11-01T07:15:00Z"));
}

TEST(Rotation, HoursKeepTheWallClockToo) {
  EXPECT_EQ(handoffs_of(rotation(Kind::hourly, 1, "2026-01-05T00:00:00"), "Europe/Berlin",
                        "2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z"),
            (Texts{"2026-10-24T23:00:00Z", "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z"}));
}

TEST(Rotation, ShiftsThatASkippedDayLeavesEmptyAreDroppedButCounted) {
  const Rotation daily = rotation(Kind::daily, 1, "2011-12-28T09:00:00", {"ann", "bob", "cid", "dan"});
  EXPECT_EQ(handoffs_of(daily, "Pacific/Apia", "2011-12-28T00:00:00Z", "2012-01-01T00:00:00Z"),
            (Texts{"2011-12-28T19:00:00Z", "2011-12-29T19:00:00Z", "2011-12-30T10:00:00Z",
                   "2011-12-30T19:00:00Z", "2011-12-31T19:00:00Z"}));
  EXPECT_EQ(person_at(daily, "Pacific/Apia", "2011-12-30T09:59:59Z"), "bob");
  // The shift of the 30th, cid's, begins with the 31st at 00:00 and ends there at 09:00.
  EXPECT_EQ(person_at(daily, "Pacific/Apia", "2011-12-30T10:00:00Z"), "cid");
  EXPECT_EQ(person_at(daily, "Pacific/Apia", "2011-12-30T19:00:00Z"), "dan");
  const Rotation half_daily = rotation(Kind::hourly, 12, "2011-12-30T00:00:00", {"ann", "bob", "cid"});
  EXPECT_EQ(handoffs_of(half_daily, "Pacific/Apia", "2011-12-29T22:00:00Z", "2011-12-31T00:00:00Z"),
            (Texts{"2011-12-29T22:00:00Z", "2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z"}));
  EXPECT_EQ(person_at(half_daily, "Pacific/Apia", "2011-12-30T10:00:00Z"), "cid");
}

TEST(Rotation, MonthsClampToTheDayOfTheStart) {
  EXPECT_EQ(handoffs_of(rotation(Kind::monthly, 1, "2026-01-31T09:00:00"), "UTC", "2026-01-01T00:00:00Z",
                        "2026-06-01T00:00:00Z"),
            (Texts{"2026-01-31T09:00:00Z", "2026-02-28T09:00:00Z", "2026-03-31T09:00:00Z",
                   "2026-04-30T09:00:00Z", "2026-05-31T09:00:00Z"}));
  EXPECT_EQ(handoffs_of(rotation(Kind::monthly, 3, "2024-11-30T00:00:00"), "UTC", "2024-08-01T00:00:00Z",
                        "2025-06-01T00:00:00Z"),
            (Texts{"2024-08-30T00:00:00Z", "2024-11-30T00:00:00Z", "2025-02-28T00:00:00Z",
                   "2025-05-30T00:00:00Z"}));
}

TEST(Rotation, TakesPeopleInTurnAlsoBeforeItsStart) {
  const Rotation weekly = rotation(Kind::weekly, 1, "2026-01-05T09:00:00", {"ann", "bob", "cid"});
  EXPECT_EQ(person_at(weekly, "UTC", "2026-01-05T09:00:00Z"), "ann");
  EXPECT_EQ(person_at(weekly, "UTC", "2026-01-12T08:59:59Z"), "ann");
  EXPECT_EQ(person_at(weekly, "UTC", "2026-01-12T09:00:00Z"), "bob");
  EXPECT_EQ(person_at(weekly, "UTC", "2026-01-26T09:00:00Z"), "ann");
  EXPECT_EQ(person_at(weekly, "UTC", "2026-01-05T08:59:59Z"), "cid");
  EXPECT_EQ(person_at(weekly, "UTC", "2025-12-20T00:00:00Z"), "ann");
}

TEST(Rotation, EveryLengthensTheShifts) {
  EXPECT_EQ(handoffs_of(rotation(Kind::weekly, 2, "2026-01-05T09:00:00"), "UTC", "2026-01-05T09:00:00Z",
                        "2026-02-02T09:00:00Z"),
            (Texts{"2026-01-05T09:00:00Z", "2026-01-19T09:00:00Z"}));
}

}  // namespace
}  // namespace oasis
