// Real tickets under another document: what they would have led to, as numbers that can be set side by side,
// before and after. May not: keep progress or time (whoever asks goes through the tickets in portions).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "shared/model/ticket.hpp"
#include "shared/policy/policies.hpp"
#include "shared/result.hpp"
#include "shared/simulate/scenario.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// What is known of a ticket as events: when it came, when it was first answered and by whom, when it was
/// resolved. Who acknowledged when is not kept with a ticket, nor are later messages.
std::vector<ScenarioEvent> history_of(const Ticket& ticket);

/// A number, and the tickets that it counts.
struct Counted {
  std::int64_t count = 0;
  std::set<TicketId> tickets;
};

/// What came of some tickets.
struct Outcome {
  std::int64_t tickets = 0;
  std::array<Counted, clock_count> breaches;  ///< by clock
  Counted escalated;                          ///< runs that were started
  Counted exhausted;                          ///< everybody was told, nobody acted
  std::map<std::int32_t, Counted> tiers;      ///< steps that fired, by tier
  std::map<Id, Counted> pages;                ///< by person: messages of an escalation
  Counted night_pages;                        ///< between 22:00 and 07:00 by the clock of whoever was paged
};

/// Plays the tickets on a prepared document until `until` and adds what comes of them. Only tickets of one
/// portion know of each other, so messages that are bundled across portions count twice. O(events · log
/// tickets).
std::optional<Error> add_outcome(Outcome& outcome, const std::vector<const Ticket*>& tickets,
                                 const std::shared_ptr<const Policies>& policies, const Zones& zones,
                                 Instant until);

}  // namespace oasis
