// What whoever comes on call is told at a change of shift (docs/semantics.md, "Schedules"). May not: send it,
// or know when it is due.
#pragma once

#include <string>
#include <vector>

#include "shared/policy/policies.hpp"

namespace oasis {

/// What somebody on call leaves for the next.
struct HandoffNote {
  std::string text;
  Id by;
};

struct HandoffLetter {
  Id to;
  std::string subject;  ///< "You are on call now: Support on call"
  std::string text;     ///< until when, after whom, and their note
  friend bool operator==(const HandoffLetter&, const HandoffLetter&) = default;
};

/// To each who is on call at `now` and was not at `before`; none where nobody new came. `note` may be empty.
std::vector<HandoffLetter> handoff_letters(const Policies& policies, const Id& schedule, Instant before,
                                           Instant now, const HandoffNote& note);

}  // namespace oasis
