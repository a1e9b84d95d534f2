// The auditor. May not: fire anything.
#include "server/engine/audit.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "server/store/timers.hpp"
#include "shared/command/timer.hpp"

namespace oasis::engine {
namespace {

bool same(std::vector<Timer> a, std::vector<Timer> b) {
  std::sort(a.begin(), a.end(), fires_before);
  std::sort(b.begin(), b.end(), fires_before);
  return a == b;
}

}  // namespace

std::int64_t audit_timers(Turn& turn) {
  std::int64_t mended = 0;
  for (const auto& [id, ticket] : turn.state().tickets) {
    const std::vector<Timer> right = timers_of(turn.state(), ticket);
    if (same(store::stored_timers(turn.database(), id, ""), right)) continue;
    spdlog::error("Ticket #{} had wrong timers; they were set right.", ticket.number);
    store::replace_ticket_timers(turn.database(), id, right);
    ++mended;
  }
  for (const auto& [user, person] : turn.state().people) {
    const std::vector<Timer> right = timers_of(turn.state(), person);
    if (same(store::stored_timers(turn.database(), "", user), right)) continue;
    spdlog::error("What waits for {} had wrong timers; they were set right.", user);
    store::replace_person_timers(turn.database(), user, right);
    ++mended;
  }
  return mended;
}

}  // namespace oasis::engine
