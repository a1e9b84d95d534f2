// See promises.hpp.
#include "shared/policy/promises.hpp"

#include <algorithm>

#include "shared/policy/clocks.hpp"

namespace oasis {
namespace {

constexpr Duration earliest_reminder = minutes(15);

std::optional<Duration> update_cadence(const State& state, const Ticket& ticket, const Terms& terms) {
  std::optional<Duration> shortest;
  for (const Run& run : ticket.runs) {
    if (run.phase == Run::Phase::ended) continue;
    const Chain* chain = policies_of(state, run.version)->chain(run.chain);
    if (chain == nullptr || !chain->update_every) continue;
    if (!shortest || *chain->update_every < *shortest) shortest = chain->update_every;
  }
  if (!shortest && terms.sla != nullptr) shortest = terms.sla->update_every;
  return shortest;
}

}  // namespace

bool is_escalated(const Ticket& ticket) {
  return !is_finished(ticket.status) &&
         std::any_of(ticket.runs.begin(), ticket.runs.end(),
                     [](const Run& run) { return run.phase != Run::Phase::ended; });
}

std::optional<Instant> next_update_due(const State& state, const Ticket& ticket, Instant now) {
  if (!is_escalated(ticket)) return std::nullopt;
  const Terms terms = terms_of(*policies_of(state, ticket.version), ticket);
  const std::optional<Duration> cadence = update_cadence(state, ticket, terms);
  return cadence ? terms.calendar->deadline(now, *cadence) : std::nullopt;
}

Instant reminder_before(Instant made, Instant due) {
  return due - std::min(Duration{(due - made).ms / 4}, earliest_reminder);
}

}  // namespace oasis
