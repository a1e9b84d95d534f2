// Telling people: turns what the notification policy plans into facts (docs/semantics.md, "Notifications").
// Internal to this room.
#pragma once

#include <string>

#include "shared/command/turn.hpp"

namespace oasis {

/// Tells `user` of something that happened to the ticket, by the entries that hold for `urgency`: at once,
/// later, in a digest, or not, each recorded with `why`. "Nobody hears about what they did themselves."
/// `page`: an escalation pages them, which counts towards the pages of their shift.
void tell(Turn& turn, const TicketId& ticket, const User& user, Urgency urgency, const std::string& why,
          std::uint32_t cause, bool page = false);

/// Sends everything that waits for `user` and is due now: held messages, lists, the digest.
void deliver_due(Turn& turn, const Id& user);

}  // namespace oasis
