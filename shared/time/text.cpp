// Reading and writing times, character by character: no locale, no stream, no allocation but the result's.
#include "shared/time/text.hpp"

namespace oasis {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Error unreadable(std::string_view text, std::string_view expected) {
  constexpr std::size_t shown = 40;
  std::string what = "\"";
  what += text.substr(0, shown);
  what += text.size() > shown ? "…\" is not " : "\" is not ";
  what += expected;
  return {{}, std::move(what)};
}

/// Walks over a text; every step says whether what it wants was there, and only then moves on.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  bool skip(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Exactly `count` digits.
  bool number(int count, int& value) {
    if (rest_.size() < static_cast<std::size_t>(count)) return false;
    int read = 0;
    for (int i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return false;
      read = read * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    value = read;
    return true;
  }

  /// One digit or more, at most `limit` in value.
  bool number_up_to(std::int64_t limit, std::int64_t& value) {
    std::size_t length = 0;
    value = 0;
    for (; length < rest_.size() && is_digit(rest_[length]); ++length) {
      const int digit = rest_[length] - '0';
      if (value > (limit - digit) / 10) return false;
      value = value * 10 + digit;
    }
    rest_.remove_prefix(length);
    return length > 0;
  }

  /// `.` and digits, as milliseconds; what is finer is cut off. Nothing there is zero.
  bool fraction(int& ms) {
    ms = 0;
    if (!skip('.')) return true;
    if (rest_.empty() || !is_digit(rest_.front())) return false;
    for (int weight = 100; !rest_.empty() && is_digit(rest_.front()); weight /= 10) {
      ms += (rest_.front() - '0') * weight;
      rest_.remove_prefix(1);
    }
    return true;
  }

  bool date(Date& date) {
    int year = 0;
    if (!number(4, year) || !skip('-') || !number(2, date.month) || !skip('-') || !number(2, date.day))
      return false;
    date.year = year;
    return year >= 1 && is_valid(date);
  }

  /// hh:mm:ss and a fraction.
  bool time_of_day(Duration& time) {
    int hour = 0;
    int minute = 0;
    int second = 0;
    int ms = 0;
    if (!number(2, hour) || !skip(':') || !number(2, minute) || !skip(':') || !number(2, second))
      return false;
    if (hour > 23 || minute > 59 || second > 59 || !fraction(ms)) return false;
    time = hours(hour) + minutes(minute) + seconds(second) + milliseconds(ms);
    return true;
  }

  /// RFC 3339 time-offset: `Z` or ±hh:mm.
  bool offset(Duration& offset) {
    offset = {};
    if (skip('Z') || skip('z')) return true;
    const bool west = skip('-');
    int hour = 0;
    int minute = 0;
    if (!west && !skip('+')) return false;
    if (!number(2, hour) || !skip(':') || !number(2, minute) || hour > 23 || minute > 59) return false;
    offset = (hours(hour) + minutes(minute)) * (west ? -1 : 1);
    return true;
  }

 private:
  std::string_view rest_;
};

void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

void append_date(std::string& out, const Date& date) {
  if (date.year < 0 || date.year > 9999) out += date.year < 0 ? '-' : '+';
  append_padded(out, date.year < 0 ? -date.year : date.year, 4);
  out += '-';
  append_padded(out, date.month, 2);
  out += '-';
  append_padded(out, date.day, 2);
}

struct Unit {
  std::string_view sign;
  std::int64_t ms;
};
constexpr Unit units[] = {{"w", 604'800'000}, {"d", 86'400'000}, {"h", 3'600'000},
                          {"m", 60'000},      {"s", 1'000},      {"ms", 1}};

constexpr Instant first_instant{-62'135'596'800'000};  // 0001-01-01T00:00:00Z
constexpr Instant past_instants{253'402'300'800'000};  // +10000-01-01T00:00:00Z

}  // namespace

Result<Instant> parse_instant(std::string_view text) {
  Reader reader(text);
  Date date;
  Duration time;
  Duration offset;
  const bool read = reader.date(date) && (reader.skip('T') || reader.skip('t')) && reader.time_of_day(time) &&
                    reader.offset(offset) && reader.at_end();
  if (!read) return unreadable(text, "an instant with offset, as 2026-03-27T16:30:00+01:00");
  const Instant instant = Instant{at_clock(day_number(date)).ms} + time - offset;
  if (instant < first_instant || instant >= past_instants) {
    return unreadable(text, "within the years 0001 to 9999 of UTC");
  }
  return instant;
}

Result<LocalTime> parse_local_time(std::string_view text) {
  Reader reader(text);
  Date date;
  Duration time;
  if (!reader.date(date) || !reader.skip('T') || !reader.time_of_day(time) || !reader.at_end()) {
    return unreadable(text, "a local time without offset, as 2026-01-05T09:00:00");
  }
  return at_clock(day_number(date)) + time;
}

Result<Date> parse_date(std::string_view text) {
  Reader reader(text);
  Date date;
  if (!reader.date(date) || !reader.at_end()) return unreadable(text, "a date, as 2026-12-25");
  return date;
}

Result<YearlyDate> parse_yearly_date(std::string_view text) {
  Reader reader(text);
  YearlyDate date;
  const bool read =
      reader.number(2, date.month) && reader.skip('-') && reader.number(2, date.day) && reader.at_end();
  if (!read || !is_valid(date)) return unreadable(text, "a month and day, as 12-25");
  return date;
}

Result<ClockTime> parse_clock_end(std::string_view text) {
  Reader reader(text);
  int hour = 0;
  int minute = 0;
  const bool read = reader.number(2, hour) && reader.skip(':') && reader.number(2, minute) && reader.at_end();
  if (!read || minute > 59 || hour * 60 + minute > 24 * 60) {
    return unreadable(text, "a clock from 00:00 to 24:00, as 09:00");
  }
  return ClockTime{hour * 60 + minute};
}

Result<ClockTime> parse_clock(std::string_view text) {
  const Result<ClockTime> clock = parse_clock_end(text);
  if (!clock || clock->minute == 24 * 60) return unreadable(text, "a clock from 00:00 to 23:59, as 09:00");
  return clock;
}

Result<Duration> parse_duration(std::string_view text) {
  const auto refuse = [&] {
    return unreadable(text,
                      "a duration, as 45s, 15m, 1h30m, 3d or 2w (larger units first, at most 3660000d)");
  };
  Reader reader(text);
  Duration total;
  std::size_t next_unit = 0;  // units before this one have been used or passed
  do {
    std::int64_t count = 0;
    if (!reader.number_up_to(longest_duration.ms, count)) return refuse();
    std::string_view sign;
    if (reader.skip('m')) {
      sign = reader.skip('s') ? "ms" : "m";
    } else {
      for (const Unit& unit : units) {
        if (unit.sign.size() == 1 && reader.skip(unit.sign.front())) sign = unit.sign;
        if (!sign.empty()) break;
      }
    }
    while (next_unit < std::size(units) && units[next_unit].sign != sign) ++next_unit;
    if (next_unit == std::size(units)) return refuse();
    const std::int64_t unit_ms = units[next_unit++].ms;
    if (count > (longest_duration - total).ms / unit_ms) return refuse();
    total += milliseconds(unit_ms) * count;
  } while (!reader.at_end());
  return total;
}

std::string to_text(LocalTime local) {
  std::string out;
  append_date(out, date_of(day_number(local)));
  const std::int64_t time = time_of_day(local).ms;
  out += 'T';
  append_padded(out, time / 3'600'000, 2);
  out += ':';
  append_padded(out, time / 60'000 % 60, 2);
  out += ':';
  append_padded(out, time / 1'000 % 60, 2);
  if (time % 1'000 != 0) {
    out += '.';
    append_padded(out, time % 1'000, 3);
  }
  return out;
}

std::string to_text(Instant instant) {
  return to_text(LocalTime{instant.ms}) + 'Z';
}

std::string to_text(const Date& date) {
  std::string out;
  append_date(out, date);
  return out;
}

std::string to_text(YearlyDate date) {
  std::string out;
  append_padded(out, date.month, 2);
  out += '-';
  append_padded(out, date.day, 2);
  return out;
}

std::string to_text(ClockTime clock) {
  std::string out;
  append_padded(out, clock.minute / 60, 2);
  out += ':';
  append_padded(out, clock.minute % 60, 2);
  return out;
}

std::string to_text(Duration duration) {
  if (duration.ms == 0) return "0s";
  std::string out;
  std::uint64_t rest = static_cast<std::uint64_t>(duration.ms);
  if (duration.ms < 0) {
    out = "-";
    rest = 0 - rest;  // unsigned, so that the smallest number has its opposite
  }
  for (const Unit& unit : units) {
    if (unit.ms > 3'600'000) continue;  // days and weeks are not printed: a reader adds hours more easily
    const std::uint64_t count = rest / static_cast<std::uint64_t>(unit.ms);
    rest %= static_cast<std::uint64_t>(unit.ms);
    if (count == 0) continue;
    out += std::to_string(count);
    out += unit.sign;
  }
  return out;
}

}  // namespace oasis
