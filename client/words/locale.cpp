// See locale.hpp.
#include "client/words/locale.hpp"

#include <initializer_list>
#include <utility>
#include <vector>

#include "client/platform/number_text.hpp"

namespace oasis {
namespace {

Locale& current() {
  static Locale* locale = new Locale(plain_locale());  // never destroyed: dates are written until the page goes
  return *locale;
}

struct Part {
  std::string_view place, text;
};

/// The pattern with its {places} filled. Rows say moments in every frame: short ones take no memory.
std::string filled(std::string_view pattern, std::initializer_list<Part> parts) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{'), close = pattern.find('}', open);
    text += pattern.substr(0, open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    const std::string_view place = pattern.substr(open + 1, close - open - 1);
    for (const Part& part : parts) {
      if (part.place == place) text += part.text;
    }
    pattern.remove_prefix(close + 1);
  }
  return text;
}

std::size_t month_index(const Date& date) {
  return static_cast<std::size_t>(date.month - 1);
}

std::string written(std::string_view pattern, std::int64_t day, const std::array<std::string, 12>& months,
                    const std::array<std::string, 7>& weekdays) {
  const Date date = date_of(day);
  return filled(pattern, {{"weekday", weekdays[static_cast<std::size_t>(weekday_of(day))]},
                          {"day", std::to_string(date.day)},
                          {"month", months[month_index(date)]},
                          {"year", std::to_string(date.year)}});
}

bool has_day_periods(const Locale& locale) {
  return locale.clock.find("{dayPeriod}") != std::string::npos;
}

std::string hour_in(const Locale& locale, std::int64_t hour) {
  if (has_day_periods(locale)) return std::to_string(hour % 12 == 0 ? 12 : hour % 12);
  return platform::padded(hour, 2);
}

const std::string& period_in(const Locale& locale, std::int64_t hour) {
  return locale.day_periods[hour % 24 < 12 ? 0 : 1];
}

}  // namespace

const Locale& plain_locale() {
  static const Locale* locale = new Locale{
      {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
      {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
       "December"},
      {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
       "December"},
      {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
      {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
      "{weekday} {day} {month}",
      "{day} {month}",
      "{day} {month} {year}",
      "{month} {year}",
      "{weekday} {day} {month} {year}",
      "{hour}:{minute}",
      {"AM", "PM"},
      ".",
      ","};
  return *locale;
}

std::optional<Locale> read_locale(std::string_view lines) {
  Locale locale;
  std::vector<std::string*> members;
  const auto add = [&members](auto& list) {
    for (std::string& one : list) members.push_back(&one);
  };
  add(locale.months_short), add(locale.months), add(locale.months_alone), add(locale.weekdays_short), add(locale.weekdays);
  for (std::string* one : {&locale.day, &locale.day_month, &locale.date, &locale.month_year, &locale.full_date, &locale.clock})
    members.push_back(one);
  add(locale.day_periods);
  members.push_back(&locale.decimal), members.push_back(&locale.group);
  for (std::string* member : members) {
    if (lines.empty()) return std::nullopt;
    const std::size_t end = lines.find('\n');
    *member = lines.substr(0, end);
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
  }
  return locale;
}

void use_locale(Locale wanted) { current() = std::move(wanted); }
const Locale& locale() { return current(); }

std::string write_day(std::int64_t day) {
  return written(locale().day, day, locale().months_short, locale().weekdays_short);
}
std::string write_day_month(std::int64_t day) {
  return written(locale().day_month, day, locale().months_short, locale().weekdays_short);
}
std::string write_date(std::int64_t day) {
  return written(locale().date, day, locale().months_short, locale().weekdays_short);
}
std::string write_month(std::int64_t day) {
  return written(locale().month_year, day, locale().months_alone, locale().weekdays);
}
std::string write_full_date(std::int64_t day) {
  return written(locale().full_date, day, locale().months, locale().weekdays);
}

std::string write_clock(LocalTime local, bool with_seconds) {
  const std::int64_t second = time_of_day(local).ms / 1000;
  std::string minute = platform::padded(second / 60 % 60, 2);
  if (with_seconds) minute += ":" + platform::padded(second % 60, 2);
  return filled(locale().clock, {{"hour", hour_in(locale(), second / 3600)},
                                 {"minute", minute},
                                 {"dayPeriod", period_in(locale(), second / 3600)}});
}

std::string write_hour(int hour) {
  if (has_day_periods(locale())) return hour_in(locale(), hour) + " " + period_in(locale(), hour);
  return hour_in(locale(), hour) + ":00";
}

std::string write_number(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  if (digits.size() - first < 5) return digits;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, locale().group);
  return digits;
}

}  // namespace oasis
