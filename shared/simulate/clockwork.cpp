// See clockwork.hpp.
#include "shared/simulate/clockwork.hpp"

#include <utility>

#include "shared/command/adopt.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

Result<std::vector<Event>, Refusal> Clockwork::give(const Command& command, const Actor& actor, Instant now,
                                                    std::vector<Event> room) {
  auto events = decide_in_place(state, command, actor, now, std::move(room));
  if (events.ok()) renew(*events);
  return events;
}

std::vector<Event> Clockwork::adopt(const Actor& actor, Instant now) {
  std::vector<Event> events = adopt_newest_in_place(state, actor, now);
  renew(events);
  return events;
}

std::optional<Instant> Clockwork::next_due() {
  const Next* next = first();
  return next == nullptr ? std::nullopt : std::optional(next->due.due);
}

bool Clockwork::fire_next(Instant due_by, Instant now, std::vector<Event>& events) {
  const Next* first_one = first();
  if (first_one == nullptr || first_one->due.due > due_by) return false;
  const Next next = *first_one;
  queue_.pop();
  first_of_.erase(next.ticket != nullptr ? static_cast<const void*>(next.ticket) : next.person);
  Timer timer{next.due.due, next.due.kind, {}, {}, next.due.slot};
  if (next.ticket != nullptr) {
    timer.ticket = next.ticket->id;
  } else {
    timer.person = next.person->user;
  }
  events.clear();
  events = fire_in_place(state, timer, now, std::move(events));
  renew(events);
  if (next.ticket != nullptr) {
    renew(*next.ticket);
  } else {
    renew(*next.person);
  }
  return true;
}

bool Clockwork::Later::operator()(const Next& a, const Next& b) const {
  if (a.due.due != b.due.due) return b.due.due < a.due.due;
  if (a.due.kind != b.due.kind) return b.due.kind < a.due.kind;
  if (a.ticket != b.ticket) return b.ticket->id < a.ticket->id;
  if (a.person != b.person) return b.person->user < a.person->user;
  return b.due.slot < a.due.slot;
}

const Clockwork::Next* Clockwork::first() {
  while (!queue_.empty()) {
    const Next& top = queue_.top();
    const auto known = first_of_.find(top.ticket != nullptr ? static_cast<const void*>(top.ticket) : top.person);
    if (known != first_of_.end() && known->second == top) return &top;
    queue_.pop();
  }
  return nullptr;
}

void Clockwork::renew(const std::vector<Event>& events) {
  const TicketId* last = nullptr;
  for (const Event& event : events) {
    if (!event.ticket.empty() && (last == nullptr || *last != event.ticket)) {
      last = &event.ticket;
      const auto ticket = state.tickets.find(event.ticket);
      if (ticket != state.tickets.end()) renew(ticket->second);
    }
    if (const Id* told = person_told_by(event.fact)) {
      const auto person = state.people.find(*told);
      if (person != state.people.end()) renew(person->second);
    }
  }
}

void Clockwork::renew(const Ticket& ticket) {
  const std::optional<Due> due = first_due(*policies_of(state, ticket.version), ticket);
  keep(&ticket, due ? std::optional(Next{*due, &ticket, nullptr}) : std::nullopt);
}

void Clockwork::renew(const Person& person) {
  const std::optional<Instant> due = message_due(person);
  keep(&person, due ? std::optional(Next{{*due, Timer::Kind::message, 0}, nullptr, &person}) : std::nullopt);
}

void Clockwork::keep(const void* whose, const std::optional<Next>& next) {
  if (!next) {
    first_of_.erase(whose);
    return;
  }
  Next& known = first_of_[whose];
  if (known == *next) return;
  known = *next;
  queue_.push(*next);
}

}  // namespace oasis
