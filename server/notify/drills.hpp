// Drills on the server: planned ones begin by themselves, participants are told before if the document says so, those
// who answer for the set-up are told the score at the end. The incident itself is a ticket like any other, marked as
// a drill. May not: choose the time (shared/report/drill_plan) or judge (shared/report/drill).
#pragma once

#include <optional>
#include <vector>

#include "server/engine/turn.hpp"
#include "shared/command/command.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/drill.hpp"

namespace oasis::notify {

constexpr const char* job_of_drills = "drills";

/// A regular job: begins what is planned for now, ends what has lasted long enough, announces what comes within a
/// day. Answers when it must come next; at the latest in an hour, because documents change.
Instant hold_drills(engine::Turn& turn);

/// Begins a drill of the document at once. A refusal says why not: it is unknown, runs already, or it is nobody's
/// working hours and `outside_hours` was not asked for.
std::optional<Refusal> start_drill(engine::Turn& turn, const Id& drill, const Id& by, bool outside_hours);

/// One that was held, or is.
struct HeldDrill {
  Id drill;
  TicketId ticket;
  Instant from;
  Instant to;         ///< when it ends, or ended
  bool told = false;  ///< its score
};
/// The newest first, at most fifty.
std::vector<HeldDrill> held_drills(store::Database& reading);
DrillScore score_of(store::Database& reading, const HeldDrill& held, Instant now);
/// When it is planned, if it is.
std::optional<Instant> planned_drill(store::Database& reading, const Policies& policies, const Drill& drill,
                                     Instant now);

}  // namespace oasis::notify
