// The rows of codec/rows.hpp as texts, without a JSON value between: what write_…(…).dump() says, in the order of the
// description instead of the alphabet. Ill-formed UTF-8 becomes U+FFFD. A fifth of the time. Linear in their size.
#pragma once

#include <string>

#include "shared/event/event.hpp"
#include "shared/model/message.hpp"
#include "shared/model/state.hpp"
#include "shared/model/ticket.hpp"

namespace oasis {

std::string ticket_row_text(const Ticket& ticket);
std::string person_row_text(const Person& person);
std::string message_row_text(const Message& message);
std::string event_row_text(const Event& event);

}  // namespace oasis
