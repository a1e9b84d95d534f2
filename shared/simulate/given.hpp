// What people did on a ticket, taken from its events: the input from which a simulation makes all the others
// again (docs/sync.md, "GET /api/v1/history/given"). May not: simulate, or know who may see what.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/simulate/scenario.hpp"

namespace oasis {

struct GivenTicket {
  TicketId id;
  std::int64_t number = 0;
  std::vector<ScenarioEvent> events;  ///< in order of time; the first creates it
};

/// Whether the words of messages are kept. Only rules that look for words need them: how a message sounded is
/// known without.
enum class Words { keep, leave };

/// The command that led to `event` because a person or a customer gave it; nullopt for what follows from
/// others by rules, clocks, chains and timers. Names, addresses and files of customers are left out. What names
/// another ticket is left out, too, but for a merge, which ends its ticket: so each ticket can be played alone.
std::optional<ScenarioEvent> given_by(const Event& event, Words words);

}  // namespace oasis
