// Promises at work: made, reminded of, kept, broken (docs/semantics.md, "Promises"). Internal to this room;
// when they are due is answered by policy/promises.
#pragma once

#include <optional>

#include "shared/command/turn.hpp"
#include "shared/policy/rules.hpp"

namespace oasis {

/// Whoever gives the command promises the next update by `due`. Replaces the promise before.
void promise_by_hand(Turn& turn, const TicketId& ticket, Instant due, std::optional<std::uint32_t> cause);

/// An escalated ticket with an update cadence gets its next promise, unless one is pending.
void promise_by_cadence(Turn& turn, const TicketId& ticket, std::uint32_t cause);

/// A public reply by an agent (event `reply`) came to a ticket that had `promise` before: it is kept, or was
/// broken if its due time passed unnoticed; then the answer is what rules may answer to.
std::optional<Cause> settle_promise(Turn& turn, const TicketId& ticket, const Rare<Promise>& promise,
                                    std::uint32_t reply);

/// The reminder is due: tells who acknowledged the ticket, else its assignee, else whom the step that waits
/// was for.
void remind_of_promise(Turn& turn, const TicketId& ticket);

/// The promise came due unkept: recorded, the same people are told; what rules may answer to.
Cause break_promise(Turn& turn, const TicketId& ticket);

}  // namespace oasis
