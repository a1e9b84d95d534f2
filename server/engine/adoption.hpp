// Open tickets move to an edited document: at once where they are few, else a part at a time, so that nobody
// waits for half a million of them. What is left is remembered in the database and goes on after a restart.
// May not: decide what moving leads to (shared/command/adopt).
#pragma once

#include <cstdint>
#include <string_view>

#include "server/engine/turn.hpp"

namespace oasis::engine {

/// Begins to move every ticket that is open now to `version`, and moves the first part. A later call takes
/// the place of one that is not over; an edit for new tickets only does not: then tickets go to the version
/// that they were promised, not to the newest.
void begin_adoption(Turn& turn, std::uint32_t version, std::string_view by);
/// Moves the next part: five hundred tickets. Answers whether any may be left.
bool adopt_part(Turn& turn);

}  // namespace oasis::engine
