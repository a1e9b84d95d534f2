// What became of the messages that a ticket sent, in words. May not: draw.
#pragma once

#include <string>

#include "client/replica/replica.hpp"
#include "client/screens/desk.hpp"
#include "shared/event/event.hpp"

namespace oasis {

struct SentSummary {
  std::string text;  ///< "e-mail: delivered 14:05"; empty: the event sent nothing
  bool failed = false;
};

/// Of everything that an event of the ticket sent, one after the other. What was held for later may have gone out
/// with others as one list; that is said on this event then.
SentSummary sent_by(const Desk& desk, const TicketId& ticket, const Event& event);

/// Whether the message came from the event, as above.
bool is_sent_by(const SentMessage& message, const Event& event);

/// "delivered", "waits to be sent"; the word itself for a state that has no name.
std::string name_of_state(const std::string& state);

/// One message: "delivered 14:05", "failed 14:05: no such address", "waits to be sent".
std::string say_state(const SentMessage& message, const Zone& zone, Instant now);

}  // namespace oasis
