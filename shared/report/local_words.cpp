// See local_words.hpp.
#include "shared/report/local_words.hpp"

#include <algorithm>

#include "shared/time/text.hpp"

namespace oasis {

std::string local_words(const Zone& zone, Instant at) {
  constexpr const char* weekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  const LocalTime local = zone.to_local(at);
  std::string text = to_text(local).substr(0, 16);
  std::replace(text.begin(), text.end(), 'T', ' ');
  return std::string(weekdays[weekday_of(day_number(local))]) + " " + text;
}

}  // namespace oasis
