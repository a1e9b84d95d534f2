// See clock_facts.hpp.
#include "shared/command/clock_facts.hpp"

#include <utility>

#include "shared/policy/clocks.hpp"

namespace oasis {
namespace {

using Phase = Clock::Phase;

bool is_as(const ClockBefore& before, const Clock& after) {
  return before.phase == after.phase && before.breached == after.breached && before.started == after.started;
}

Duration spent_at(const ClockBefore& before, const Calendar& calendar, Instant now) {
  const bool runs = before.phase == Phase::running;
  return runs ? before.spent + calendar.open_time(before.counting_since, now) : before.spent;
}

bool is_active(Phase phase) {
  return phase == Phase::running || phase == Phase::paused;
}

/// One clock before and after; `restarted` where it stopped and started again at the same fact.
void record_difference(Turn& turn, const Ticket& ticket, ClockKind kind, const ClockBefore& before,
                       std::uint32_t cause, std::vector<Cause>& causes) {
  const Clock& after = ticket.clocks[static_cast<std::size_t>(kind)];
  const bool was_active = is_active(before.phase);
  const bool restarted = was_active && is_active(after.phase) && before.started != after.started;
  const bool missed = before.due && *before.due < turn.now();
  const bool breached_now = !before.breached && (restarted ? before.has_target && missed : after.breached);
  const auto by = [] { return by_system("clock"); };
  if (breached_now) {
    const Instant due = restarted ? *before.due : after.due.value_or(turn.now());
    const std::uint32_t number = turn.record(ticket.id, by(), cause, SlaBreached{kind, due});
    Cause breach;
    breach.trigger = Trigger::sla_breached;
    breach.event = number;
    breach.clock = kind;
    causes.push_back(std::move(breach));
  }
  const bool met_and_restarted = restarted && before.has_target && !before.breached && !missed;
  if (met_and_restarted) {
    const Terms terms = terms_of(turn.policies(ticket), ticket);
    turn.record(ticket.id, by(), cause,
                SlaMet{kind, before.due, spent_at(before, *terms.calendar, turn.now())});
  } else if (after.phase == Phase::met && before.phase != Phase::met) {
    turn.record(ticket.id, by(), cause, SlaMet{kind, after.due, after.spent});
  }
  if (restarted || !after.target) return;
  if (before.phase == Phase::running && after.phase == Phase::paused) {
    turn.record(ticket.id, by(), cause, SlaPaused{kind, after.spent});
  } else if (after.phase == Phase::running && before.phase == Phase::paused) {
    turn.record(ticket.id, by(), cause, SlaResumed{kind, after.due});
  }
}

}  // namespace

Actor by_system(std::string what) {
  Actor actor;
  actor.kind = Actor::Kind::system;
  actor.id = std::move(what);
  return actor;
}

ClocksBefore clocks_before(const Ticket* ticket) {
  ClocksBefore before;
  if (ticket == nullptr) return before;
  for (std::size_t i = 0; i < clock_count; ++i) {
    const Clock& clock = ticket->clocks[i];
    before[i] = {clock.phase,          clock.breached, clock.target.has_value(), clock.started,
                 clock.counting_since, clock.spent,    clock.due};
  }
  return before;
}

void record_differences(Turn& turn, const TicketId& id, const ClocksBefore& before, std::uint32_t cause,
                        std::vector<Cause>& causes) {
  const Ticket& ticket = *turn.ticket(id);
  for (std::size_t i = 0; i < clock_count; ++i) {
    if (is_as(before[i], ticket.clocks[i])) continue;
    record_difference(turn, ticket, static_cast<ClockKind>(i), before[i], cause, causes);
  }
}

}  // namespace oasis
