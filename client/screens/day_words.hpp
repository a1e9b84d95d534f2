// How the calendar says stretches of time. May not: say a single moment; see wording.hpp for that.
#pragma once

#include <cstdint>
#include <string>

#include "shared/time/zone.hpp"

namespace oasis::wording {

/// A stretch of time in the reader's zone: "Mon 2 Mar 09:00–17:00", "Mon 2 Mar 09:00 – Tue 3 Mar 09:00". A year that is
/// not that of `now` is said, once where it is that of both ends: "Fri 1 Jan 2027 09:00 – Sat 2 Jan 09:00".
std::string say_span(Interval during, const Zone& zone, Instant now);

/// The same under the heading of a day: "09:00–17:00", "09:00 – Tue 3 Mar 09:00"; "until 09:00" where it began before.
std::string say_span_on(std::int64_t day, Interval during, const Zone& zone);

/// "15 Oct 2026" of a day as documents write it, "2026-10-15"; what is none stays as it is.
std::string say_date(const std::string& written);

}  // namespace oasis::wording
