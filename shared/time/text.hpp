// Times as text: how documents, requests and results write instants, dates, clocks and durations
// (docs/scenario.md, "Values").
// May not: know zones; accept what it would not print back with the same meaning.
//
// Every parser takes the whole text, no blanks around it, and answers with an error that names the fault (its
// `where` is left to the caller). No input crashes or overflows; cost is linear in the text.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// RFC 3339 with an offset: `2026-03-27T16:30:00+01:00`, `2026-03-27T15:30:00.250Z`. Years 0001 to 9999, also
/// after conversion to UTC. Digits after the milliseconds are cut off. Second 60 (a leap second) is refused.
Result<Instant> parse_instant(std::string_view text);

/// A wall-clock reading, seconds mandatory: `2026-01-05T09:00:00`, fraction allowed; no offset.
Result<LocalTime> parse_local_time(std::string_view text);

/// `2026-12-25`.
Result<Date> parse_date(std::string_view text);

/// `12-25`; `02-29` is allowed.
Result<YearlyDate> parse_yearly_date(std::string_view text);

/// `09:00`: 00:00 to 23:59.
Result<ClockTime> parse_clock(std::string_view text);
/// The same, and `24:00`: what a window may end with.
Result<ClockTime> parse_clock_end(std::string_view text);

/// `45s`, `1h30m`, `3d` (d = 24 hours), `2w`, `250ms`: whole numbers, each unit (w d h m s ms) at most once
/// and larger units first; at most `longest_duration`, never negative.
Result<Duration> parse_duration(std::string_view text);

/// A bit over 10,000 years: an instant of a document plus or minus it cannot overflow.
constexpr Duration longest_duration = days(3'660'000);

/// UTC with `Z`, milliseconds only where they are not zero: `2026-03-27T15:30:00Z`. Instants beyond the years
/// 0000 to 9999 print with a sign and as many digits as their year needs (ISO 8601, expanded).
std::string to_text(Instant instant);
std::string to_text(LocalTime local);
std::string to_text(const Date& date);
std::string to_text(YearlyDate date);
std::string to_text(ClockTime clock);
/// Largest unit first, hours at most, no zero parts: `26h30m`, `45s`, `1s250ms`, `0s`; a leading `-` if
/// negative.
std::string to_text(Duration duration);

}  // namespace oasis
