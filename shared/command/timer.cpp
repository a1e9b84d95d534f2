// See timer.hpp.
#include "shared/command/timer.hpp"

#include <algorithm>
#include <tuple>

#include "shared/policy/clocks.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

bool fires_before(const Timer& a, const Timer& b) {
  return std::tie(a.due, a.kind, a.ticket, a.person, a.slot) <
         std::tie(b.due, b.kind, b.ticket, b.person, b.slot);
}

void for_each_due(const Policies& policies, const Ticket& ticket,
                  const std::function<void(const Due&)>& what) {
  const auto add = [&](std::optional<Instant> due, Timer::Kind kind, std::size_t slot) {
    if (due) what({*due, kind, static_cast<std::int32_t>(slot)});
  };
  const Terms terms = terms_of(policies, ticket);
  for (std::size_t i = 0; i < clock_count; ++i) {
    const Clock& clock = ticket.clocks[i];
    if (!is_counting(clock) || clock.breached) continue;
    add(clock.due, Timer::Kind::breach, i);
    add(next_warning(clock, terms), Timer::Kind::warning, i);
  }
  for (std::size_t i = 0; i < ticket.runs.size(); ++i) {
    const Run& run = ticket.runs[i];
    if (run.phase == Run::Phase::waiting) add(run.next_at, Timer::Kind::chain, i);
    // "… and it is not resolved, the acknowledgement lapses."
    if (run.phase == Run::Phase::acknowledged && !is_finished(ticket.status))
      add(run.lapses_at, Timer::Kind::chain, i);
  }
  for (std::size_t i = 0; i < ticket.watches.size(); ++i) {
    if (!ticket.watches[i].fired) add(ticket.watches[i].due, Timer::Kind::rule, i);
  }
  if (ticket.promise && !ticket.promise->broken) {
    add(ticket.promise->due, Timer::Kind::promise, promise_due_slot);
    add(ticket.promise->remind_at, Timer::Kind::promise, promise_reminder_slot);
  }
}

std::optional<Due> first_due(const Policies& policies, const Ticket& ticket) {
  std::optional<Due> first;
  for_each_due(policies, ticket, [&](const Due& due) {
    if (!first || std::tie(due.due, due.kind, due.slot) < std::tie(first->due, first->kind, first->slot))
      first = due;
  });
  return first;
}

std::vector<Timer> timers_of(const State& state, const Ticket& ticket) {
  std::vector<Timer> timers;
  const Policies* policies = policies_of(state, ticket.version);
  if (policies == nullptr) return timers;
  for_each_due(*policies, ticket, [&](const Due& due) {
    timers.push_back({due.due, due.kind, ticket.id, Id{}, due.slot});
  });
  return timers;
}

std::optional<Instant> message_due(const Person& person) {
  std::optional<Instant> due = person.digest_due;
  for (const WaitingMessage& message : person.waiting) {
    if (!due || message.due < *due) due = message.due;
  }
  return due;
}

std::vector<Timer> timers_of(const State&, const Person& person) {
  const std::optional<Instant> due = message_due(person);
  if (!due) return {};
  return {{*due, Timer::Kind::message, TicketId{}, person.user, 0}};
}

}  // namespace oasis
