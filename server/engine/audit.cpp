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

constexpr std::size_t tickets_at_once = 2000;

/// Makes `right` the timers of the ticket, known to people as `name`, unless they are.
bool mend(Turn& turn, const TicketId& id, const std::string& name, const std::vector<Timer>& right) {
  if (same(store::stored_timers(turn.database(), id, ""), right)) return false;
  spdlog::error("event=timers_mended ticket={}", name);
  store::replace_ticket_timers(turn.database(), id, right);
  return true;
}

bool mend(Turn& turn, const TicketId& id) {
  bool mended = false;
  const bool is_there = turn.look_at(id, [&](const Ticket& ticket) {
    mended = mend(turn, id, std::to_string(ticket.number), timers_of(turn.state(), ticket));
  });
  return is_there ? mended : mend(turn, id, id, {});
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
    stage_ = Stage::open;
    after_ = {};
    for (const auto& [user, person] : turn.state().people) mended += mend(turn, user, person) ? 1 : 0;
  }
  std::vector<TicketId> part;
  if (stage_ == Stage::open) {
    for (store::OpenPlace& place : store::open_tickets(turn.database(), after_, tickets_at_once)) {
      part.push_back(place.id);
      after_ = std::move(place);
    }
  } else {
    part = store::tickets_with_timers(turn.database(), after_.id, tickets_at_once);
    if (!part.empty()) after_.id = part.back();
  }
  for (const TicketId& id : part) mended += mend(turn, id) ? 1 : 0;
  if (part.size() < tickets_at_once) {
    stage_ = stage_ == Stage::open ? Stage::others : Stage::done;
    after_ = {};
  }
  return mended;
}

std::int64_t audit_timers(Turn& turn) {
  Auditor auditor;
  std::int64_t mended = auditor.audit_part(turn);
  while (!auditor.is_done()) mended += auditor.audit_part(turn);
  return mended;
}

}  // namespace oasis::engine
