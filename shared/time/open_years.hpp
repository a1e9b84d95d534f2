// The prepared form of a calendar: its open intervals year by year, with prefix sums.
// May not: answer questions (Calendar does), check the rules.
//
// Why years: from some year on everything about a calendar repeats every 400 years, and most of those years
// look alike. A year's openings depend only on its length, the weekday it begins with, the zone's transitions
// in it and the dated exceptions; so a thousand years share a few dozen patterns, and any instant is found by
// arithmetic and one binary search, any amount of open time by two.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "shared/time/calendar.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// The windows of a date by the rules; sorted by their start.
class DayWindows {
 public:
  explicit DayWindows(const CalendarRules& rules);

  /// The date's own exception, else a yearly one, else those of its weekday. O(log exceptions).
  const std::vector<ClockWindow>& on(std::int64_t day_number) const;

  bool has_dated_exception(std::int64_t first_day, std::int64_t last_day) const;

  /// The days of the first and the last dated exception; both 0 if there is none.
  std::int64_t first_dated() const { return dated_.empty() ? 0 : dated_.front().day; }
  std::int64_t last_dated() const { return dated_.empty() ? 0 : dated_.back().day; }

 private:
  struct Exception {
    std::int64_t day;  // day number, or month × 100 + day of the month
    std::vector<ClockWindow> windows;
  };

  WeeklyHours weekly_;
  std::vector<Exception> dated_;  // sorted by day
  std::vector<Exception> yearly_;
};

/// When a window of a date is open: from the first instant that shows its start to the last that shows its
/// end. Empty where the clock skips all of it.
Interval interval_of(const Zone& zone, std::int64_t day_number, ClockWindow window);

struct OpenYears {
  /// An open interval of a UTC year, cut at both ends of the year. Whole seconds: no window or offset is
  /// finer.
  struct Opening {
    std::uint32_t from;  ///< seconds since the start of the year
    std::uint32_t
        before;  ///< open seconds of the year before it; its length is the next one's `before` minus this
  };
  struct Year {
    std::int64_t start_ms;        ///< its 1 January 00:00 UTC
    std::int64_t open_before_ms;  ///< open time between the start of the table and the year
    std::uint32_t first_opening;  ///< into `openings`; a closing entry follows the last one of the year
    std::uint32_t opening_count;
  };

  std::int64_t first_year = 0;
  std::vector<Year> years;  ///< and one more that closes the list
  std::vector<Opening> openings;
  std::int64_t past_cycle_ms = 0;    ///< open time of the first 400 years, which repeat before the table
  std::int64_t future_cycle_ms = 0;  ///< of the last 400 years, which repeat after it
  bool may_close_for_years = false;  ///< if not, no closure is longer than three years

  std::int64_t end_year() const { return first_year + static_cast<std::int64_t>(years.size()) - 1; }
};

OpenYears open_years(const DayWindows& days, const Zone& zone);

}  // namespace oasis
