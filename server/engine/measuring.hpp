// Counts the events in that no report has seen yet: each ticket with a new one is measured anew from its
// whole history, so that rows always equal the full fold. May not: wait; read a clock.
#pragma once

#include <cstdint>

#include "server/engine/turn.hpp"

namespace oasis::engine {

/// So many at once are no long wait.
constexpr std::int64_t events_a_part = 500;

/// Counts at most `most_events` further events in; commands wait behind it. False when all that has happened is counted in.
bool measure_part(Turn& turn, std::int64_t most_events);

}  // namespace oasis::engine
