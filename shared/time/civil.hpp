// Dates and clocks as people write them: the proleptic Gregorian calendar (ISO 8601), without a zone.
// May not: know zones, instants or text. Everything is plain arithmetic on int64, valid for every year of
// ±100 million, O(1).
#pragma once

#include <compare>
#include <cstdint>

#include "shared/time/instant.hpp"

namespace oasis {

/// A calendar date. Documents hold the years 1 to 9999; arithmetic goes beyond both ends (year 0 = 1 BC).
struct Date {
  std::int64_t year = 1970;
  int month = 1;  ///< 1 to 12
  int day = 1;    ///< 1 to days_in_month(year, month)

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

/// A date of every year, as holidays have it. 29 February exists in leap years only and skips the others.
struct YearlyDate {
  int month = 1;
  int day = 1;

  friend constexpr auto operator<=>(const YearlyDate&, const YearlyDate&) = default;
};

/// A time of day on a wall clock, in minutes after midnight: 0 to 1439, and 1440 = 24:00 where it ends
/// something.
struct ClockTime {
  int minute = 0;

  friend constexpr auto operator<=>(ClockTime, ClockTime) = default;
};

/// A reading of a wall clock with its date, in some zone that is named elsewhere: milliseconds between
/// 1970-01-01T00:00:00 and the reading if no clock ever jumped. Not an instant: see Zone::to_instant.
struct LocalTime {
  std::int64_t ms = 0;

  friend constexpr auto operator<=>(LocalTime, LocalTime) = default;
  friend constexpr LocalTime operator+(LocalTime a, Duration d) { return {a.ms + d.ms}; }
  friend constexpr LocalTime operator-(LocalTime a, Duration d) { return {a.ms - d.ms}; }
  friend constexpr Duration operator-(LocalTime a, LocalTime b) { return {a.ms - b.ms}; }
};

/// Quotient and remainder that round towards minus infinity; divisor > 0.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}
constexpr std::int64_t floor_mod(std::int64_t a, std::int64_t b) {
  return a % b + (a % b < 0 ? b : 0);
}

bool is_leap_year(std::int64_t year);

/// 28 to 31; `month` is 1 to 12.
int days_in_month(std::int64_t year, int month);

/// Whether the month and the day of the month exist in that year.
bool is_valid(const Date& date);
/// Whether the date exists in a leap year at least.
bool is_valid(YearlyDate date);

/// Days since 1970-01-01 of a valid date, negative before it.
std::int64_t day_number(const Date& date);
/// The reverse of day_number.
Date date_of(std::int64_t day_number);

/// 0 = Monday … 6 = Sunday (ISO 8601 order), of a day number.
int weekday_of(std::int64_t day_number);

/// The date `months` later, its day clamped to the length of the month: 31 Jan + 1 = 28 or 29 Feb.
Date add_months(const Date& date, std::int64_t months);

/// The day number that a wall-clock reading lies on, and its time since that day's 00:00.
std::int64_t day_number(LocalTime local);
Duration time_of_day(LocalTime local);

/// 00:00 of a day, or a time of it (24:00 = 00:00 of the next day).
LocalTime at_clock(std::int64_t day_number, ClockTime clock = {});

}  // namespace oasis
