// See clock_facts.hpp.
#include "shared/command/clock_facts.hpp"

#include <utility>

#include "shared/policy/clocks.hpp"

namespace oasis {
namespace {

using Phase = Clock::Phase;

bool was_active(const Clock& clock) {
  return clock.phase == Phase::running || clock.phase == Phase::paused;
}

/// One clock before and after; `restarted` where it stopped and started again at the same fact.
void record_difference(Turn& turn, const Ticket& ticket, ClockKind kind, const Clock& before,
                       const Terms& terms, std::uint32_t cause, std::vector<Cause>& causes) {
  const Clock after = ticket.clocks[static_cast<std::size_t>(kind)];
  const bool restarted = was_active(before) && was_active(after) && before.started != after.started;
  const bool missed = before.due && *before.due < turn.now();
  const bool breached_now =
      !before.breached && (restarted ? was_active(before) && before.target && missed : after.breached);
  const Actor by = by_system("clock");
  if (breached_now) {
    const Instant due = restarted ? *before.due : after.due.value_or(turn.now());
    const std::uint32_t number = turn.record(ticket.id, by, cause, SlaBreached{kind, due});
    Cause breach;
    breach.trigger = Trigger::sla_breached;
    breach.event = number;
    breach.clock = kind;
    causes.push_back(std::move(breach));
  }
  const bool met_and_restarted = restarted && before.target && !before.breached && !missed;
  if (met_and_restarted) {
    turn.record(ticket.id, by, cause,
                SlaMet{kind, before.due, spent_at(before, *terms.calendar, turn.now())});
  } else if (after.phase == Phase::met && before.phase != Phase::met) {
    turn.record(ticket.id, by, cause, SlaMet{kind, after.due, after.spent});
  }
  if (restarted || !after.target) return;
  if (before.phase == Phase::running && after.phase == Phase::paused) {
    turn.record(ticket.id, by, cause, SlaPaused{kind, after.spent});
  } else if (after.phase == Phase::running && was_active(before) && before.phase == Phase::paused) {
    turn.record(ticket.id, by, cause, SlaResumed{kind, after.due});
  }
}

}  // namespace

Actor by_system(std::string what) {
  Actor actor;
  actor.kind = Actor::Kind::system;
  actor.id = std::move(what);
  return actor;
}

std::uint32_t record_with_clocks(Turn& turn, const TicketId& id, const Actor& by,
                                 std::optional<std::uint32_t> cause, Fact fact, std::vector<Cause>& causes) {
  const Ticket* known = turn.ticket(id);
  const std::array<Clock, clock_count> before =
      known == nullptr ? std::array<Clock, clock_count>{} : known->clocks;
  const std::uint32_t number = turn.record(id, by, cause, std::move(fact));
  const Ticket& ticket = *turn.ticket(id);
  const Terms terms = terms_of(turn.policies(ticket), ticket);
  for (std::size_t i = 0; i < clock_count; ++i) {
    record_difference(turn, ticket, static_cast<ClockKind>(i), before[i], terms, number, causes);
  }
  return number;
}

}  // namespace oasis
