// Which rules answer to what happened, and when the waiting ones are due (docs/semantics.md, "Rules").
// May not: carry out actions (command/cascade does).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/model/ticket.hpp"
#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

/// Something that happened to a ticket and that rules may answer to.
struct Cause {
  Trigger trigger{};
  std::uint32_t event = 0;         ///< number of the ticket's event
  std::optional<ClockKind> clock;  ///< sla_warning, sla_breached
  std::int32_t satisfaction = 0;   ///< rated
  Id rule;                         ///< no_response, idle: the one rule whose time has come
  /// The message that came, which outlives the cause; unset = the last customer message is looked at.
  std::optional<std::string_view> text;
};

/// Whether `rule` fires for `cause` on the ticket as it is now: its trigger fits and "every given field" of
/// `if` matches. Linear in the text.
bool rule_applies(const Rule& rule, const Cause& cause, const Ticket& ticket, const Policies& policies,
                  Instant now);

/// The highest tier that an escalation of the ticket has reached; 0 = none.
std::int32_t reached_tier(const Ticket& ticket);

/// Brings `ticket.watches` up to date: one for each `no_response` and `idle` rule, with its due time while
/// the ticket is new, open or on hold, and not again for a silence for which it has fired. O(waiting rules).
void refresh_watches(Ticket& ticket, const Policies& policies);
/// The same when another document holds for the ticket: also a due time whose silence goes on is computed
/// anew.
void recompute_watches(Ticket& ticket, const Policies& policies);

}  // namespace oasis
