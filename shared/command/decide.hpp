// From an intent, or a due time that has come, to the facts that follow: the one place where things are
// decided. May not: read a clock or invent an id; `now` and ids come in.
#pragma once

#include <vector>

#include "shared/command/command.hpp"
#include "shared/command/timer.hpp"
#include "shared/event/event.hpp"
#include "shared/model/state.hpp"
#include "shared/result.hpp"

namespace oasis {

/// What `command` leads to when `actor` gives it at `now`: its own facts and all that they cause at that
/// instant (rules, steps, messages), in order; or why it may not be. Changes nothing: apply the events in
/// order. Authorisation is part of it. Costs copies of the tickets and people that it touches; for
/// the rest O(events that follow · (clocks + runs + rules of their trigger)), and linear in the text of a
/// message.
Result<std::vector<Event>, Refusal> decide(const State& state, const Command& command, const Actor& actor,
                                           Instant now);
/// The same, applied to `state` at once; nothing is changed by a refusal. For the simulator and back-tests.
/// The answer lies in `room`, an empty vector, so that its allocation can be used again and again.
Result<std::vector<Event>, Refusal> decide_in_place(State& state, const Command& command, const Actor& actor,
                                                    Instant now, std::vector<Event> room = {});

/// What follows when `timer` is due and the time is `now` (later than its due time after an outage).
/// A timer that the state no longer knows leads to nothing.
std::vector<Event> fire(const State& state, const Timer& timer, Instant now);
/// The same, applied to `state` at once.
std::vector<Event> fire_in_place(State& state, const Timer& timer, Instant now, std::vector<Event> room = {});

}  // namespace oasis
