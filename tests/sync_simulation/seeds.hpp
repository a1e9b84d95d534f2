// Runs many seeds, as many at a time as there are processors. May not: know what a run is about.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "tests/sync_simulation/run.hpp"

namespace oasis::test {

struct Sum {
  std::int64_t seeds = 0, commands = 0, acknowledged = 0, crashes = 0, restores = 0;
  std::map<std::uint64_t, std::string> failures;  ///< by seed
};

/// Each processor has a process of its own: a simulated disk is the only one of its process. A single seed is
/// run in this one, and tells what happens.
Sum run_seeds(std::uint64_t first, std::uint64_t last, const Zones& zones, Locks locks);

}  // namespace oasis::test
