// How the calendar says days and stretches of time. May not: know the moment; see wording.hpp for that.
#pragma once

#include <cstdint>
#include <string>

#include "shared/time/zone.hpp"

namespace oasis::wording {

/// "Mon 2 Mar" of a day number, "March 2026" of its month.
std::string say_day(std::int64_t day);
std::string say_month(std::int64_t day);
/// A stretch of time in the reader's zone: "Mon 2 Mar 09:00–17:00", "Mon 2 Mar 09:00 – Tue 3 Mar 09:00".
std::string say_span(Interval during, const Zone& zone);

}  // namespace oasis::wording
