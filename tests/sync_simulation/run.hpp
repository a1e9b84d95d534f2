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

Outcome run_simulation(std::uint64_t seed, const Zones& zones);

}  // namespace oasis::test
