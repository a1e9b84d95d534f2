// Which days a report is asked for, from the parameters of its address. May not: know what is reported.
#pragma once

#include <cstdint>
#include <optional>

#include "server/http/counting.hpp"
#include "server/http/routes.hpp"
#include "shared/time/zone.hpp"

namespace oasis::http {

/// Days by the wall clock of the workspace, as `day_number`, both included.
struct Days {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t count() const { return last - first + 1; }
  Days before() const { return {first - count(), first - 1}; }
};

/// `from` and `to` as in 2026-03-31, the last thirty days where they are left out. nullopt: the call was
/// refused, because they are no period of at most ten years.
std::optional<Days> days_asked(Call& call, const Zone& zone, Instant now);

inline Interval period_of(const Days& days, const Zone& zone) {
  return days_between(days.first, days.last, zone);
}

}  // namespace oasis::http
