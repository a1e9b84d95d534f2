// Calendars: which time is working time, and what a stretch of it means in real time.
// May not: know tickets, targets or documents; read a clock.
//
// Rules: docs/semantics.md, "Calendars". `CalendarRules` is the plain definition as people write it;
// `Calendar` is prepared from it once and then answers every question in logarithmic time, at any distance.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/instant.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// Working hours of one day by the wall clock. `from` is 00:00 to 23:59, `to` 00:00 to 24:00; a `to` at or
/// before `from` lies on the next day, so equal clocks are 24 hours. The window belongs to the date on which
/// it starts.
struct ClockWindow {
  ClockTime from;
  ClockTime to;

  friend bool operator==(const ClockWindow&, const ClockWindow&) = default;
};

/// Windows per weekday, Monday first. They may overlap and be in any order: what counts is their union.
using WeeklyHours = std::array<std::vector<ClockWindow>, 7>;

/// A day with hours of its own, which replace that date's windows (none = a holiday) but never cut what
/// spills over from the day before.
struct DayException {
  std::optional<std::int64_t> year;  ///< 1 to 9999; without it every year. A dated one beats a yearly one.
  int month = 1;
  int day = 1;
  std::string name;  ///< for people; may be empty
  std::vector<ClockWindow> hours;

  friend bool operator==(const DayException&, const DayException&) = default;
};

/// A calendar as it is written in a document.
struct CalendarRules {
  std::optional<WeeklyHours>
      hours;  ///< without: open 24×7; with seven empty days: only where exceptions open it
  std::vector<DayException> exceptions;

  friend bool operator==(const CalendarRules&, const CalendarRules&) = default;
};

/// What a calendar may hold; more is refused, so that its prepared form stays small.
constexpr std::size_t most_windows_a_day = 24;
constexpr std::size_t most_exceptions = 1'000;

/// A calendar that stays closed for longer than this has no deadline across that time: five years.
constexpr Duration longest_closure = days(1'827);

/// Why an optional answer of Calendar is empty.
constexpr std::string_view never_opens = "the calendar does not open within 5 years";
constexpr std::string_view never_closes = "the calendar never closes";

class DayWindows;  // the rules, found by day
struct OpenYears;  // their open intervals, added up

/// Answers about working time. Immutable; may be shared between threads and copied cheaply enough to be
/// stored. Intervals are half-open: at the instant of opening it is open, at the instant of closing closed.
/// Cost: O(log windows) a question, the same now and in a thousand years; a calendar that is open 24×7 O(1).
/// Memory: about 150 KB with one window on five days, more with several windows or with many dated
/// exceptions.
class Calendar {
 public:
  /// Prepares the rules for a zone (about a millisecond). Refuses clocks and dates that do not exist, two
  /// exceptions for one date, and more than the limits above; `where` of the error is a JSON pointer relative
  /// to the calendar (`/exceptions/3`, `/hours/mon/0`).
  static Result<Calendar> prepare(const CalendarRules& rules, SharedZone zone);

  /// Open 24×7 in UTC: what holds where no calendar is named.
  static Calendar always_open();

  const Zone& zone() const { return *zone_; }

  bool is_open(Instant t) const;

  /// `t` itself if it is open, else the next opening; nullopt (`never_opens`) if there is none within 5
  /// years.
  std::optional<Instant> next_open(Instant t) const;

  /// The end of the window (of the union of windows) that `t` lies in, else of the next; nullopt if it never
  /// closes
  /// (`never_closes`) or never opens.
  std::optional<Instant> next_close(Instant t) const;

  /// Real elapsed time inside windows; 0 if b <= a.
  Duration open_time(Instant a, Instant b) const;

  /// The instant by which `open` of working time has passed since `a`; used up exactly at closing, it is the
  /// closing. `a` itself if open <= 0. nullopt (`never_opens`) if the calendar stays closed too long.
  std::optional<Instant> deadline(Instant a, Duration open) const;

  /// The latest instant from which `open` of working time passes until `b`: the deadline backwards. `b`
  /// itself if open <= 0. nullopt (`never_opens`) as for deadline.
  std::optional<Instant> start_of(Instant b, Duration open) const;

  /// The target `same-day` for a clock that starts at `a`: the open time from where counting starts (`a`, or
  /// the next opening) to the end of the last window of that local date. If only a window of the day before
  /// reaches into that date, its end counts. Never 0. nullopt (`never_opens`) if it does not open.
  std::optional<Duration> same_day(Instant a) const;

  /// The open intervals within [a, b), in order, clipped to it; for explanations and pictures. Linear in
  /// their number.
  std::vector<Interval> open_intervals(Instant a, Instant b) const;

 private:
  Calendar() = default;

  bool closed_too_long(Instant a, Instant b) const;

  SharedZone zone_;
  std::shared_ptr<const DayWindows> days_;
  std::shared_ptr<const OpenYears> years_;  // none: open 24×7
};

}  // namespace oasis
