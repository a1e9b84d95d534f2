// Commands of every kind in a random order, and the hash of all that they lead to: the same number
// everywhere. May not: be used to check rules; tests/property does.
#pragma once

#include <cstdint>
#include <string>

#include "shared/time/zone.hpp"

namespace oasis::test {

/// Gives `count` commands to the help desk of tests/bench, lets the timers fire in between, and hashes each
/// event and the state at the end as their rows: 64 hexadecimal digits of SHA-256.
std::string hash_of_random_commands(std::uint64_t count, std::uint64_t seed, const Zones& zones);

}  // namespace oasis::test
