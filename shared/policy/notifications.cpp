// See notifications.hpp.
#include "shared/policy/notifications.hpp"

#include <algorithm>

namespace oasis {
namespace {

/// "One message per person, channel and ticket within 60 s": the reason if there was one, or one is in the
/// list that leaves at the end of the minute. An overdue list is none: it leaves out whom this message tells.
std::string told_already(const Telling& telling, std::string_view via, Instant now) {
  if (telling.history == nullptr) return {};
  if (is_told(*telling.history, telling.ticket, via, now)) return told_lately;
  for (const WaitingMessage& waiting : telling.history->waiting) {
    if (waiting.bundled && waiting.ticket == telling.ticket && waiting.via == via && waiting.due >= now) {
      return "in the list that leaves within 60 s";
    }
  }
  return {};
}

bool told_of_ticket(const Person& history, const TicketId& ticket, Instant now) {
  return std::any_of(history.sent.begin(), history.sent.end(), [&](const SentMark& mark) {
    return mark.ticket == ticket && now < mark.at + quiet_minute;
  });
}

/// "The first message to a person goes at once; what follows on other tickets within 60 s is collected and
/// sent as one list at the end of that minute."
void send_or_bundle(const Telling& telling, Instant now, Delivery& delivery) {
  delivery.why_dropped = told_already(telling, delivery.via, now);
  if (!delivery.why_dropped.empty()) {
    delivery.how = Delivery::How::dropped;
    return;
  }
  const Person* history = telling.history;
  const bool minute_runs = history != nullptr && history->bundle_until && now < *history->bundle_until;
  if (!minute_runs || told_of_ticket(*history, telling.ticket, now)) return;
  delivery.how = Delivery::How::later;
  delivery.due = *history->bundle_until;
  delivery.bundled = true;
}

}  // namespace

bool is_told(const Person& history, const TicketId& ticket, std::string_view via, Instant now) {
  return std::any_of(history.sent.begin(), history.sent.end(), [&](const SentMark& mark) {
    return mark.ticket == ticket && mark.via == via && now < mark.at + quiet_minute;
  });
}

const std::string& address_of(const User& user, std::string_view via) {
  static const std::string none;
  for (const Contact& contact : user.contacts) {
    if (contact.via == via) return contact.address;
  }
  return none;
}

bool has_entries(const User& user, Urgency urgency) {
  const auto& own = user.notify[static_cast<std::size_t>(urgency)];
  return own ? !own->empty() : !user.contacts.empty();
}

std::vector<NotifyEntry> entries_of(const User& user, Urgency urgency) {
  if (const auto& own = user.notify[static_cast<std::size_t>(urgency)]) return *own;
  std::vector<NotifyEntry> entries;
  if (user.contacts.empty()) return entries;
  switch (urgency) {
    case Urgency::critical:
      entries.reserve(user.contacts.size());
      for (const Contact& contact : user.contacts)
        entries.push_back({NotifyEntry::Kind::contact, contact.via, {}, 0, 0});
      break;
    case Urgency::normal: {
      const bool has_email = !address_of(user, "email").empty();
      entries.push_back(
          {NotifyEntry::Kind::contact, has_email ? "email" : user.contacts.front().via, {}, 0, 0});
      break;
    }
    case Urgency::low:
      entries.push_back({NotifyEntry::Kind::daily_digest, "", {}, 9 * 60, 0});
      break;
  }
  return entries;
}

std::optional<Instant> quiet_until(const User& user, const Zone& zone, Instant t) {
  if (!user.quiet_hours) return std::nullopt;
  const std::int64_t today = day_number(zone.to_local(t));
  const bool overnight = user.quiet_hours->to <= user.quiet_hours->from;
  for (std::int64_t day = today - 1; day <= today; ++day) {
    const Instant from = zone.to_instant(at_clock(day, {user.quiet_hours->from}), Repeated::first);
    const Instant to = zone.to_instant(at_clock(day + overnight, {user.quiet_hours->to}), Repeated::last);
    if (from <= t && t < to) return to;
  }
  return std::nullopt;
}

Instant next_digest(const NotifyEntry& entry, const Zone& zone, Instant t) {
  std::int64_t day = day_number(zone.to_local(t));
  const bool weekly = entry.kind == NotifyEntry::Kind::weekly_digest;
  for (;; ++day) {
    if (weekly && weekday_of(day) != entry.day) continue;
    const Instant at = zone.to_instant(at_clock(day, {entry.at}), Repeated::first);
    if (at > t) return at;
  }
}

Delivery plan_entry(const Telling& telling, const NotifyEntry& rule, std::int32_t entry, Instant now) {
  Delivery delivery;
  delivery.entry = entry;
  if (rule.kind != NotifyEntry::Kind::contact) {
    delivery.how = Delivery::How::digest;
    const bool has_email = !address_of(telling.user, "email").empty();
    delivery.via = has_email || telling.user.contacts.empty() ? "email" : telling.user.contacts.front().via;
    delivery.due = next_digest(rule, telling.zone, now);
    return delivery;
  }
  delivery.via = rule.via;
  delivery.address = address_of(telling.user, rule.via);
  delivery.only_if_open = rule.after > Duration{};
  Instant at = now + rule.after;
  if (telling.urgency != Urgency::critical && !telling.escalating) {
    at = quiet_until(telling.user, telling.zone, at).value_or(at);
  }
  if (at > now) {
    delivery.how = Delivery::How::later;
    delivery.due = at;
    return delivery;
  }
  send_or_bundle(telling, now, delivery);
  return delivery;
}

Delivery plan_due(const Telling& telling, const WaitingMessage& message, Instant now) {
  Delivery delivery;
  delivery.entry = message.entry;
  delivery.via = message.via;
  delivery.address = address_of(telling.user, message.via);
  delivery.only_if_open = message.only_if_open;
  send_or_bundle(telling, now, delivery);
  return delivery;
}

}  // namespace oasis
