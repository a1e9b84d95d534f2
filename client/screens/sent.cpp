// See sent.hpp.
#include "client/screens/sent.hpp"

#include "client/screens/wording.hpp"

namespace oasis {

std::string say_state(const SentMessage& message, const Zone& zone, Instant now) {
  std::string words = message.state == "queued"    ? "waits to be sent"
                      : message.state == "sending" ? "on its way"
                                                   : message.state;
  if (message.at.ms != 0 && message.state != "queued" && message.state != "sending")
    words += " " + wording::say_moment(message.at, zone, now);
  if (message.may_repeat) words += ", may have arrived twice";
  if (!message.error.empty()) words += ": " + message.error;
  return words;
}

SentSummary sent_by(const Desk& desk, const TicketId& ticket, std::uint32_t event) {
  SentSummary sent;
  const auto details = desk.replica.details.find(ticket);
  if (details == desk.replica.details.end()) return sent;
  for (const SentMessage& message : details->second.deliveries) {
    if (message.event != event) continue;
    sent.failed = sent.failed || message.state == "failed";
    sent.text += (sent.text.empty() ? "" : "; ") + wording::name_of_via(message.via) + " " +
                 say_state(message, desk.zone, desk.now);
  }
  return sent;
}

}  // namespace oasis
