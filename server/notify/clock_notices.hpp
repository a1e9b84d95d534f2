// What administrators are told about the machine's clock. May not: send; judge the clock (engine/clock).
#pragma once

#include "server/engine/turn.hpp"
#include "shared/time/instant.hpp"

namespace oasis::notify {

/// Queues a message to every administrator: the clock leapt ahead by `by`, and what was due meanwhile is being
/// handled. At most one an hour, whatever the clock does.
void tell_of_leap(engine::Turn& turn, Duration by);

}  // namespace oasis::notify
