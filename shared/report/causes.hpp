// What may have contributed to an incident, as a ticket's events show it: suggestions with their evidence, for people to
// take or to leave (docs/metrics.md, "After an incident"). Pure. May not: say whose fault it was (it names the set-up);
// know what people wrote.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/drill.hpp"

namespace oasis {

struct ProbableCause {
  enum class Kind : std::uint8_t {
    nobody_on_call,       ///< a schedule that was asked had nobody
    step_reached_nobody,  ///< for another reason than that
    channel_failed,       ///< a message did not arrive, or somebody has no way to be told
    nobody_answered,      ///< a run was exhausted
    ack_lapsed,           ///< somebody took it in hand, and the time for that ran out
    wait_beyond_level,    ///< a step waited past the due time of a clock that was then breached
    began_late,           ///< the first step came after a clock was breached, or late by the server's own clock
    quiet_hours,          ///< a page to somebody was held back
    promise_broken,       ///< an update was promised and did not go out
    reopened              ///< it was resolved and was not
  };
  Kind kind{};
  std::string what;      ///< one sentence
  std::string evidence;  ///< when, and the numbers
  std::string place;     ///< what of the document it is about: "chains/c", "oncall/s", "people/ann"; empty: nothing of it
  friend bool operator==(const ProbableCause&, const ProbableCause&) = default;
};

/// "nobody_on_call", …
std::string_view word(ProbableCause::Kind kind);

/// In the order of the kinds, within one in order of time; the same about the same place once. `failed` is what the
/// channels said (the log does not hold it). Times are by the workspace's zone. O(events × breaches).
std::vector<ProbableCause> causes_of(const std::vector<Event>& events, const std::vector<FailedDelivery>& failed,
                             const Policies& policies);

}  // namespace oasis
