// How the reader's region writes dates, times of day and numbers. The page asks the browser for it once
// (ECMA-402, Intl) and hands it over as lines of text; what has none writes as English does with the day first.
// May not: know the moment, or a zone: see screens/wording.hpp for those.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/time/civil.hpp"

namespace oasis {

/// Patterns have places: {weekday} {day} {month} {year}, and {hour} {minute} {dayPeriod}.
struct Locale {
  std::array<std::string, 12> months_short;     // "Mar", as it stands beside a day
  std::array<std::string, 12> months;           // "March", as it stands beside a day
  std::array<std::string, 12> months_alone;     // "March", as it stands beside a year only
  std::array<std::string, 7> weekdays_short;    // from Monday on
  std::array<std::string, 7> weekdays;
  std::string day;         // "{weekday} {day} {month}" with short names
  std::string day_month;   // "{day} {month}" with the short name
  std::string date;        // "{day} {month} {year}" with the short name
  std::string month_year;  // "{month} {year}"
  std::string full_date;   // "{weekday} {day} {month} {year}"
  std::string clock;       // "{hour}:{minute}", or with {dayPeriod}: then hours are 12, 1 … 11
  std::array<std::string, 2> day_periods;  // "AM", "PM"
  std::string decimal, group;              // "." and ","
};

/// English with the day first and 24 hours.
const Locale& plain_locale();
/// Reads what the page says, one line each in the order of Locale's members; nothing if lines are missing.
std::optional<Locale> read_locale(std::string_view lines);

/// From here on dates and numbers are written so: a setting of the program, as the language is.
void use_locale(Locale locale);
const Locale& locale();

std::string write_day(std::int64_t day);        // of a day number: "Mon 2 Mar"
std::string write_day_month(std::int64_t day);  // "2 Mar"
std::string write_date(std::int64_t day);       // "2 Mar 2026"
std::string write_month(std::int64_t day);      // "March 2026"
std::string write_full_date(std::int64_t day);  // "Monday 2 March 2026"
/// "14:05", "2:05 PM"; with seconds "14:05:09".
std::string write_clock(LocalTime local, bool with_seconds = false);
/// An hour of a day, 0 to 24: "14:00", "2 PM".
std::string write_hour(int hour);
/// "1234", "12,345": four digits are not grouped.
std::string write_number(std::int64_t number);

}  // namespace oasis
