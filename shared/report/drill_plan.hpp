// When drills are held, and with whom (docs/semantics.md, "Drills"). Pure. May not: start a drill; score one (drill.hpp).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// Who would be told if the drill began at `at` and nobody answered, each once, sorted: whom its chain reaches at each
/// step when that step's turn comes, through all rounds, the backups of steps that reach nobody, and the last resort if
/// the chain ends before the drill does. Nobody where no step reaches anybody. O(rounds × steps × what resolve_targets
/// costs).
std::vector<Id> drill_participants(const Policies& policies, const Drill& drill, Instant at);

/// Whether the drill may begin at `at`: somebody takes part, and "never outside the participants' working hours
/// unless asked" (Drill::outside_hours, or `outside_hours` of whoever starts it by hand): each is at work from when they
/// are told until the next one's turn or the drill's end.
bool may_drill(const Policies& policies, const Drill& drill, Instant at, bool outside_hours = false);

/// The first quarter of an hour from `from` on, before `to` and within four weeks, at which it may begin.
std::optional<Instant> next_time_to_drill(const Policies& policies, const Drill& drill, Instant from, Instant to);

/// When the drill is held next, later than `after`: once in each month, quarter or year by the workspace's clock, and
/// not again in that of `held`. The day and the clock are drawn from `salt`, so that whoever does not know it cannot
/// tell; from there on it is the first quarter of an hour at which it may begin. Where what was drawn for a period is
/// past already, the next period has its turn. nullopt: only by hand, or there is no such time in this period and the
/// next eight.
std::optional<Instant> next_drill(const Policies& policies, const Drill& drill, Instant after,
                                  std::optional<Instant> held, std::string_view salt);

/// How long a drill takes at most: all waits of its chain with their rounds, at least 15 minutes, at most 4 hours.
Duration drill_length(const Chain& chain);

}  // namespace oasis
