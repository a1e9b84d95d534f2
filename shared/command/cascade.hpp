// Rules at work: what happened, the rules that answer, what these cause in turn (docs/semantics.md, "Rules").
// Internal to this room.
#pragma once

#include <vector>

#include "shared/command/turn.hpp"
#include "shared/policy/rules.hpp"

namespace oasis {

/// "What a rule did can fire other rules to a depth of 8; beyond that the ticket gets a `rule_loop` event."
constexpr int deepest_rule = 8;
/// So many rules may fire in one turn; a document that wants more is a loop, too.
constexpr int most_rules_a_turn = 500;

/// Lets the rules of the ticket's document answer to `causes`, one after the other.
void run_rules(Turn& turn, const TicketId& ticket, const std::vector<Cause>& causes);

}  // namespace oasis
