// Rules that set each other off without an end, found by trying them on the real core before a ticket does.
// May not: know chains or pictures.
#pragma once

#include <memory>
#include <vector>

#include "shared/policy/policies.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// The rules at which the core would stop a loop, each once, in the order found: tickets of every priority
/// are opened at `at`, then get every other priority, are resolved and opened again. What only a certain
/// text, tag or customer sets off is not found. A few milliseconds; nothing at all where no rule changes a
/// ticket.
std::vector<Id> rules_in_a_loop(const std::shared_ptr<const Policies>& policies, const Zones& zones,
                                Instant at);

}  // namespace oasis
