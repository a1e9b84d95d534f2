// See day_words.hpp.
#include "client/screens/day_words.hpp"

#include <array>
#include <string_view>

#include "shared/time/text.hpp"

namespace oasis::wording {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

const std::string_view& month_of(const Date& date) {
  return months[static_cast<std::size_t>(date.month - 1)];
}

std::string clock_of(LocalTime local) {
  return to_text(local).substr(11, 5);
}

}  // namespace

std::string say_day(std::int64_t day) {
  const Date date = date_of(day);
  return std::string(weekdays[static_cast<std::size_t>(weekday_of(day))]) + " " + std::to_string(date.day) +
         " " + std::string(month_of(date).substr(0, 3));
}

std::string say_month(std::int64_t day) {
  const Date date = date_of(day);
  return std::string(month_of(date)) + " " + std::to_string(date.year);
}

std::string say_span(Interval during, const Zone& zone) {
  const LocalTime from = zone.to_local(during.from), to = zone.to_local(during.to);
  const std::string begin = say_day(day_number(from)) + " " + clock_of(from);
  if (day_number(from) == day_number(to)) return begin + "–" + clock_of(to);
  return begin + " – " + say_day(day_number(to)) + " " + clock_of(to);
}

}  // namespace oasis::wording
