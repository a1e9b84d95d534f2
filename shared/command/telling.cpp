// See telling.hpp.
#include "shared/command/telling.hpp"

#include <algorithm>
#include <utility>

#include "shared/command/clock_facts.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/policy/sight.hpp"

namespace oasis {
namespace {

bool is_escalating(const Ticket& ticket) {
  return std::any_of(ticket.runs.begin(), ticket.runs.end(),
                     [](const Run& run) { return run.phase == Run::Phase::waiting; });
}

WaitingMessage waiting_message(const TicketId& ticket, std::uint32_t cause, Urgency urgency,
                               Delivery&& delivery, const std::string& why, bool page) {
  WaitingMessage message;
  message.ticket = ticket;
  message.cause = cause;
  message.urgency = urgency;
  message.via = std::move(delivery.via);
  message.entry = delivery.entry;
  message.why = why;
  message.due = delivery.due;
  message.bundled = delivery.bundled;
  message.only_if_open = delivery.only_if_open;
  message.page = page;
  return message;
}

void record_delivery(Turn& turn, const TicketId& ticket, const Id& user, Urgency urgency, Delivery&& delivery,
                     const std::string& why, std::uint32_t cause, bool waited, bool page) {
  const Actor by = by_system("notify");
  switch (delivery.how) {
    case Delivery::How::now: {
      Notified fact{user,
                    std::move(delivery.via),
                    std::move(delivery.address),
                    urgency,
                    why,
                    delivery.entry,
                    {},
                    waited,
                    page};
      turn.record(ticket, by, cause, std::move(fact));
      return;
    }
    case Delivery::How::later:
    case Delivery::How::digest: {
      const bool digest = delivery.how == Delivery::How::digest;
      Held fact{user, waiting_message(ticket, cause, urgency, std::move(delivery), why, page), digest};
      turn.record(ticket, by, cause, std::move(fact));
      return;
    }
    case Delivery::How::dropped:
      turn.record(
          ticket, by, cause,
          Suppressed{user, std::move(delivery.via), std::move(delivery.why_dropped), delivery.entry, waited});
      return;
  }
}

/// Why a message is not sent any more. With `after`: "only while the ticket is neither acknowledged nor
/// resolved"; none to a disabled account or about a ticket that left the person's scope; and of an overdue list nothing that the
/// catch-up told them already. Empty: it is sent.
std::string why_settled(Turn& turn, const User& user, const WaitingMessage& message) {
  const Ticket* ticket = turn.ticket(message.ticket);
  if (turn.disabled().count(user.id) != 0) return "account is disabled";
  if (ticket != nullptr && !may_see(sight_of(&user), *ticket)) return "does not see the ticket any more";
  if (message.bundled && is_told(*turn.person(user.id), message.ticket, message.via, turn.now()))
    return told_lately;
  if (!message.only_if_open) return {};
  if (ticket == nullptr) return "the ticket is gone";
  if (is_finished(ticket->status)) return "the ticket is resolved";
  if (!ticket->acknowledged_by.empty()) return "acknowledged by " + ticket->acknowledged_by;
  return {};
}

/// One list for all bundled messages of this channel that are due and still wanted: one fact, at the first of
/// its tickets.
void deliver_bundle(Turn& turn, const User& user, const WaitingMessage& first) {
  Notified fact{user.id, first.via, address_of(user, first.via), first.urgency, first.why, first.entry, {},
                true,    first.page};
  for (const WaitingMessage& other : turn.person(user.id)->waiting) {
    const bool in_list =
        other.bundled && other.via == first.via && other.due <= turn.now() && other.ticket != first.ticket;
    if (!in_list || !why_settled(turn, user, other).empty()) continue;
    fact.urgency = std::max(fact.urgency, other.urgency);
    fact.page = fact.page || other.page;
    if (std::find(fact.bundle.begin(), fact.bundle.end(), other.ticket) == fact.bundle.end())
      fact.bundle.push_back(other.ticket);
  }
  turn.record(first.ticket, by_system("notify"), first.cause, std::move(fact));
}

void deliver(Turn& turn, const User& user, const WaitingMessage& message) {
  std::string settled = why_settled(turn, user, message);
  if (!settled.empty()) {
    Suppressed fact{user.id, message.via, std::move(settled), message.entry, true};
    turn.record(message.ticket, by_system("notify"), message.cause, std::move(fact));
    return;
  }
  if (message.bundled) return deliver_bundle(turn, user, message);
  const Ticket* ticket = turn.ticket(message.ticket);
  const bool escalating = ticket != nullptr && is_escalating(*ticket);
  const Telling telling{
      user, turn.current().zone_of(user), turn.person(user.id), message.ticket, message.urgency, escalating};
  record_delivery(turn, message.ticket, user.id, message.urgency, plan_due(telling, message, turn.now()),
                  message.why, message.cause, true, message.page);
}

/// What waited for somebody whom no document knows any more.
void drop_all(Turn& turn, const Id& user, const WaitingMessage& message) {
  Suppressed fact{user, message.via, "is no user any more", message.entry, true};
  turn.record(message.ticket, by_system("notify"), message.cause, std::move(fact));
}

/// A digest lists no ticket that left the person's scope meanwhile, and nothing for a disabled account.
bool may_be_listed(Turn& turn, const Id& user, const TicketId& id) {
  if (turn.disabled().count(user) != 0) return false;
  const Ticket* ticket = turn.ticket(id);
  const User* person = turn.user(user);
  return ticket == nullptr || person == nullptr || may_see(sight_of(person), *ticket);
}

void deliver_digest(Turn& turn, const Person& person) {
  Digest digest;
  digest.user = person.user;
  for (const WaitingMessage& message : person.digest) {
    if (message.due > turn.now()) continue;
    if (digest.tickets.empty()) digest.via = message.via;
    if (message.via != digest.via || !may_be_listed(turn, person.user, message.ticket)) continue;
    if (std::find(digest.tickets.begin(), digest.tickets.end(), message.ticket) == digest.tickets.end()) {
      digest.tickets.push_back(message.ticket);
    }
  }
  turn.record(TicketId{}, by_system("notify"), std::nullopt, std::move(digest));
}

const WaitingMessage* first_due(const Person& person, Instant now) {
  const WaitingMessage* first = nullptr;
  for (const WaitingMessage& message : person.waiting) {
    if (message.due <= now && (first == nullptr || message.due < first->due)) first = &message;
  }
  return first;
}

}  // namespace

void tell(Turn& turn, const TicketId& id, const User& user, Urgency urgency, const std::string& why,
          std::uint32_t cause, bool page) {
  const Actor by = by_system("notify");
  if (turn.actor().kind == Actor::Kind::user && turn.actor().id == user.id) {
    turn.record(id, by, cause, Suppressed{user.id, "", "did it themselves", 0, false});
    return;
  }
  if (turn.disabled().count(user.id) != 0) {
    turn.record(id, by, cause, Suppressed{user.id, "", "account is disabled", 0, false});
    return;
  }
  if (!may_see(sight_of(&user), *turn.ticket(id))) {
    turn.record(id, by, cause, Suppressed{user.id, "", "does not see the ticket", 0, false});
    return;
  }
  const std::vector<NotifyEntry> entries = entries_of(user, urgency);
  if (entries.empty()) {
    turn.record(id, by, cause, Suppressed{user.id, "", "has no way to be told", 0, false});
    return;
  }
  const bool escalating = is_escalating(*turn.ticket(id));
  const Zone& zone = turn.current().zone_of(user);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Telling telling{user, zone, turn.person(user.id), id, urgency, escalating};
    record_delivery(turn, id, user.id, urgency,
                    plan_entry(telling, entries[i], static_cast<std::int32_t>(i), turn.now()), why, cause,
                    false, page);
  }
}

void deliver_due(Turn& turn, const Id& user_id) {
  const Person* person = turn.person(user_id);
  if (person == nullptr) return;
  const User* user = turn.user(user_id);
  // Each round removes at least the message it looked at, or moves it behind `now`.
  while (const WaitingMessage* due = first_due(*turn.person(user_id), turn.now())) {
    const WaitingMessage message = *due;
    if (user == nullptr) {
      drop_all(turn, user_id, message);
    } else {
      deliver(turn, *user, message);
    }
  }
  while (turn.person(user_id)->digest_due && *turn.person(user_id)->digest_due <= turn.now()) {
    deliver_digest(turn, *turn.person(user_id));
  }
}

}  // namespace oasis
