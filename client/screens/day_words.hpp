// How the calendar says stretches of time. May not: know the moment; see wording.hpp for that.
#pragma once

#include <string>

#include "shared/time/zone.hpp"

namespace oasis::wording {

/// A stretch of time in the reader's zone: "Mon 2 Mar 09:00–17:00", "Mon 2 Mar 09:00 – Tue 3 Mar 09:00".
std::string say_span(Interval during, const Zone& zone);

}  // namespace oasis::wording
