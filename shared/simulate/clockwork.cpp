// See clockwork.hpp.
#include "shared/simulate/clockwork.hpp"

#include <algorithm>
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
  --alarm.entries;
  alarm.queued.reset();
  Timer timer{due.due, due.kind, {}, {}, due.slot};
  (alarm.ticket != nullptr ? timer.ticket : timer.person) = alarm.id;
  alarm.due.reset();
  events.clear();
  events = fire_in_place(state, timer, now, std::move(events));
  renew(events);
  // Nothing was recorded about it, or it has nothing more to wait for.
  if (!alarm.due) renew(alarm);
  return true;
}

bool Clockwork::Later::operator()(const Entry& a, const Entry& b) const {
  if (a.due.due != b.due.due) return b.due.due < a.due.due;
  if (a.due.kind != b.due.kind) return b.due.kind < a.due.kind;
  if (a.alarm != b.alarm) return b.alarm->id < a.alarm->id;
  return b.due.slot < a.due.slot;
}

const Clockwork::Entry* Clockwork::first() {
  forget_gone();
  while (!queue_.empty()) {
    const Entry& next = queue_.top();
    Alarm& alarm = *next.alarm;
    if (alarm.due == next.due) return &next;
    const bool is_first = alarm.queued == next.due;
    queue_.pop();
    --alarm.entries;
    if (is_first) {
      alarm.queued.reset();
      queue(alarm);
    }
    const bool is_gone = alarm.ticket == nullptr && alarm.person == nullptr;
    if (is_gone && alarm.entries == 0) gone_.push_back(alarm.id);
  }
  return nullptr;
}

Clockwork::Alarm* Clockwork::alarm_of(const TicketId& id) {
  if (latest_ != nullptr && latest_->id == id) return latest_;
  const auto [place, is_new] = ticket_alarms_.try_emplace(id);
  Alarm& alarm = place->second;
  if (is_new) {
    const auto ticket = state.tickets.find(id);
    if (ticket == state.tickets.end()) {
      ticket_alarms_.erase(place);
      return nullptr;
    }
    alarm.id = id;
    alarm.ticket = &ticket->second;
  }
  latest_ = &alarm;
  return latest_;
}

void Clockwork::renew(const std::vector<Event>& events) {
  const TicketId* last = nullptr;
  for (const Event& event : events) {
    if (!event.ticket.empty() && (last == nullptr || *last != event.ticket)) {
      last = &event.ticket;
      if (Alarm* alarm = alarm_of(event.ticket)) renew(*alarm);
    }
    if (const Id* told = person_told_by(event.fact)) {
      const auto person = state.people.find(*told);
      if (person == state.people.end()) continue;
      Alarm& alarm = person_alarms_[*told];
      alarm.id = *told;
      alarm.person = &person->second;
      renew(alarm);
    }
    if (const auto* digest = std::get_if<Digest>(&event.fact)) let_go_if_finished(digest->tickets);
    if (const auto* told = std::get_if<Notified>(&event.fact)) let_go_if_finished(told->bundle);
  }
}

void Clockwork::renew(Alarm& alarm) {
  if (alarm.ticket != nullptr) {
    set(alarm, first_due(*policies_of(state, alarm.ticket->version), *alarm.ticket));
    let_go_if_finished(alarm);
  } else if (alarm.person != nullptr) {
    const std::optional<Instant> due = message_due(*alarm.person);
    set(alarm, due ? std::optional(Due{*due, Timer::Kind::message, 0}) : std::nullopt);
  }
}

void Clockwork::set(Alarm& alarm, std::optional<Due> due) {
  alarm.due = due;
  queue(alarm);
}

void Clockwork::queue(Alarm& alarm) {
  if (!alarm.due || (alarm.queued && !comes_first(*alarm.due, *alarm.queued))) return;
  alarm.queued = alarm.due;
  ++alarm.entries;
  queue_.push({*alarm.due, &alarm});
}

void Clockwork::let_go_when_finished(const TicketId& id) {
  Alarm* alarm = alarm_of(id);
  if (alarm == nullptr) return;
  alarm->may_go = true;
  let_go_if_finished(*alarm);
}

bool Clockwork::waits_to_be_told(const TicketId& id) const {
  const auto of_it = [&](const WaitingMessage& message) { return message.ticket == id; };
  for (const auto& [user, person] : state.people) {
    if (std::any_of(person.waiting.begin(), person.waiting.end(), of_it)) return true;
    if (std::any_of(person.digest.begin(), person.digest.end(), of_it)) return true;
  }
  return false;
}

void Clockwork::let_go_if_finished(Alarm& alarm) {
  if (!alarm.may_go || alarm.due || alarm.ticket == nullptr || !is_finished(alarm.ticket->status)) return;
  if (waits_to_be_told(alarm.id)) return;
  state.tickets.erase(alarm.id);
  alarm.ticket = nullptr;  // the alarm stays as long as the queue points to it
  if (alarm.entries == 0) gone_.push_back(alarm.id);
}

/// Tickets that a list has told of.
void Clockwork::let_go_if_finished(const std::vector<TicketId>& ids) {
  for (const TicketId& id : ids) {
    if (Alarm* alarm = alarm_of(id)) let_go_if_finished(*alarm);
  }
}

void Clockwork::forget_gone() {
  for (const TicketId& id : gone_) {
    if (latest_ != nullptr && latest_->id == id) latest_ = nullptr;
    ticket_alarms_.erase(id);
  }
  gone_.clear();
}

}  // namespace oasis
