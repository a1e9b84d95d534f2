// Moments, people and schedules as letters about shifts say them. May not: know the reader; the zone is
// given.
#pragma once

#include <string>
#include <vector>

#include "shared/policy/policies.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// "Mon 2026-03-02 09:00" by the clock of `zone`.
std::string local_words(const Zone& zone, Instant at);

/// "Ann Ek", the id of whoever has no name or has left; several with commas.
std::string name_of(const Policies& policies, const Id& user);
std::string names_of(const Policies& policies, const std::vector<Id>& users);
/// "Support on call", or its id.
const std::string& name_of(const Schedule& schedule);

}  // namespace oasis
