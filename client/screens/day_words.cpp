// See day_words.hpp.
#include "client/screens/day_words.hpp"

#include "client/words/locale.hpp"
#include "client/words/translated.hpp"

namespace oasis::wording {

std::string say_span(Interval during, const Zone& zone) {
  const LocalTime from = zone.to_local(during.from), to = zone.to_local(during.to);
  const std::string first = write_day(day_number(from)), begin = write_clock(from), end = write_clock(to);
  if (day_number(from) == day_number(to)) return phrase("{1} {2}–{3}"_tr, first, begin, end);
  return phrase("{1} {2} – {3} {4}"_tr, first, begin, write_day(day_number(to)), end);
}

}  // namespace oasis::wording
