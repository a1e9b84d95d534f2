// iCalendar (RFC 5545): on-call shifts out, holidays in. May not: know schedules; what stands in a feed comes
// ready (report/oncall_feed).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.hpp"
#include "shared/time/calendar.hpp"
#include "shared/time/instant.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

struct IcalEvent {
  std::string uid;  ///< the same for the same shift for ever
  Interval during;
  std::string summary;
  std::string description;
  bool alarm = false;  ///< rings a quarter of an hour before
};

struct IcalFeed {
  std::string name;
  SharedZone zone;            ///< of all its times; its rules go with it
  Instant stamp;              ///< when it is written
  std::int64_t sequence = 0;  ///< grows with every change of what it says
  std::vector<IcalEvent> events;
};

/// The feed as text: CRLF, lines folded at 75 octets between characters, a VTIMEZONE with every change of the
/// clocks from before the first event to after the last. Linear.
std::string write_ical(const IcalFeed& feed);

/// What is read at most: a file with more is refused.
constexpr std::size_t largest_ical = 1'000'000;  // bytes
constexpr std::int64_t longest_holiday = 366;    // days of one event

/// The all-day and timed events of a file as days that are off, by their dates: one exception without hours a
/// day. An event that comes every year (RRULE:FREQ=YEARLY and nothing else) is one of every year. Cancelled
/// events and everything that is no event are passed over. Rules that cannot be told by dates are refused.
/// The error's `where` is "line 12", counted as the file has them.
Result<std::vector<DayException>> read_ical_holidays(std::string_view text);

/// Adds those days to a calendar that it has no exception for; how many. Refused beyond `most_exceptions`.
Result<std::size_t> add_holidays(CalendarRules& calendar, const std::vector<DayException>& holidays);

}  // namespace oasis
