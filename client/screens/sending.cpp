// See sending.hpp.
#include "client/screens/sending.hpp"

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

Sending sending_of(const Desk& desk, const TicketId& ticket, std::uint32_t event) {
  Sending sending;
  const auto details = desk.replica.details.find(ticket);
  if (details == desk.replica.details.end()) return sending;
  for (const SentMessage& message : details->second.deliveries) {
    if (message.event != event) continue;
    sending.failed = sending.failed || message.state == "failed";
    sending.text += (sending.text.empty() ? "" : "; ") + wording::name_of_via(message.via) + " " +
                    say_state(message, desk.zone, desk.now);
  }
  return sending;
}

}  // namespace oasis
