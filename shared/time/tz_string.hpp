// The TZ string in the footer of a TZif file: the rule for the time after its table, as
// `CET-1CEST,M3.5.0,M10.5.0/3`. May not: know the table before it.
//
// Grammar: POSIX.1-2017, section 8.3 ("TZ"), with the extension of RFC 9636, section 3.3.2 for version 3 and
// later: a change may happen up to 167 hours before or after midnight of its day.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "shared/result.hpp"
#include "shared/time/instant.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// A day of the year and a time on it, by the clock in force until then.
struct TzChange {
  enum class Day { julian, zero_based, weekday_of_month };

  Day kind = Day::weekday_of_month;
  int day = 0;  ///< julian: 1 to 365, 29 February not counted; zero_based: 0 to 365; else weekday, 0 = Sunday
  int week = 0;   ///< 1 to 5 (5 = last) of weekday_of_month
  int month = 0;  ///< 1 to 12 of weekday_of_month
  Duration time = hours(2);
};

struct TzRule {
  struct Daylight {
    Duration offset;
    TzChange start;
    TzChange end;
  };

  Duration standard;  ///< local minus UTC, the opposite of the sign in the string
  std::optional<Daylight> daylight;
};

/// `extended` allows what version 3 added. Daylight saving time without dates is refused: POSIX leaves them
/// open.
Result<TzRule> parse_tz_string(std::string_view text, bool extended);

/// The changes of the years first to last by the rule, in order of time, each with the offset that it brings;
/// where two meet at one instant, daylight saving time wins (so a year-round one has no gap). Empty without
/// daylight saving. O(years).
std::vector<Zone::Transition> transitions_of(const TzRule& rule, std::int64_t first_year,
                                             std::int64_t last_year);

}  // namespace oasis
