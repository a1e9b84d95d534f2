// What happened to a ticket, told to somebody who reads about it later (a post-mortem). Pure. May not: know the reader.
#pragma once

#include <string>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// Something that people did or felt: "Ann took it in hand".
struct Moment {
  Instant at;
  std::string what;
};
/// One for each of a ticket's events (in order) that people did or felt. What only machines do is left out. O(events).
std::vector<Moment> moments_of(const std::vector<Event>& events, const Policies& policies);

/// The same as text, one line each: "- Mon 2026-03-02 09:00: Ann took it in hand".
std::string timeline(const std::vector<Event>& events, const Policies& policies, const Zone& zone);

}  // namespace oasis
