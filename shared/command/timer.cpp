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

namespace {

using Kind = Timer::Kind;

// Each timer's due time, once for all who ask.
std::optional<Instant> breach_due(const Clock& clock) {
  return is_counting(clock) && !clock.breached ? std::optional<Instant>(clock.due) : std::nullopt;
}

std::optional<Instant> chain_due(const Ticket& ticket, const Run& run) {
  if (run.phase == Run::Phase::waiting) return run.next_at;
  // "… and it is not resolved, the acknowledgement lapses."
  const bool may_lapse = run.phase == Run::Phase::acknowledged && !is_finished(ticket.status);
  return may_lapse ? std::optional<Instant>(run.lapses_at) : std::nullopt;
}

std::optional<Instant> rule_due(const RuleWatch& watch) {
  return watch.fired ? std::nullopt : std::optional<Instant>(watch.due);
}

std::optional<Instant> promise_due(const Ticket& ticket, std::int32_t slot) {
  if (!ticket.promise || ticket.promise->broken) return std::nullopt;
  return slot == promise_due_slot ? std::optional(ticket.promise->due) : ticket.promise->remind_at;
}

template <typename What>
void for_each_but_warnings(const Ticket& ticket, What&& what) {
  const auto add = [&](const std::optional<Instant>& due, Kind kind, std::size_t slot) {
    if (due) what(Due{*due, kind, static_cast<std::int32_t>(slot)});
  };
  for (std::size_t i = 0; i < clock_count; ++i) add(breach_due(ticket.clocks[i]), Kind::breach, i);
  for (std::size_t i = 0; i < ticket.runs.size(); ++i) add(chain_due(ticket, ticket.runs[i]), Kind::chain, i);
  for (std::size_t i = 0; i < ticket.watches.size(); ++i) add(rule_due(ticket.watches[i]), Kind::rule, i);
  for (const std::int32_t slot : {promise_due_slot, promise_reminder_slot})
    add(promise_due(ticket, slot), Kind::promise, static_cast<std::size_t>(slot));
}

}  // namespace

bool comes_first(const Due& a, const Due& b) {
  return std::tie(a.due, a.kind, a.slot) < std::tie(b.due, b.kind, b.slot);
}

std::optional<Due> first_due(const Policies& policies, const Ticket& ticket) {
  std::optional<Due> first;
  const auto consider = [&](const Due& due) {
    if (!first || comes_first(due, *first)) first = due;
  };
  for_each_but_warnings(ticket, consider);
  const Terms terms = terms_of(policies, ticket);
  for (std::size_t i = 0; i < clock_count; ++i) {
    const std::optional<Instant> earliest = earliest_warning(ticket.clocks[i], terms);
    if (!earliest || (first && first->due < *earliest)) continue;
    const std::optional<Instant> due = next_warning(ticket.clocks[i], terms);
    if (due) consider({*due, Kind::warning, static_cast<std::int32_t>(i)});
  }
  return first;
}

bool is_due(const Policies& policies, const Ticket& ticket, const Due& due) {
  const auto slot = static_cast<std::size_t>(due.slot);
  switch (due.kind) {
    case Kind::breach:
      return slot < clock_count && breach_due(ticket.clocks[slot]) == due.due;
    case Kind::warning:
      return slot < clock_count && next_warning(ticket.clocks[slot], terms_of(policies, ticket)) == due.due;
    case Kind::chain:
      return slot < ticket.runs.size() && chain_due(ticket, ticket.runs[slot]) == due.due;
    case Kind::rule:
      return slot < ticket.watches.size() && rule_due(ticket.watches[slot]) == due.due;
    case Kind::promise:
      return promise_due(ticket, due.slot) == due.due;
    case Kind::message:
      return false;
  }
  return false;
}

std::vector<Timer> timers_of(const State& state, const Ticket& ticket) {
  std::vector<Timer> timers;
  const Policies* policies = policies_of(state, ticket.version);
  if (policies == nullptr) return timers;
  const auto add = [&](const Due& due) { timers.push_back({due.due, due.kind, ticket.id, Id{}, due.slot}); };
  for_each_but_warnings(ticket, add);
  const Terms terms = terms_of(*policies, ticket);
  for (std::size_t i = 0; i < clock_count; ++i) {
    const std::optional<Instant> due = next_warning(ticket.clocks[i], terms);
    if (due) add({*due, Kind::warning, static_cast<std::int32_t>(i)});
  }
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
