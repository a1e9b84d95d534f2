// Who is on call at a moment, and who is next: for the room, the small page and programs.
// May not: say it in words.
#pragma once

#include <vector>

#include "shared/policy/policies.hpp"

namespace oasis {

/// How far ahead the next change is looked for; `OncallNow::until` is this far if there is none.
constexpr Duration handoff_ahead = days(62);

struct OncallNow {
  Id schedule;
  std::vector<Id> people;  ///< by id; empty: nobody
  Instant until;           ///< when somebody else is on call
  std::vector<Id> next;    ///< who is then
};

/// Of one schedule, or of all in document order for an empty id. O(hand-offs ahead).
std::vector<OncallNow> on_call_now(const Policies& policies, const Id& schedule, Instant now);

}  // namespace oasis
