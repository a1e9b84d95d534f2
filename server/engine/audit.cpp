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

constexpr int tickets_at_once = 2000;

bool mend(Turn& turn, const Ticket& ticket) {
  const std::vector<Timer> right = timers_of(turn.state(), ticket);
  if (same(store::stored_timers(turn.database(), ticket.id, ""), right)) return false;
  spdlog::error("event=timers_mended ticket={}", ticket.number);
  store::replace_ticket_timers(turn.database(), ticket.id, right);
  return true;
}

bool mend(Turn& turn, const Id& user, const Person& person) {
  const std::vector<Timer> right = timers_of(turn.state(), person);
  if (same(store::stored_timers(turn.database(), "", user), right)) return false;
  spdlog::error("event=timers_mended user={}", user);
  store::replace_person_timers(turn.database(), user, right);
  return true;
}

}  // namespace

std::int64_t Auditor::audit_part(Turn& turn) {
  std::int64_t mended = 0;
  if (is_done()) {
    for (const auto& [id, ticket] : turn.state().tickets) left_.push_back(id);
    for (const auto& [user, person] : turn.state().people) mended += mend(turn, user, person) ? 1 : 0;
  }
  for (int i = 0; i < tickets_at_once && !left_.empty(); ++i) {
    const auto ticket = turn.state().tickets.find(left_.back());
    if (ticket != turn.state().tickets.end()) mended += mend(turn, ticket->second) ? 1 : 0;
    left_.pop_back();
  }
  if (left_.empty()) left_ = {};  // gives the memory back
  return mended;
}

std::int64_t audit_timers(Turn& turn) {
  Auditor auditor;
  std::int64_t mended = auditor.audit_part(turn);
  while (!auditor.is_done()) mended += auditor.audit_part(turn);
  return mended;
}

}  // namespace oasis::engine
