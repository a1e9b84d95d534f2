// One simulated run: a server, five browsers, what people do and what goes wrong, all decided by a seed; and
// the proofs at its end. May not: depend on anything but the seed and the bug that is awake.
#pragma once

#include <cstdint>
#include <string>

#include "shared/time/zone.hpp"

namespace oasis::test {

struct Outcome {
  std::string failure;  ///< the first proof that does not hold; empty: all do
  int commands = 0;     ///< given by people
  int acknowledged = 0;
  int crashes = 0;
  int restores = 0;
  std::string digest;  ///< of everything at the end: the same seed gives the same
};

/// Whether the second browser's tabs can agree on who leads (Web Locks), or each follows the log for itself,
/// as over plain HTTP from another machine.
enum class Locks { everywhere, not_in_the_second };

/// `told`: what happens is printed.
Outcome run_simulation(std::uint64_t seed, const Zones& zones, Locks locks = Locks::everywhere,
                       bool told = false);

}  // namespace oasis::test
