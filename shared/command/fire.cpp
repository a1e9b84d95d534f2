// What follows when a due time has come (command/decide.hpp).
#include <algorithm>

#include "shared/command/cascade.hpp"
#include "shared/command/clock_facts.hpp"
#include "shared/command/decide.hpp"
#include "shared/command/escalation.hpp"
#include "shared/command/promises.hpp"
#include "shared/command/telling.hpp"
#include "shared/command/turn.hpp"
#include "shared/policy/clocks.hpp"

namespace oasis {
namespace {

Cause clock_cause(Trigger trigger, std::uint32_t event, ClockKind clock) {
  Cause cause;
  cause.trigger = trigger;
  cause.event = event;
  cause.clock = clock;
  return cause;
}

void fire_breach(Turn& turn, const Timer& timer) {
  const auto kind = static_cast<ClockKind>(timer.slot);
  const std::uint32_t number =
      turn.record(timer.ticket, by_system("clock"), std::nullopt, SlaBreached{kind, timer.due});
  run_rules(turn, timer.ticket, {clock_cause(Trigger::sla_breached, number, kind)});
}

void fire_warning(Turn& turn, const Timer& timer) {
  const auto kind = static_cast<ClockKind>(timer.slot);
  const Ticket& ticket = *turn.ticket(timer.ticket);
  const Clock& clock = ticket.clocks[static_cast<std::size_t>(timer.slot)];
  const Terms terms = terms_of(turn.policies(ticket), ticket);
  SlaWarning fact;
  fact.clock = kind;
  fact.fraction = terms.sla->warn_at[clock.warned];
  fact.due = clock.due.value_or(timer.due);
  const std::uint32_t number = turn.record(timer.ticket, by_system("clock"), std::nullopt, fact);
  run_rules(turn, timer.ticket, {clock_cause(Trigger::sla_warning, number, kind)});
}

void fire_chain(Turn& turn, const Timer& timer) {
  const auto index = static_cast<std::size_t>(timer.slot);
  if (turn.ticket(timer.ticket)->runs[index].phase == Run::Phase::waiting) {
    advance_run(turn, timer.ticket, index);
  } else {
    lapse_run(turn, timer.ticket, index);
  }
}

/// A waiting rule's time has come: it fires if its condition holds now, else it passes for this silence.
void fire_rule(Turn& turn, const Timer& timer) {
  const Ticket& ticket = *turn.ticket(timer.ticket);
  const Id rule_id = ticket.watches[static_cast<std::size_t>(timer.slot)].rule;
  const Rule* rule = turn.policies(ticket).rule(rule_id);
  Cause cause;
  cause.trigger = rule == nullptr ? Trigger::no_response : rule->on;
  cause.event = ticket.events == 0 ? 0 : ticket.events - 1;
  cause.rule = rule_id;
  if (rule == nullptr || !rule_applies(*rule, cause, ticket, turn.policies(ticket), turn.now())) {
    turn.record(timer.ticket, by_system("rule " + rule_id), std::nullopt, RulePassed{rule_id});
    return;
  }
  run_rules(turn, timer.ticket, {cause});
}

/// A promise that came due is broken, also where its reminder was missed: "after an outage no burst".
void fire_promise(Turn& turn, const Timer& timer) {
  const Instant due = turn.ticket(timer.ticket)->promise->due;
  if (turn.now() < due) return remind_of_promise(turn, timer.ticket);
  run_rules(turn, timer.ticket, {break_promise(turn, timer.ticket)});
}

bool still_known(Turn& turn, const Timer& timer) {
  if (timer.kind == Timer::Kind::message) {
    const Person* person = turn.person(timer.person);
    return person != nullptr && message_due(*person) == timer.due;
  }
  const Ticket* ticket = turn.ticket(timer.ticket);
  return ticket != nullptr && is_due(turn.policies(*ticket), *ticket, {timer.due, timer.kind, timer.slot});
}

std::vector<Event> fire_timer(Turn& turn, const Timer& timer) {
  if (turn.state().versions.empty() || timer.due > turn.now() || !still_known(turn, timer)) return {};
  switch (timer.kind) {
    case Timer::Kind::breach:
      fire_breach(turn, timer);
      break;
    case Timer::Kind::warning:
      fire_warning(turn, timer);
      break;
    case Timer::Kind::chain:
      fire_chain(turn, timer);
      break;
    case Timer::Kind::rule:
      fire_rule(turn, timer);
      break;
    case Timer::Kind::message:
      deliver_due(turn, timer.person);
      break;
    case Timer::Kind::promise:
      fire_promise(turn, timer);
      break;
  }
  return turn.take();
}

}  // namespace

std::vector<Event> fire(const State& state, const Timer& timer, Instant now) {
  Turn turn(state, by_system("timer"), now);
  return fire_timer(turn, timer);
}

std::vector<Event> fire_in_place(State& state, const Timer& timer, Instant now, std::vector<Event> room) {
  Turn turn(state, by_system("timer"), now, std::move(room));
  return fire_timer(turn, timer);
}

}  // namespace oasis
