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
  const Entry* next = first();
  return next == nullptr ? std::nullopt : std::optional(next->due.due);
}

bool Clockwork::fire_next(Instant due_by, Instant now, std::vector<Event>& events) {
  const Entry* next = first();
  if (next == nullptr || next->due.due > due_by) return false;
  const Due due = next->due;
  Alarm& alarm = *next->alarm;
  queue_.pop();
  alarm.queued.reset();
  Timer timer{due.due, due.kind, {}, {}, due.slot};
  if (alarm.ticket != nullptr) {
    timer.ticket = alarm.ticket->id;
  } else {
    timer.person = alarm.person->user;
  }
  alarm.due.reset();
  events.clear();
  events = fire_in_place(state, timer, now, std::move(events));
  renew(events);
  if (alarm.due) return true;
  // Nothing was recorded about it, or it has nothing more to wait for.
  if (alarm.ticket != nullptr) {
    renew(*alarm.ticket);
  } else {
    renew(*alarm.person);
  }
  return true;
}

bool Clockwork::Later::operator()(const Entry& a, const Entry& b) const {
  if (a.due.due != b.due.due) return b.due.due < a.due.due;
  if (a.due.kind != b.due.kind) return b.due.kind < a.due.kind;
  if (a.alarm != b.alarm) {
    return a.alarm->ticket != nullptr ? b.alarm->ticket->id < a.alarm->ticket->id
                                      : b.alarm->person->user < a.alarm->person->user;
  }
  return b.due.slot < a.due.slot;
}

const Clockwork::Entry* Clockwork::first() {
  while (!queue_.empty()) {
    const Entry& next = queue_.top();
    Alarm& alarm = *next.alarm;
    if (alarm.due == next.due) return &next;
    const bool is_first = alarm.queued == next.due;
    queue_.pop();
    if (!is_first) continue;
    alarm.queued.reset();
    queue(alarm);
  }
  return nullptr;
}

const Ticket* Clockwork::find(const TicketId& id) {
  if (latest_ == nullptr || latest_->id != id) {
    const auto ticket = state.tickets.find(id);
    latest_ = ticket == state.tickets.end() ? nullptr : &ticket->second;
  }
  return latest_;
}

void Clockwork::renew(const std::vector<Event>& events) {
  const TicketId* last = nullptr;
  for (const Event& event : events) {
    if (!event.ticket.empty() && (last == nullptr || *last != event.ticket)) {
      last = &event.ticket;
      if (const Ticket* ticket = find(event.ticket)) renew(*ticket);
    }
    if (const Id* told = person_told_by(event.fact)) {
      const auto person = state.people.find(*told);
      if (person != state.people.end()) renew(person->second);
    }
  }
}

void Clockwork::renew(const Ticket& ticket) {
  Alarm& alarm = alarms_[&ticket];
  alarm.ticket = &ticket;
  set(alarm, first_due(*policies_of(state, ticket.version), ticket));
}

void Clockwork::renew(const Person& person) {
  Alarm& alarm = alarms_[&person];
  alarm.person = &person;
  const std::optional<Instant> due = message_due(person);
  set(alarm, due ? std::optional(Due{*due, Timer::Kind::message, 0}) : std::nullopt);
}

void Clockwork::set(Alarm& alarm, std::optional<Due> due) {
  alarm.due = due;
  queue(alarm);
}

void Clockwork::queue(Alarm& alarm) {
  if (!alarm.due || (alarm.queued && !comes_first(*alarm.due, *alarm.queued))) return;
  alarm.queued = alarm.due;
  queue_.push({*alarm.due, &alarm});
}

}  // namespace oasis
