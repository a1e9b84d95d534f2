// What must hold at the end of every simulated run, and during it. May not: change anything.
#pragma once

#include <array>
#include <string>

#include "tests/sync_simulation/page.hpp"
#include "tests/sync_simulation/people.hpp"
#include "tests/sync_simulation/server.hpp"

namespace oasis::test {

/// The first proof that does not hold, as a sentence; empty if all do: every replica has the same rows as a
/// new snapshot for its person (one checksum per scope), nothing acknowledged is lost, each effect is there
/// at most once, nothing is shown that is out of its person's scope, nothing waits any more, the database is
/// whole.
std::string what_does_not_hold(Server& server, std::array<Profile, 5>& profiles, const People& people,
                               bool was_restored);

/// A ticket that somebody opened at a page, and that is not on its screen; empty if there is none.
std::string what_is_not_shown(const People& people);

}  // namespace oasis::test
