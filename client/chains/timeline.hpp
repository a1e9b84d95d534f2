// A played "what if" drawn as a timeline: clocks, steps, messages and people, with handles for the moment at
// which it begins and for everything that somebody does. May not: play it (shared/simulate/what_if).
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "client/screens/desk.hpp"
#include "shared/simulate/what_if.hpp"

namespace oasis {

/// A handle that is being dragged.
struct TimelineDrag {
  ui::NodeId handle = 0;
  float from = 0;  ///< where the pointer took it, CSS pixels
  Instant at;      ///< the moment that it stood for then
  Duration span;   ///< of the whole timeline; it does not change under the pointer
};

/// The smallest of some round lengths that everything interesting fits into; an hour at least.
Duration fitting_span(const WhatIf& what_if, const Played& played);
/// How far a handle moves at once: a minute, five, half an hour, depending on what a pixel stands for.
Duration handle_step(Duration span);

/// Draws it, with `span` from the customer's message on. `replay` is called once in the frame in which a
/// handle was moved, before anything is drawn from `played`, so that the picture follows at once.
void draw_timeline(Desk& desk, const Policies& policies, WhatIf& what_if, const Played& played, Duration span,
                   TimelineDrag& drag, const std::function<void()>& replay);

/// All that happened as a table: when, what, why.
void draw_events(Desk& desk, const Policies& policies, const WhatIf& what_if, const Played& played);

}  // namespace oasis
