// See day_words.hpp.
#include "client/screens/day_words.hpp"

#include "client/words/locale.hpp"
#include "client/words/translated.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::wording {

namespace {

/// With its year, unless that is known from what was said before.
std::string day_words(std::int64_t day, std::int64_t known) {
  const std::int64_t year = date_of(day).year;
  return year == known ? write_day(day) : write_day(day) + " " + std::to_string(year);
}

}  // namespace

std::string say_span(Interval during, const Zone& zone, Instant now) {
  const LocalTime from = zone.to_local(during.from), to = zone.to_local(during.to);
  const std::int64_t first = day_number(from), last = day_number(to);
  const std::string begin = day_words(first, date_of(day_number(zone.to_local(now))).year);
  if (first == last) return phrase("{1} {2}–{3}"_tr, begin, write_clock(from), write_clock(to));
  return phrase("{1} {2} – {3} {4}"_tr, begin, write_clock(from), day_words(last, date_of(first).year), write_clock(to));
}

std::string say_span_on(std::int64_t day, Interval during, const Zone& zone) {
  const LocalTime from = zone.to_local(during.from), to = zone.to_local(during.to);
  const bool ends = day_number(to) == day;
  const std::string end = ends ? write_clock(to) : day_words(day_number(to), date_of(day).year) + " " + write_clock(to);
  if (day_number(from) < day) return phrase("until {1}"_tr, end);
  return write_clock(from) + (ends ? "–" : " – ") + end;
}

std::string say_date(const std::string& written) {
  const auto date = parse_date(written);
  return date.ok() ? write_date(day_number(*date)) : written;
}

}  // namespace oasis::wording
