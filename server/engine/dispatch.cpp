// From events to rows of the outbox. May not: write texts or send.
#include "server/engine/dispatch.hpp"

#include <variant>

#include "server/engine/digest.hpp"

namespace oasis::engine {
namespace {

using store::Outgoing;

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
  std::vector<Outgoing>& out;

  void operator()(const Notified& fact) const {
    const std::uint32_t cause = event.cause.value_or(event.number);
    Outgoing message = addressed(event, event_row,
                                 event.ticket + "/" + std::to_string(cause) + "/" + fact.user + "/" +
                                     fact.via + "/" + std::to_string(fact.entry));
    message.user = fact.user;
    message.via = fact.via;
    message.address = fact.address;
    out.push_back(std::move(message));
  }

  void operator()(const Digest& fact) const {
    if (fact.tickets.empty()) return;  // none of them is in the person's sight any more
    Outgoing message = addressed(event, event_row,
                                 "digest/" + fact.user + "/" + fact.via + "/" + std::to_string(event.at.ms));
    message.user = fact.user;
    message.via = fact.via;
    out.push_back(std::move(message));
  }

  void operator()(const Replied& fact) const {
    const auto ticket = state.tickets.find(event.ticket);
    if (ticket == state.tickets.end() || ticket->second.contact_email.empty() || ticket->second.drill) return;
    Outgoing message = addressed(event, event_row, "reply/" + fact.message.id);
    message.via = "email";
    message.address = ticket->second.contact_email;
    out.push_back(std::move(message));
  }

  void operator()(const WebhookCalled& fact) const {
    Outgoing message =
        addressed(event, event_row, event.ticket + "/" + std::to_string(event.number) + "/webhook");
    message.via = "webhook";
    message.address = fact.webhook;
    out.push_back(std::move(message));
  }

  template <typename Other>
  void operator()(const Other&) const {}
};

}  // namespace

std::vector<Outgoing> outgoing_for(const State& state, const Event& event, std::int64_t event_row,
                                   const std::string& mail_domain) {
  std::vector<Outgoing> out;
  std::visit(ByFact{state, event, event_row, out}, event.fact);
  for (Outgoing& message : out) {
    message.message_id = sha256_hex(message.key).substr(0, 32) + "@" + mail_domain;
  }
  return out;
}

}  // namespace oasis::engine
