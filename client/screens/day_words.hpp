// How the calendar says stretches of time. May not: say a single moment; see wording.hpp for that.
#pragma once

#include <string>

#include "shared/time/zone.hpp"

namespace oasis::wording {

/// A stretch of time in the reader's zone: "Mon 2 Mar 09:00–17:00", "Mon 2 Mar 09:00 – Tue 3 Mar 09:00". A year that is
/// not that of `now` is said, once where it is that of both ends: "Fri 1 Jan 2027 09:00 – Sat 2 Jan 09:00".
std::string say_span(Interval during, const Zone& zone, Instant now);

}  // namespace oasis::wording
