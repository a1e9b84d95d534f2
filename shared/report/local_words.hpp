// A moment as letters about shifts say it. May not: know the reader; the zone is given.
#pragma once

#include <string>

#include "shared/time/instant.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// "Mon 2026-03-02 09:00" by the clock of `zone`.
std::string local_words(const Zone& zone, Instant at);

}  // namespace oasis
