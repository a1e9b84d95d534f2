// Who may give which command (docs/semantics.md, "People"). May not: know which tickets somebody sees
// (policy/sight.hpp), or look at the state.
#pragma once

#include "shared/command/command.hpp"
#include "shared/model/message.hpp"
#include "shared/model/words.hpp"

namespace oasis {

/// Whether a member of staff with this role may give such a command at all: viewers none, everybody else all
/// that people give. An entry for each command, so that a new one does not compile without a decision.
bool may_do(Role role, const Command& command);
/// The same for the customer of a ticket: writing, opening and rating.
bool may_do_as_customer(const Command& command);
/// For whoever acts; the server itself may do everything.
bool may_do(const Actor& actor, const Command& command);
/// What to say to somebody who may not.
Refusal why_not(const Actor& actor, const Command& command);

}  // namespace oasis
