// The auditor: does every ticket and person have the timers that follow from it? May not: fire anything.
#pragma once

#include <cstdint>

#include "server/engine/turn.hpp"

namespace oasis::engine {

/// Compares the stored timers of everything in memory with what the core says, mends what differs, and
/// answers how many tickets and people that were (always 0, unless there is a fault: each is logged).
std::int64_t audit_timers(Turn& turn);

}  // namespace oasis::engine
