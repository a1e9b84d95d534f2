// See clockwork.hpp.
#include "shared/simulate/clockwork.hpp"

#include <algorithm>

#include "shared/command/adopt.hpp"

namespace oasis {
namespace {

std::string key_of(const Timer& timer) {
  return timer.person.empty() ? "t" + timer.ticket : "p" + timer.person;
}

}  // namespace

Result<std::vector<Event>, Refusal> Clockwork::give(const Command& command, const Actor& actor, Instant now) {
  auto events = decide_in_place(state, command, actor, now);
  if (events.ok()) renew(*events);
  return events;
}

std::vector<Event> Clockwork::adopt(const Actor& actor, Instant now) {
  std::vector<Event> events = adopt_newest_in_place(state, actor, now);
  renew(events);
  return events;
}

std::optional<Instant> Clockwork::next_due() {
  const Timer* timer = first();
  return timer == nullptr ? std::nullopt : std::optional(timer->due);
}

bool Clockwork::fire_next(Instant due_by, Instant now, std::vector<Event>& events) {
  const Timer* next = first();
  if (next == nullptr || next->due > due_by) return false;
  const Timer timer = *next;
  queue_.pop();
  first_of_.erase(key_of(timer));
  events = fire_in_place(state, timer, now);
  renew(events);
  if (timer.person.empty()) {
    renew_ticket(timer.ticket);
  } else {
    renew_person(timer.person);
  }
  return true;
}

const Timer* Clockwork::first() {
  while (!queue_.empty()) {
    const Timer& top = queue_.top();
    const auto known = first_of_.find(key_of(top));
    if (known != first_of_.end() && known->second == top) return &top;
    queue_.pop();
  }
  return nullptr;
}

void Clockwork::renew(const std::vector<Event>& events) {
  const TicketId* last = nullptr;
  for (const Event& event : events) {
    if (!event.ticket.empty() && (last == nullptr || *last != event.ticket)) {
      renew_ticket(event.ticket);
      last = &event.ticket;
    }
    if (const auto* held = std::get_if<Held>(&event.fact)) renew_person(held->user);
    if (const auto* notified = std::get_if<Notified>(&event.fact)) renew_person(notified->user);
    if (const auto* suppressed = std::get_if<Suppressed>(&event.fact)) renew_person(suppressed->user);
    if (const auto* digest = std::get_if<Digest>(&event.fact)) renew_person(digest->user);
  }
}

void Clockwork::renew_ticket(const TicketId& id) {
  const auto found = state.tickets.find(id);
  if (found != state.tickets.end()) keep("t" + id, timers_of(state, found->second));
}

void Clockwork::renew_person(const Id& user) {
  const auto found = state.people.find(user);
  if (found != state.people.end()) keep("p" + user, timers_of(state, found->second));
}

void Clockwork::keep(const std::string& key, std::vector<Timer> timers) {
  const auto earliest = std::min_element(timers.begin(), timers.end(), fires_before);
  const auto known = first_of_.find(key);
  if (earliest == timers.end()) {
    if (known != first_of_.end()) first_of_.erase(known);
    return;
  }
  if (known != first_of_.end() && known->second == *earliest) return;
  first_of_[key] = *earliest;
  queue_.push(std::move(*earliest));
}

}  // namespace oasis
