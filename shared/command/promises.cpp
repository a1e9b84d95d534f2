// See promises.hpp.
#include "shared/command/promises.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "shared/command/clock_facts.hpp"
#include "shared/command/telling.hpp"
#include "shared/policy/chains.hpp"
#include "shared/policy/promises.hpp"

namespace oasis {
namespace {

Actor by_promise() {
  return by_system("promise");
}

Cause broken_cause(std::uint32_t event) {
  Cause cause;
  cause.trigger = Trigger::promise_broken;
  cause.event = event;
  return cause;
}

/// Who has the ticket in hand: acknowledged it, or is assigned to it; nobody who is away or disabled.
std::vector<Candidate> who_has_it(Turn& turn, const Ticket& ticket, Urgency urgency) {
  const auto is_here = [&](const Id& id) {
    const User* user = id.empty() ? nullptr : turn.user(id);
    return user != nullptr && !is_away(*user, turn.now()) && turn.disabled().count(id) == 0;
  };
  if (is_here(ticket.acknowledged_by)) return {{ticket.acknowledged_by, "you acknowledged it"}};
  if (is_here(ticket.assignee)) return {{ticket.assignee, "it is assigned to you"}};
  for (const Run& run : ticket.runs) {
    if (run.phase != Run::Phase::waiting) continue;
    const Policies& named_in = *policies_of(turn.state(), run.version);
    const Chain* chain = named_in.chain(run.chain);
    if (chain == nullptr || static_cast<std::size_t>(run.step) >= chain->steps.size()) continue;
    const Step& step = chain->steps[static_cast<std::size_t>(run.step)];
    const auto resolve = [&](const std::vector<Target>& targets) {
      return resolve_targets(ticket, targets, turn.current(), named_in, turn.disabled(), turn.now(), urgency);
    };
    Reach reach = resolve(step.notify);
    if (reach.people.empty()) reach = resolve(step.backup);
    if (!reach.people.empty()) return reach.people;
  }
  return {};
}

void tell_who_has_it(Turn& turn, const TicketId& id, Urgency urgency, const std::string& what,
                     std::uint32_t cause) {
  for (const Candidate& person : who_has_it(turn, *turn.ticket(id), urgency))
    tell(turn, id, *turn.user(person.user), urgency, what + ", " + person.why, cause);
}

}  // namespace

void promise_by_hand(Turn& turn, const TicketId& id, Instant due, std::optional<std::uint32_t> cause) {
  turn.record(id, turn.actor(), cause, Promised{due, reminder_before(turn.now(), due), true});
}

void promise_by_cadence(Turn& turn, const TicketId& id, std::uint32_t cause) {
  const Ticket& ticket = *turn.ticket(id);
  if (ticket.promise) return;
  const std::optional<Instant> due = next_update_due(turn.state(), ticket, turn.now());
  if (due) turn.record(id, by_promise(), cause, Promised{*due, reminder_before(turn.now(), *due), false});
}

std::optional<Cause> settle_promise(Turn& turn, const TicketId& id, const Rare<Promise>& promise,
                                    std::uint32_t reply) {
  if (!promise || promise->broken) return std::nullopt;
  if (turn.now() <= promise->due) {
    turn.record(id, by_promise(), reply, PromiseKept{promise->due});
    return std::nullopt;
  }
  return broken_cause(turn.record(id, by_promise(), reply, PromiseBroken{promise->due}));
}

void remind_of_promise(Turn& turn, const TicketId& id) {
  const Instant due = turn.ticket(id)->promise->due;
  const std::uint32_t number = turn.record(id, by_promise(), std::nullopt, PromiseReminder{due});
  tell_who_has_it(turn, id, Urgency::normal, "the customer waits for an update", number);
}

Cause break_promise(Turn& turn, const TicketId& id) {
  const Ticket& ticket = *turn.ticket(id);
  const std::uint32_t number =
      turn.record(id, by_promise(), std::nullopt, PromiseBroken{ticket.promise->due});
  const bool pressing = ticket.priority == Priority::urgent || ticket.priority == Priority::high;
  tell_who_has_it(turn, id, pressing ? Urgency::critical : Urgency::normal,
                  "the promised update did not go out", number);
  return broken_cause(number);
}

}  // namespace oasis
