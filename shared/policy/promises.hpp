// Promises to customers: when the next public update of an escalated ticket is due, and when somebody is
// reminded of it (docs/semantics.md, "Promises"). May not: record events (command/promises does).
#pragma once

#include <optional>

#include "shared/model/state.hpp"
#include "shared/model/ticket.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

constexpr Duration longest_promise = days(366);

/// Whether a run of the ticket has begun and not ended: waiting, acknowledged or exhausted. A finished ticket
/// is not escalated.
bool is_escalated(const Ticket& ticket);

/// The instant by which a customer hears from us next if they heard from us at `now`: the shortest
/// `update_every` of the chains that run (of their versions), else the service level's, as open time of the
/// ticket's calendar. nullopt while it is not escalated or nobody asks for a cadence. O(runs).
std::optional<Instant> next_update_due(const State& state, const Ticket& ticket, Instant now);

/// "When a quarter of the time is left, at most 15 minutes before": real time, between `made` and `due`.
Instant reminder_before(Instant made, Instant due);

}  // namespace oasis
