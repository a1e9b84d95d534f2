// Folds a fact into the state. The only place where tickets and people change.
#pragma once

#include "shared/event/event.hpp"
#include "shared/model/state.hpp"

namespace oasis {

/// Applies `event`. Total: an event that does not fit (a ticket that is not there) changes nothing.
/// Deterministic: the same state and event give the same state on every machine and in the browser.
/// O(clocks + runs) of the ticket.
void apply(State& state, const Event& event);
/// The same for a caller that has found the event's ticket in `state` already (nullptr: there is none); the
/// ticket after it.
Ticket* apply(State& state, const Event& event, Ticket* ticket);

}  // namespace oasis
