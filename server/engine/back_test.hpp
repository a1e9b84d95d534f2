// A back-test by all processors: portions of tickets are played side by side, and what came of them is added up in their
// order. May not: read the database, or compute an outcome by itself (shared/simulate/outcome).
#pragma once

#include <memory>
#include <vector>

#include "shared/policy/policies.hpp"
#include "shared/result.hpp"
#include "shared/simulate/given.hpp"
#include "shared/simulate/outcome.hpp"
#include "shared/time/zone.hpp"

namespace oasis::engine {

/// What comes of `tickets`, which are in order of creation, until `until` by the prepared document. Portions are the same
/// whatever `threads` (at least 1) is, and so is the outcome, byte for byte. The first portion's error is the whole's.
/// O(events · log tickets) of processor time.
Result<Outcome> back_test(const std::vector<GivenTicket>& tickets, const std::shared_ptr<const Policies>& policies,
                          const Zones& zones, Instant until, unsigned threads);

}  // namespace oasis::engine
