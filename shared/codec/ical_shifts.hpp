// Shifts read from an iCalendar file (RFC 5545), as another program or this one has exported them. May not:
// know schedules or who somebody is; report/shift_import says what they would mean.
#pragma once

#include <string_view>
#include <vector>

#include "shared/model/ical_shift.hpp"
#include "shared/result.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

constexpr std::size_t most_ical_shifts = 1'000;
/// How far ahead an event that comes again and again is followed.
constexpr Duration repeats_ahead = days(26 * 7);

/// The events of a file by their beginning, then by line; cancelled ones are left out, and of those that come
/// again the times that are over at `now`. Times without a zone, and whole days, are of `zone`; a TZID is an
/// IANA name, or its VTIMEZONE says one (X-LIC-LOCATION). What comes again keeps the wall clock, EXDATE, RDATE
/// and RECURRENCE-ID are heeded. An event whose times cannot be told has a `problem`; a file that is no
/// iCalendar, or has more than `most_ical_shifts`, is refused, with "line 12" as the error's `where`.
Result<std::vector<IcalShift>> read_ical_shifts(std::string_view text, const SharedZone& zone,
                                                const Zones& zones, Instant now);

}  // namespace oasis
