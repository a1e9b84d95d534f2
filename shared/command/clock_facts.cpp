// See clock_facts.hpp.
#include "shared/command/clock_facts.hpp"

#include <utility>

#include "shared/policy/clocks.hpp"

namespace oasis {
namespace {

using Phase = Clock::Phase;

/// What the comparison needs of a clock as it was; most facts change none.
struct Before {
  Phase phase = Phase::off;
  bool breached = false;
  bool has_target = false;
  Instant started;
  Instant counting_since;
  Duration spent;
  Maybe<Instant> due;

  Before() = default;
  explicit Before(const Clock& clock)
      : phase(clock.phase),
        breached(clock.breached),
        has_target(clock.target.has_value()),
        started(clock.started),
        counting_since(clock.counting_since),
        spent(clock.spent),
        due(clock.due) {}

  bool is_as(const Clock& after) const {
    return phase == after.phase && breached == after.breached && started == after.started;
  }
  Duration spent_at(const Calendar& calendar, Instant now) const {
    return phase == Phase::running ? spent + calendar.open_time(counting_since, now) : spent;
  }
};

bool is_active(Phase phase) {
  return phase == Phase::running || phase == Phase::paused;
}

/// One clock before and after; `restarted` where it stopped and started again at the same fact.
void record_difference(Turn& turn, const Ticket& ticket, ClockKind kind, const Before& before,
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
                SlaMet{kind, before.due, before.spent_at(*terms.calendar, turn.now())});
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

std::uint32_t record_with_clocks(Turn& turn, const TicketId& id, const Actor& by,
                                 std::optional<std::uint32_t> cause, Fact&& fact,
                                 std::vector<Cause>& causes) {
  const Ticket* known = turn.ticket(id);
  std::array<Before, clock_count> before;
  for (std::size_t i = 0; known != nullptr && i < clock_count; ++i) before[i] = Before(known->clocks[i]);
  const std::uint32_t number = turn.record(id, by, cause, std::move(fact));
  const Ticket& ticket = *turn.ticket(id);
  for (std::size_t i = 0; i < clock_count; ++i) {
    if (before[i].is_as(ticket.clocks[i])) continue;
    record_difference(turn, ticket, static_cast<ClockKind>(i), before[i], number, causes);
  }
  return number;
}

}  // namespace oasis
