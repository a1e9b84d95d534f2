// The arithmetic of the Gregorian calendar. Years are counted from 1 March here, so that the leap day is the
// last day of its year and the lengths of the months before it follow one formula.
#include "shared/time/civil.hpp"

namespace oasis {

namespace {

constexpr std::int64_t days_per_era = 146'097;       // 400 years
constexpr std::int64_t epoch_from_year_0 = 719'468;  // days from 0000-03-01 to 1970-01-01
constexpr std::int64_t day_ms = 86'400'000;

/// Days from 1 March to the first of a month; march_month is 0 for March to 11 for February.
constexpr std::int64_t days_before_month(std::int64_t march_month) {
  return (153 * march_month + 2) / 5;
}

}  // namespace

bool is_leap_year(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, int month) {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool is_valid(const Date& date) {
  return date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

bool is_valid(YearlyDate date) {
  return is_valid(Date{2000, date.month, date.day});
}

std::int64_t day_number(const Date& date) {
  const std::int64_t year = date.month > 2 ? date.year : date.year - 1;
  const std::int64_t leap_days = floor_div(year, 4) - floor_div(year, 100) + floor_div(year, 400);
  return year * 365 + leap_days + days_before_month((date.month + 9) % 12) + date.day - 1 - epoch_from_year_0;
}

Date date_of(std::int64_t day_number) {
  const std::int64_t day = day_number + epoch_from_year_0;
  const std::int64_t era = floor_div(day, days_per_era);
  const std::int64_t day_of_era = day - era * days_per_era;
  // Leave the leap days out, then 365 divides evenly.
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (year_of_era * 365 + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  const int month = static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month,
          static_cast<int>(day_of_year - days_before_month(march_month)) + 1};
}

int weekday_of(std::int64_t day_number) {
  return static_cast<int>(floor_mod(day_number + 3, 7));
}

Date add_months(const Date& date, std::int64_t months) {
  const std::int64_t month = date.year * 12 + (date.month - 1) + months;
  Date moved{floor_div(month, 12), static_cast<int>(floor_mod(month, 12)) + 1, date.day};
  const int last = days_in_month(moved.year, moved.month);
  if (moved.day > last) moved.day = last;
  return moved;
}

std::int64_t day_number(LocalTime local) {
  return floor_div(local.ms, day_ms);
}

Duration time_of_day(LocalTime local) {
  return {floor_mod(local.ms, day_ms)};
}

LocalTime at_clock(std::int64_t day_number, ClockTime clock) {
  return {day_number * day_ms + clock.minute * std::int64_t{60'000}};
}

}  // namespace oasis
