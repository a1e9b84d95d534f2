// Escalation at work: starts runs, fires steps, lapses acknowledgements, exhausts chains (docs/semantics.md,
// "Chains"). Internal to this room; the questions that it asks are answered by policy/chains.
#pragma once

#include <optional>
#include <string>

#include "shared/command/turn.hpp"

namespace oasis {

/// Somebody or a rule asks for an escalation. Starts a run, or jumps ahead in the active one: "A request for
/// a tier at or below the highest that the run has reached does nothing". Without `tier`: the first step, or
/// nothing if a run is active.
void escalate(Turn& turn, const TicketId& ticket, const Id& chain, std::optional<std::int32_t> tier,
              const std::string& reason, const Actor& by, std::optional<std::uint32_t> cause);

/// The tier that a request by hand without one means: the next above what was reached; nullopt if there is
/// none.
std::optional<std::int32_t> next_tier(const Ticket& ticket, const Chain& chain);

/// The wait of run `index` is over at its due time: the next step, the next round, or the end.
void advance_run(Turn& turn, const TicketId& ticket, std::size_t index);

/// No message of the step that run `index` waits at has arrived: "if all fail for everybody at a step, the
/// next step fires at once".
void fail_step(Turn& turn, const TicketId& ticket, std::size_t index);

/// The acknowledgement of run `index` lapses: "the step it stopped at fires again at once with its full wait,
/// and the person who acknowledged is told".
void lapse_run(Turn& turn, const TicketId& ticket, std::size_t index);

/// Ends all active runs: the ticket was resolved, closed or merged away.
void end_runs(Turn& turn, const TicketId& ticket, const std::string& reason, std::uint32_t cause);

}  // namespace oasis
