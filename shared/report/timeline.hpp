// What happened to a ticket, told to somebody who reads about it later (a post-mortem). Pure. May not: know the reader.
#pragma once

#include <string>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// One line for each of a ticket's events (in order) that people did or felt: "- Mon 2026-03-02 09:00: Ann took it in
/// hand". What only machines do is left out. O(events).
std::string timeline(const std::vector<Event>& events, const Policies& policies, const Zone& zone);

}  // namespace oasis
