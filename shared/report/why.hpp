// "Why was I told" and "why was I not told": read from a ticket's events, nothing else (docs/semantics.md,
// "Chains").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

struct Why {
  bool told = false;  ///< a message went to the person at or before the instant asked about
  std::string words;  ///< one or two plain sentences
  std::vector<Event>
      because;  ///< the events that led to it, cause first; empty if nothing concerned the person
};

/// Whether the event tells the person something, holds it for them, or says that they are not told.
bool concerns(const Event& event, const Id& user);

/// Why `user` was told, or not told, of the ticket at `at`: the last thing until then that concerned them.
/// `events` are the ticket's, in order. Linear.
Why why_told(const std::vector<const Event*>& events, const Id& user, Instant at);

}  // namespace oasis
