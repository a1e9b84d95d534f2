// What the demo workspace looks like and what happened in it: people, customers, three days of tickets, and what
// its customers go on to write while somebody watches. Data, told as functions. May not: read a clock.
#pragma once

#include <string_view>
#include <vector>

#include "shared/command/command.hpp"
#include "shared/time/instant.hpp"
#include "shared/time/zone.hpp"

namespace oasis::demo {

/// The document: an ordinary policy for most customers, and one of minutes for those whose tickets escalate while
/// one watches.
std::string workspace();

struct Scene {
  Duration when;  ///< history: before the start (negative); live: after it
  Actor who;
  Command what;
};

/// Twenty tickets of the month before the one of `now`, in order of time and long before `history`: what the review of that
/// month finds. By the wall clock of `zone`.
std::vector<Scene> last_month(Instant now, const Zone& zone);
/// Three days of tickets in every state, in order of time; the last ones wait for an answer when the demo starts.
std::vector<Scene> history();
/// What customers write in the first half hour of watching, in order of time.
std::vector<Scene> live();

}  // namespace oasis::demo
