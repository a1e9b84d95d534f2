// Moments, people, clocks and parts of the document as letters and reports say them. May not: know the
// reader; the zone is given.
#pragma once

#include <string>
#include <vector>

#include "shared/policy/policies.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// "Mon 2026-03-02 09:00" by the clock of `zone`.
std::string local_words(const Zone& zone, Instant at);

/// What a part of the document is called; its id if it has no name or is no part any more (nullptr).
template <typename Part>
std::string name_of(const Part* part, const Id& id) {
  return part == nullptr || part->name.empty() ? id : part->name;
}

/// "Ann Ek", the id of whoever has no name or has left; several with commas.
std::string name_of(const Policies& policies, const Id& user);
std::string names_of(const Policies& policies, const std::vector<Id>& users);
/// "Support on call", or its id.
const std::string& name_of(const Schedule& schedule);
/// "Low", "Normal", "High", "Urgent".
const char* name_of(Priority priority);
/// "First response", "Next response", "Updates", "Resolution".
const char* name_of(ClockKind clock);
/// "first response", "next response", "next update", "resolution".
const char* in_a_sentence(ClockKind clock);

}  // namespace oasis
