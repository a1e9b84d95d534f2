// Who is on call in a schedule at an instant (docs/semantics.md, "Schedules").
#pragma once

#include <vector>

#include "shared/policy/policies.hpp"

namespace oasis {

/// The people on call at `t`, by id, away ones left out. An unknown person of the schedule stays in.
std::vector<Id> people_on_call(const Policies& policies, const Schedule& schedule, Instant t);

}  // namespace oasis
