// What people write about an incident: the page's own part, beside what the log fills in (docs/metrics.md, "After an
// incident"). May not: know who may write it or where it is kept.
#pragma once

#include <string>
#include <vector>

#include "shared/model/words.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

struct IncidentPage {
  struct Cause {
    std::string what;
    std::string evidence;
    std::string place;  ///< as in the suggestion that it was taken from; empty: people's own
    friend bool operator==(const Cause&, const Cause&) = default;
  };
  struct Action {
    std::string what;
    Id owner;         ///< empty: nobody yet
    std::string due;  ///< a day, "2026-12-01"; empty: none yet
    bool done = false;
    friend bool operator==(const Action&, const Action&) = default;
  };
  std::string summary;
  std::vector<Cause> causes;
  std::vector<Action> actions;
  friend bool operator==(const IncidentPage&, const IncidentPage&) = default;
};

/// As a template says them, one line each: "- Nobody was on call in Support. Asked at …". Empty of none.
std::string causes_text(const IncidentPage& page);
/// "- Give the step a backup (Ann Ek, by 2026-12-01)", "- … (done)".
std::string actions_text(const IncidentPage& page, const Policies& policies);

}  // namespace oasis
