// How the calendar says stretches of time and dates.
#include "client/screens/day_words.hpp"

#include <gtest/gtest.h>

#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::wording {
namespace {

Interval between(const char* from, const char* to) {
  return {parse_instant(from).value(), parse_instant(to).value()};
}

TEST(DayWords, UnderADaysHeadingTheDayIsNotSaidAgain) {
  const std::int64_t tuesday = day_number(Date{2026, 3, 3});
  const Zone utc = Zone::utc();
  EXPECT_EQ(say_span_on(tuesday, between("2026-03-03T09:00:00Z", "2026-03-03T17:00:00Z"), utc), "09:00–17:00");
  EXPECT_EQ(say_span_on(tuesday, between("2026-03-03T09:00:00Z", "2026-03-04T09:00:00Z"), utc), "09:00 – Wed 4 Mar 09:00");
  EXPECT_EQ(say_span_on(tuesday, between("2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z"), utc), "until 09:00");
  EXPECT_EQ(say_span_on(tuesday, between("2026-03-02T09:00:00Z", "2026-03-09T09:00:00Z"), utc), "until Mon 9 Mar 09:00");
}

TEST(DayWords, ADayOfADocumentIsSaidAsTheReaderWritesIt) {
  EXPECT_EQ(say_date("2026-10-15"), "15 Oct 2026");
  EXPECT_EQ(say_date("soon"), "soon");
}

}  // namespace
}  // namespace oasis::wording
