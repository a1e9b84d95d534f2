// Who hears of what colleagues and customers say without being escalated to: people who are mentioned, and
// those who watch the ticket (docs/semantics.md, "Mentions, watchers, links"). Internal to this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/command/turn.hpp"

namespace oasis {

/// Tells the people whom an internal note calls by "@", with normal urgency. Viewers see no notes and are not
/// told. Answers who was meant, told or not.
std::vector<Id> tell_mentioned(Turn& turn, const TicketId& ticket, std::string_view note,
                               std::uint32_t cause);

/// Tells who watches the ticket, with normal urgency; `what` happened, in words ("the customer wrote").
/// Nobody in `but` is told, and of a note (`internal`) no viewer.
void tell_watchers(Turn& turn, const TicketId& ticket, const std::string& what, std::uint32_t cause,
                   bool internal = false, const std::vector<Id>& but = {});

}  // namespace oasis
