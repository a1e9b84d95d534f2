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
/// whole. `was_restored`, `rights_changed`: at some time in the run.
std::string what_does_not_hold(Server& server, std::array<Profile, 5>& profiles, const People& people,
                               bool was_restored, bool rights_changed);

/// A ticket or a note on this page that is not its person's to see; empty if there is none, or the server
/// does not run and cannot be asked.
std::string what_is_still_visible(Server& server, const Page& page);

/// A ticket that somebody who sees every ticket opened at a page, and that is not on its screen; empty if
/// there is none.
std::string what_is_not_shown(const People& people);

}  // namespace oasis::test
