// The subject of a mail about a ticket: "Re: [#1042] The printer is on fire".
// May not: know tickets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace oasis {

/// The number in the first "[#…]" of a subject; nothing without one, or if it is no positive number.
std::optional<std::int64_t> ticket_number_in(std::string_view subject);

/// The subject without ticket tags and without the "Re:", "AW:", "Fwd:" … of many languages in front,
/// trimmed: the title of a new ticket. Empty if nothing else is there.
std::string bare_subject(std::string_view subject);

/// "[#1042] title", as our mails carry it.
std::string tagged_subject(std::int64_t number, std::string_view title);

}  // namespace oasis
