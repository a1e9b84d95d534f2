// How a drill went: read from the events of its ticket and from what the channels answered, nothing else
// (docs/semantics.md, "Drills"). May not: start a drill; judge people (it judges the set-up).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// A message that did not arrive by its channel. The outbox knows; events do not hold it.
struct FailedDelivery {
  Id user;
  std::string via;
  friend bool operator==(const FailedDelivery&, const FailedDelivery&) = default;
};

struct DrillScore {
  /// How long a tier took from when it was first told to the acknowledgement; unset if nobody acknowledged
  /// before the next tier was told.
  struct Tier {
    std::int32_t tier = 0;
    Instant told;
    std::optional<Duration> acknowledged_after;
    friend bool operator==(const Tier&, const Tier&) = default;
  };
  /// A step that reached nobody, or that nobody answered within its wait.
  struct MissedStep {
    Id chain;
    std::int32_t step = 0;
    std::int32_t round = 1;
    std::string why;
    friend bool operator==(const MissedStep&, const MissedStep&) = default;
  };

  std::vector<Tier> tiers;             ///< in the order in which they were told
  std::vector<MissedStep> missed;      ///< in order of time
  std::vector<Id> gaps;                ///< schedules with nobody on call when asked, each once
  std::vector<FailedDelivery> failed;  ///< each once, and people without a way to be told
  bool acknowledged = false;
  /// 100 minus what was lost: 40 if nobody acknowledged, 15 a missed step, 10 a gap, 10 a channel that
  /// failed; at least 0.
  std::int32_t score = 0;
};

/// `events` are the ticket's, in order; what comes after `at` does not count. Linear.
DrillScore score_drill(const std::vector<const Event*>& events, const std::vector<FailedDelivery>& failed,
                       Instant at);

}  // namespace oasis
