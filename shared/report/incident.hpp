// What a page about an incident begins with: who was told and who answered, what was breached, who was involved, all
// from a ticket's events (docs/metrics.md, "After an incident"). Pure. May not: judge (causes.hpp suggests); know what
// people wrote about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/model/ticket.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

struct IncidentFacts {
  struct Told {
    Id user;
    std::int32_t tier = 0;  ///< of the step that told them first; 0: told otherwise
    Instant at;             ///< the first time
    std::int32_t times = 1;
    std::optional<Duration> acknowledged_after;  ///< since that first time; unset: they did not acknowledge
    friend bool operator==(const Told&, const Told&) = default;
  };
  struct Breach {
    ClockKind clock{};
    Instant due;
    friend bool operator==(const Breach&, const Breach&) = default;
  };
  std::optional<Instant> escalated;    ///< the first step of the first run; unset: it never was escalated
  std::string reason;                  ///< of that
  std::int32_t highest_tier = 0;
  std::optional<Instant> acknowledged; ///< the first time after that
  Id acknowledged_by;
  std::optional<Instant> ended;        ///< resolved or closed, and not opened again
  std::vector<Told> told;              ///< by escalations, each person once, in the order of the first time
  std::vector<Breach> breaches;        ///< in order
  std::int32_t customer_messages = 0;  ///< the first one with them
  std::int32_t public_replies = 0;
};

/// `events` are the ticket's, in order. Linear.
IncidentFacts incident_facts(const std::vector<Event>& events);

/// Who gets the page: those whom its escalations told, who wrote or changed something, its assignee and its watchers,
/// each once, in that order. Some may have left the workspace since.
std::vector<Id> involved_in(const std::vector<Event>& events, const Ticket& ticket);

}  // namespace oasis
