// A made-up year of a help desk, for benchmarks: the document and what people did. docs/benchmarks.md
// describes it. May not: run anything; the same number of tickets is the same history on every machine.
#pragma once

#include <cstddef>

#include "shared/simulate/scenario.hpp"
#include "shared/time/zone.hpp"

namespace oasis::bench {

/// `tickets` tickets spread over 2025: each is created, answered once to three times with customers' replies
/// in between, waits a while, and is resolved. `zones` knows Europe/Berlin and America/New_York.
Scenario help_desk_year(std::size_t tickets, const Zones& zones);

/// The document alone: a calendar with holidays, four service levels, on-call schedules, chains, rules.
Workspace help_desk(const Zones& zones);

}  // namespace oasis::bench
