// Who is on call soon and could not be reached. May not: change anything.
#pragma once

#include <string>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::notify {

constexpr Duration readiness_ahead = days(14);

/// One thing that keeps a message from a person, and what helps.
struct Obstacle {
  enum class Kind { disabled, no_contact, no_rule, unverified, failing };
  Kind kind = Kind::no_contact;
  std::string via;   ///< empty: it is about none in particular
  std::string what;  ///< a sentence
  std::string fix;   ///< a sentence
};

/// A person on call who has no way that is known to work, or of whose ways one fails.
struct Unready {
  Id user;
  std::string name;
  Id schedule;
  std::string schedule_name;
  Instant from;            ///< when their first shift begins, or now
  bool reachable = false;  ///< by another of their ways
  std::vector<Obstacle> obstacles;
};

/// Everybody who is on call within the next 14 days and has an obstacle, soonest first; those who cannot be
/// reached at all before others at the same time. O(schedules × shifts).
std::vector<Unready> unready_people(const Policies& policies, store::Database& reading, Instant now);

}  // namespace oasis::notify
