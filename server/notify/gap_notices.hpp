// The weekly notice about gaps in the schedules, put into the outbox when it is due (docs/semantics.md, "Schedules").
// May not: decide when it is due or what it says; shared/report/gap_notice does.
#pragma once

#include "server/engine/turn.hpp"
#include "shared/time/instant.hpp"

namespace oasis::notify {

/// A regular job: tells managers and admins once what the notice says that has become due, by the first contact of
/// each, and answers when the next one is. One that came due while no server ran is sent at the start.
Instant tell_of_gaps(engine::Turn& turn);

}  // namespace oasis::notify
