// See delivery.hpp.
#include "client/screens/delivery.hpp"

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

DeliveryNote delivery_of(const Desk& desk, const TicketId& ticket, std::uint32_t event) {
  DeliveryNote note;
  const auto details = desk.replica.details.find(ticket);
  if (details == desk.replica.details.end()) return note;
  for (const SentMessage& message : details->second.deliveries) {
    if (message.event != event) continue;
    note.failed = note.failed || message.state == "failed";
    note.text += (note.text.empty() ? "" : "; ") + wording::name_of_via(message.via) + " " +
                    say_state(message, desk.zone, desk.now);
  }
  return note;
}

}  // namespace oasis
