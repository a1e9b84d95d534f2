// See day_words.hpp.
#include "client/screens/day_words.hpp"

#include "client/words/locale.hpp"
#include "client/words/translated.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis::wording {

std::string say_span(Interval during, const Zone& zone) {
  const LocalTime from = zone.to_local(during.from), to = zone.to_local(during.to);
  const std::string first = write_day(day_number(from)), begin = write_clock(from), end = write_clock(to);
  if (day_number(from) == day_number(to)) return phrase("{1} {2}–{3}"_tr, first, begin, end);
  return phrase("{1} {2} – {3} {4}"_tr, first, begin, write_day(day_number(to)), end);
}

std::string say_span_on(std::int64_t day, Interval during, const Zone& zone) {
  const LocalTime from = zone.to_local(during.from), to = zone.to_local(during.to);
  const bool ends = day_number(to) == day;
  const std::string end = ends ? write_clock(to) : write_day(day_number(to)) + " " + write_clock(to);
  if (day_number(from) < day) return phrase("until {1}"_tr, end);
  return write_clock(from) + (ends ? "–" : " – ") + end;
}

std::string say_date(const std::string& written) {
  const auto date = parse_date(written);
  return date.ok() ? write_date(day_number(*date)) : written;
}

}  // namespace oasis::wording
