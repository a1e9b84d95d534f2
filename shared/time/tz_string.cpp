// Parses the TZ string and turns its yearly rule into instants.
#include "shared/time/tz_string.hpp"

#include <algorithm>

#include "shared/time/civil.hpp"

namespace oasis {

namespace {

/// Walks over the string; every step says whether it found what the grammar asks for.
class Reader {
 public:
  Reader(std::string_view text, bool extended) : rest_(text), extended_(extended) {}

  bool at_end() const { return rest_.empty(); }

  bool skip(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// A designation: at least three letters, or letters, digits and signs in angle brackets.
  bool name() {
    const bool quoted = skip('<');
    std::size_t length = 0;
    while (length < rest_.size() && is_name_character(rest_[length], quoted)) ++length;
    rest_.remove_prefix(length);
    return length >= 3 && (!quoted || skip('>'));
  }

  bool number(int low, int high, int& value) {
    std::size_t length = 0;
    value = 0;
    for (; length < rest_.size() && length < 3 && rest_[length] >= '0' && rest_[length] <= '9'; ++length) {
      value = value * 10 + (rest_[length] - '0');
    }
    rest_.remove_prefix(length);
    return length > 0 && value >= low && value <= high;
  }

  /// hh[:mm[:ss]] with an optional sign.
  bool signed_time(int most_hours, Duration& time) {
    const bool negative = skip('-');
    if (!negative) skip('+');
    return unsigned_time(most_hours, negative, time);
  }

  /// The offset after a name counts west of Greenwich; ours counts east.
  bool offset(Duration& offset) {
    if (!signed_time(24, offset)) return false;
    offset = Duration{} - offset;
    return true;
  }

  bool change(TzChange& change) {
    if (!day(change)) return false;
    if (!skip('/')) return true;
    return extended_ ? signed_time(167, change.time) : unsigned_time(24, false, change.time);
  }

 private:
  static bool is_name_character(char c, bool quoted) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return letter || (quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
  }

  bool unsigned_time(int most_hours, bool negative, Duration& time) {
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!number(0, most_hours, hour)) return false;
    if (skip(':') && !number(0, 59, minute)) return false;
    if (skip(':') && !number(0, 59, second)) return false;
    time = (hours(hour) + minutes(minute) + seconds(second)) * (negative ? -1 : 1);
    return true;
  }

  bool day(TzChange& change) {
    if (skip('J')) {
      change.kind = TzChange::Day::julian;
      return number(1, 365, change.day);
    }
    if (!skip('M')) {
      change.kind = TzChange::Day::zero_based;
      return number(0, 365, change.day);
    }
    change.kind = TzChange::Day::weekday_of_month;
    return number(1, 12, change.month) && skip('.') && number(1, 5, change.week) && skip('.') &&
           number(0, 6, change.day);
  }

  std::string_view rest_;
  bool extended_;
};

bool read_rule(Reader& reader, TzRule& rule) {
  if (!reader.name() || !reader.offset(rule.standard)) return false;
  if (reader.at_end()) return true;
  TzRule::Daylight daylight;
  daylight.offset = rule.standard + hours(1);
  if (!reader.name()) return false;
  if (!reader.skip(',') && (!reader.offset(daylight.offset) || !reader.skip(','))) return false;
  if (!reader.change(daylight.start) || !reader.skip(',') || !reader.change(daylight.end)) return false;
  rule.daylight = daylight;
  return reader.at_end();
}

std::int64_t day_number_in(const TzChange& change, std::int64_t year) {
  const std::int64_t new_year = day_number(Date{year, 1, 1});
  switch (change.kind) {
    case TzChange::Day::julian:
      return new_year + change.day - 1 + (is_leap_year(year) && change.day > 59 ? 1 : 0);
    case TzChange::Day::zero_based:
      return new_year + change.day;
    case TzChange::Day::weekday_of_month:
      break;
  }
  const int weekday = (change.day + 6) % 7;  // from 0 = Sunday to 0 = Monday
  const std::int64_t first = day_number(Date{year, change.month, 1});
  int day = static_cast<int>(floor_mod(weekday - weekday_of(first), 7)) + (change.week - 1) * 7;
  if (day >= days_in_month(year, change.month)) day -= 7;
  return first + day;
}

/// The change's instant in a year; `before` is the offset of the clock that it is written by.
Instant instant_of(const TzChange& change, std::int64_t year, Duration before) {
  return Instant{at_clock(day_number_in(change, year)).ms} + change.time - before;
}

}  // namespace

Result<TzRule> parse_tz_string(std::string_view text, bool extended) {
  Reader reader(text, extended);
  TzRule rule;
  if (!read_rule(reader, rule)) return Error{{}, "the TZ string of the footer is malformed"};
  return rule;
}

std::vector<Zone::Transition> transitions_of(const TzRule& rule, std::int64_t first_year,
                                             std::int64_t last_year) {
  std::vector<Zone::Transition> transitions;
  if (!rule.daylight) return transitions;
  const TzRule::Daylight& daylight = *rule.daylight;
  for (std::int64_t year = first_year; year <= last_year; ++year) {
    // The end goes first: sorting is stable, so at one instant the start of daylight saving comes last and
    // wins.
    transitions.push_back({instant_of(daylight.end, year, daylight.offset), rule.standard});
    transitions.push_back({instant_of(daylight.start, year, rule.standard), daylight.offset});
  }
  std::stable_sort(transitions.begin(), transitions.end(),
                   [](const Zone::Transition& a, const Zone::Transition& b) { return a.at < b.at; });
  return transitions;
}

}  // namespace oasis
