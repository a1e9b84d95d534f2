// See sent.hpp.
#include "client/screens/sent.hpp"

#include <variant>

#include "client/screens/wording.hpp"

namespace oasis {

std::string say_state(const SentMessage& message, const Zone& zone, Instant now) {
  std::string words = message.state == "queued"    ? "waits to be sent"
                      : message.state == "sending" ? "on its way"
                                                   : message.state;
  if (message.at.ms != 0 && message.state != "queued" && message.state != "sending")
    words += " " + wording::say_moment(message.at, zone, now);
  if (!message.answer.empty()) words += " (" + message.answer + ")";
  if (message.may_repeat) words += ", may have arrived twice";
  if (!message.error.empty()) words += ": " + message.error;
  return words;
}

bool is_sent_by(const SentMessage& message, const Event& event) {
  if (message.event) return *message.event == event.number;
  const auto* held = std::get_if<Held>(&event.fact);
  return held != nullptr && held->user == message.user && held->message.via == message.via &&
         held->message.cause == message.cause;
}

SentSummary sent_by(const Desk& desk, const TicketId& ticket, const Event& event) {
  SentSummary sent;
  const auto details = desk.replica.details.find(ticket);
  if (details == desk.replica.details.end()) return sent;
  for (const SentMessage& message : details->second.deliveries) {
    if (!is_sent_by(message, event)) continue;
    sent.failed = sent.failed || message.state == "failed";
    sent.text += (sent.text.empty() ? "" : "; ") + wording::name_of_via(message.via) + " " +
                 say_state(message, desk.zone, desk.now) + (message.event ? "" : ", in one list with others");
  }
  return sent;
}

}  // namespace oasis
