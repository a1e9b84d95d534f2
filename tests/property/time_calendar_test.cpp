// Calendars against a slow, obviously right one: the wall clock read second by second over the days around
// jumps of half an hour, an hour, two hours and a day, at midnight and elsewhere, at the turn of a year and
// far in the future.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "shared/time/calendar.hpp"
#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

struct Place {
  const char* zone;
  const char* date;
};
const std::vector<Place> places = {
    {"Australia/Lord_Howe", "2026-04-05"}, {"Australia/Lord_Howe", "2026-10-04"},
    {"America/Havana", "2026-03-08"},      {"America/Havana", "2026-11-01"},
    {"America/Sao_Paulo", "2018-02-18"},   {"America/Sao_Paulo", "2018-11-04"},
    {"Pacific/Apia", "2011-12-30"},        {"Asia/Tehran", "2022-03-22"},
    {"Asia/Tehran", "2022-09-22"},         {"Africa/Casablanca", "2026-02-15"},
    {"Africa/Casablanca", "2026-03-22"},   {"America/St_Johns", "2010-11-07"},
    {"Pacific/Kwajalein", "1969-10-01"},   {"Pacific/Kiritimati", "1995-01-01"},
    {"Antarctica/Troll", "2026-03-29"},    {"Europe/Berlin", "2026-10-25"},
    {"Europe/Berlin", "2026-01-01"},       {"Europe/Dublin", "2026-03-29"},
    {"Europe/Berlin", "2403-03-25"},       {"America/New_York", "6000-03-12"},
    {"Europe/Berlin", "0404-02-29"},       {"Asia/Kathmandu", "2028-02-29"}};

/// A place's wall clock, read every second of eight days around its date.
struct WallClock {
  SharedZone zone;
  std::int64_t day;
  Instant begin;
  std::vector<LocalTime> readings;
};

const WallClock& wall_clock_of(const Place& place) {
  static std::map<std::pair<std::string, std::string>, WallClock> clocks;
  WallClock& clock = clocks[{place.zone, place.date}];
  if (clock.zone) return clock;
  clock.zone = test::system_zone(place.zone);
  clock.day = day_number(*parse_date(place.date));
  clock.begin = Instant{at_clock(clock.day - 4).ms};
  for (int second = 0; second < 8 * 86'400; ++second) {
    clock.readings.push_back(clock.zone->to_local(clock.begin + seconds(second)));
  }
  return clock;
}

class SlowCalendar {
 public:
  SlowCalendar(const CalendarRules& rules, const WallClock& clock)
      : rules_(rules), clock_(clock), begin_(clock.begin) {
    open_.assign(clock.readings.size(), 0);
    for (std::int64_t day = clock.day - 6; day <= clock.day + 6; ++day) open_windows_of(day);
  }

  // Windows of the days at the edge are cut, so answers are only right between these.
  Instant first() const { return begin_ + days(2); }
  Instant last() const { return begin_ + days(6); }

  bool is_open(Instant t) const { return open_[index(t)] != 0; }

  Duration open_time(Instant a, Instant b) const {
    Duration open;
    for (Instant t = a; t < b; t = t + seconds(1)) open += is_open(t) ? seconds(1) : Duration{};
    return open;
  }

  /// nullopt: later than this calendar can see.
  std::optional<Instant> deadline(Instant a, Duration open) const {
    Instant t = a;
    for (; open.ms > 0 && t < last(); t = t + seconds(1)) open -= is_open(t) ? seconds(1) : Duration{};
    return open.ms > 0 ? std::nullopt : std::optional(t);
  }

  std::optional<Instant> start_of(Instant b, Duration open) const {
    Instant t = b;
    for (; open.ms > 0 && t > first(); t = t - seconds(1))
      open -= is_open(t - seconds(1)) ? seconds(1) : Duration{};
    return open.ms > 0 ? std::nullopt : std::optional(t);
  }

  std::optional<Instant> next(Instant t, bool open) const {
    while (t < last() && is_open(t) != open) t = t + seconds(1);
    return t < last() ? std::optional(t) : std::nullopt;
  }

 private:
  std::size_t index(Instant t) const { return static_cast<std::size_t>((t - begin_).ms / 1000); }

  const std::vector<ClockWindow>& windows_of(std::int64_t day) const {
    static const std::vector<ClockWindow> all_day = {{ClockTime{0}, ClockTime{1440}}};
    const Date date = date_of(day);
    const auto same_day = [&](const DayException& e) { return e.month == date.month && e.day == date.day; };
    for (const DayException& e : rules_.exceptions) {
      if (same_day(e) && e.year == date.year) return e.hours;
    }
    for (const DayException& e : rules_.exceptions) {
      if (same_day(e) && !e.year) return e.hours;
    }
    return rules_.hours ? (*rules_.hours)[static_cast<std::size_t>(weekday_of(day))] : all_day;
  }

  void open_windows_of(std::int64_t day) {
    for (const ClockWindow& window : windows_of(day)) {
      const LocalTime from = at_clock(day, window.from);
      const LocalTime to = at_clock(window.to > window.from ? day : day + 1, window.to);
      const std::size_t end = last_showing(to);
      for (std::size_t i = first_showing(from); i < end; ++i) open_[i] = 1;
    }
  }

  /// The first second that shows the reading or, where it is skipped, more.
  std::size_t first_showing(LocalTime reading) const {
    std::size_t i = surely_before(reading);
    while (i < clock_.readings.size() && clock_.readings[i] < reading) ++i;
    return i;
  }

  /// The last second that shows the reading; where it is skipped, the first that shows more.
  std::size_t last_showing(LocalTime reading) const {
    const std::size_t begin = surely_before(reading);
    for (std::size_t i = std::min(clock_.readings.size(), begin + 54 * 3600); i > begin; --i) {
      if (clock_.readings[i - 1] == reading) return i - 1;
    }
    return first_showing(reading);
  }

  /// No offset is 27 hours.
  std::size_t surely_before(LocalTime reading) const {
    const std::int64_t second = (reading.ms - begin_.ms) / 1000 - 27 * 3600;
    return static_cast<std::size_t>(
        std::clamp<std::int64_t>(second, 0, static_cast<std::int64_t>(clock_.readings.size())));
  }

  const CalendarRules& rules_;
  const WallClock& clock_;
  Instant begin_;
  std::vector<char> open_;
};

/// Clocks at which something is likely to go wrong, and any other.
rc::Gen<ClockTime> any_clock(int latest) {
  return rc::gen::map(rc::gen::oneOf(rc::gen::element(0, 1, 30, 60, 75, 90, 119, 120, 135, 150, 180, 181, 540,
                                                      750, 1020, 1320, 1380, 1410, 1439),
                                     rc::gen::inRange(0, latest + 1)),
                      [](int minute) { return ClockTime{minute}; });
}

std::vector<ClockWindow> any_windows(int most) {
  std::vector<ClockWindow> windows(static_cast<std::size_t>(*rc::gen::inRange(0, most + 1)));
  for (ClockWindow& window : windows) window = {*any_clock(1439), *any_clock(1440)};
  return windows;
}

CalendarRules any_rules(std::int64_t around_day) {
  CalendarRules rules;
  if (*rc::gen::inRange(0, 8) > 0) {
    rules.hours.emplace();
    for (auto& windows : *rules.hours) windows = any_windows(3);
  }
  for (std::int64_t day = around_day - 3; day <= around_day + 3; ++day) {
    const Date date = date_of(day);
    if (*rc::gen::inRange(0, 6) == 0)
      rules.exceptions.push_back({date.year, date.month, date.day, "", any_windows(2)});
    if (*rc::gen::inRange(0, 6) == 0)
      rules.exceptions.push_back({std::nullopt, date.month, date.day, "", any_windows(2)});
  }
  return rules;
}

/// A second within the slow calendar's sight, often a full quarter of an hour.
Instant any_instant(const SlowCalendar& slow) {
  const int span = static_cast<int>((slow.last() - slow.first()).ms / 1000);
  const int second = *rc::gen::inRange(0, span);
  return slow.first() + seconds(*rc::gen::arbitrary<bool>() ? second : second / 900 * 900);
}

RC_GTEST_PROP(Calendar, AgreesWithTheWallClockSecondBySecond, ()) {
  const Place place = *rc::gen::elementOf(places);
  const WallClock& clock = wall_clock_of(place);
  const CalendarRules rules = any_rules(clock.day);
  const Result<Calendar> prepared = Calendar::prepare(rules, clock.zone);
  RC_ASSERT(prepared.ok());
  const Calendar& calendar = *prepared;
  const SlowCalendar slow(rules, clock);

  RC_ASSERT(calendar.open_time(slow.first(), slow.last()) == slow.open_time(slow.first(), slow.last()));
  for (int i = 0; i < 6; ++i) {
    const Instant a = any_instant(slow);
    const Instant b = any_instant(slow);
    // Often exactly what is open until some instant: used up at a closing, or back to an opening.
    const Duration until = slow.open_time(a, b);
    const Duration open = until.ms > 0 ? until : minutes(*rc::gen::inRange(1, 2000));
    RC_ASSERT(calendar.is_open(a) == slow.is_open(a));
    RC_ASSERT(calendar.open_time(a, b) == slow.open_time(a, b));
    if (const auto deadline = slow.deadline(a, open)) RC_ASSERT(calendar.deadline(a, open) == deadline);
    if (const auto start = slow.start_of(b, open)) {
      // Seen backwards the slow one stops at the first second that is enough; the rule wants the latest such
      // start.
      RC_ASSERT(calendar.start_of(b, open) == start);
    }
    const auto opening = slow.next(a, true);
    if (opening) RC_ASSERT(calendar.next_open(a) == opening);
    const auto closing = opening ? slow.next(*opening, false) : std::nullopt;
    if (closing) RC_ASSERT(calendar.next_close(a) == closing);
  }
}

RC_GTEST_PROP(Calendar, DeadlineAndStartAreInversesOfOpenTimeAtAnyDistance, ()) {
  const Place place = *rc::gen::elementOf(places);
  const WallClock& clock = wall_clock_of(place);
  const Result<Calendar> prepared = Calendar::prepare(any_rules(clock.day), clock.zone);
  RC_ASSERT(prepared.ok());
  const Instant a{*rc::gen::inRange<std::int64_t>(-62'135'596'800'000, 253'402'300'800'000)};
  const Duration open{*rc::gen::inRange<std::int64_t>(1, 400'000'000'000)};
  const std::optional<Instant> deadline = prepared->deadline(a, open);
  if (deadline) {
    RC_ASSERT(prepared->open_time(a, *deadline) == open);
    RC_ASSERT(prepared->open_time(a, *deadline - milliseconds(1)) < open);
  }
  const std::optional<Instant> start = prepared->start_of(a, open);
  if (start) {
    RC_ASSERT(prepared->open_time(*start, a) == open);
    RC_ASSERT(prepared->open_time(*start + milliseconds(1), a) < open);
  }
}

}  // namespace
}  // namespace oasis
