// From events to rows of the outbox. May not: write texts or send.
#include "server/engine/dispatch.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "server/engine/digest.hpp"
#include "shared/policy/notifications.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::engine {
namespace {

using store::Outgoing;

/// The cause of the waiting message that a list to `user` by `via` takes up for `ticket`.
std::optional<std::uint32_t> cause_in_list(const State& state, const Notified& fact, const TicketId& ticket) {
  const auto person = state.people.find(fact.user);
  if (person == state.people.end()) return std::nullopt;
  for (const WaitingMessage& waiting : person->second.waiting) {
    if (waiting.bundled && waiting.ticket == ticket && waiting.via == fact.via) return waiting.cause;
  }
  return std::nullopt;
}

Outgoing addressed(const Event& event, std::int64_t event_row, std::string key) {
  Outgoing message;
  message.key = std::move(key);
  message.ticket = event.ticket;
  message.event = event_row;
  message.at = event.at;
  message.next_at = event.at;
  return message;
}

struct ByFact {
  const State& state;
  const Event& event;
  std::int64_t event_row;
  const std::vector<store::About>& about;
  std::vector<Leaving>& out;

  void operator()(const Notified& fact) const {
    const std::uint32_t cause = event.cause.value_or(event.number);
    Outgoing message = addressed(event, event_row,
                                 event.ticket + "/" + std::to_string(cause) + "/" + fact.user + "/" +
                                     fact.via + "/" + std::to_string(fact.entry));
    message.user = fact.user;
    message.via = fact.via;
    message.address = fact.address;
    out.push_back({std::move(message), about});
  }

  void operator()(const Digest& fact) const {
    if (fact.tickets.empty()) return;  // none of them is in the person's sight any more
    Outgoing message = addressed(event, event_row,
                                 "digest/" + fact.user + "/" + fact.via + "/" + std::to_string(event.at.ms));
    message.user = fact.user;
    message.via = fact.via;
    const Policies* policies = current_policies(state);
    const User* user = policies ? policies->user(fact.user) : nullptr;
    if (user) message.address = address_of(*user, fact.via);
    out.push_back({std::move(message), {}});
  }

  void operator()(const Replied& fact) const {
    const auto ticket = state.tickets.find(event.ticket);
    if (ticket == state.tickets.end() || ticket->second.contact_email.empty() || ticket->second.drill) return;
    Outgoing message = addressed(event, event_row, "reply/" + fact.message.id);
    message.via = "email";
    message.address = ticket->second.contact_email;
    out.push_back({std::move(message), {{event.ticket, event.number}}});
  }

  /// Somebody said how it ended: the customer reads it too.
  void operator()(const Resolved& fact) const {
    const auto ticket = state.tickets.find(event.ticket);
    if (fact.outcome.empty() || ticket == state.tickets.end()) return;
    if (ticket->second.contact_email.empty() || ticket->second.drill) return;
    Outgoing message =
        addressed(event, event_row, "resolved/" + event.ticket + "/" + std::to_string(event.number));
    message.via = "email";
    message.address = ticket->second.contact_email;
    out.push_back({std::move(message), {{event.ticket, event.number}}});
  }

  void operator()(const WebhookCalled& fact) const {
    Outgoing message =
        addressed(event, event_row, event.ticket + "/" + std::to_string(event.number) + "/webhook");
    message.via = "webhook";
    message.address = fact.webhook;
    out.push_back({std::move(message), {{event.ticket, event.cause.value_or(event.number)}}});
  }

  template <typename Other>
  void operator()(const Other&) const {}
};

}  // namespace

std::vector<store::About> told_by(const State& state, const Event& event) {
  const auto* fact = std::get_if<Notified>(&event.fact);
  if (!fact) return {};
  std::vector<store::About> about{{event.ticket, event.cause.value_or(event.number)}};
  for (const TicketId& other : fact->bundle) {
    if (const auto cause = cause_in_list(state, *fact, other)) about.push_back({other, *cause});
  }
  return about;
}

std::vector<Leaving> outgoing_for(const State& state, const Event& event, std::int64_t event_row,
                                  const std::vector<store::About>& about, const std::string& mail_domain) {
  std::vector<Leaving> out;
  std::visit(ByFact{state, event, event_row, about, out}, event.fact);
  for (Leaving& leaving : out) leaving.message.message_id = message_id_of(leaving.message.key, mail_domain);
  return out;
}

bool replies_by_itself(const Event& event) {
  const auto* reply = std::get_if<Replied>(&event.fact);
  return reply && (reply->message.automatic || event.by.kind == Actor::Kind::system);
}

std::string message_id_of(const std::string& key, const std::string& mail_domain) {
  return sha256_hex(key).substr(0, 32) + "@" + mail_domain;
}

Outgoing own_words(std::string key, Instant now, const std::string& mail_domain) {
  Outgoing message;
  message.message_id = message_id_of(key, mail_domain);
  message.key = std::move(key);
  message.at = now;
  message.next_at = now;
  return message;
}

}  // namespace oasis::engine
