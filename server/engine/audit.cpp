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
  const std::size_t looked_at = stage_ == Stage::open ? audit_open(turn, mended) : audit_others(turn, mended);
  if (looked_at < tickets_at_once) {
    stage_ = stage_ == Stage::open ? Stage::others : Stage::done;
    after_ = {};
  }
  return mended;
}

std::size_t Auditor::audit_open(Turn& turn, std::int64_t& mended) {
  const auto part = store::open_tickets(turn.database(), after_, tickets_at_once);
  for (const store::OpenPlace& place : part) mended += mend(turn, place.id) ? 1 : 0;
  if (!part.empty()) after_ = part.back();
  return part.size();
}

std::size_t Auditor::audit_others(Turn& turn, std::int64_t& mended) {
  const auto part = store::tickets_with_timers(turn.database(), after_.id, tickets_at_once);
  for (const store::TimedTicket& ticket : part) mended += !ticket.open && mend(turn, ticket.id) ? 1 : 0;
  if (!part.empty()) after_.id = part.back().id;
  return part.size();
}

std::int64_t audit_timers(Turn& turn) {
  Auditor auditor;
  std::int64_t mended = auditor.audit_part(turn);
  while (!auditor.is_done()) mended += auditor.audit_part(turn);
  return mended;
}

}  // namespace oasis::engine
