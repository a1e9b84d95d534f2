// Rules by which an event comes again (RRULE, RFC 5545, 3.3.10), as far as shifts have them: every n days,
// weeks on some weekdays, months or years on the same date. May not: know zones or clocks; it says days.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "shared/result.hpp"

namespace oasis::ical {

struct Rule {
  enum class Every : std::uint8_t { day, week, month } every = Every::day;
  std::int64_t interval = 1;          ///< a year is twelve months
  std::int64_t count = 0;             ///< 0: without an end of this kind
  std::string until;                  ///< a DATE or DATE-TIME; empty: without an end of this kind
  bool on_weekdays = false;           ///< only on `weekdays`
  std::array<bool, 7> weekdays = {};  ///< 0 = Monday
  int week_start = 0;
};

/// Refused with what is not understood; `first` is the day number of the event itself, whose date a monthly
/// or yearly rule may repeat.
Result<Rule> read_rule(std::string_view text, std::int64_t first);

/// The days of the rule in order, `first` on, without regard to `until`; ends when `take` answers false.
/// False if more than `most_periods` pass before that.
constexpr int most_periods = 10'000;
bool each_day(const Rule& rule, std::int64_t first, const std::function<bool(std::int64_t day)>& take);

}  // namespace oasis::ical
