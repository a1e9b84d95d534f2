// "What if": one ticket at one moment, who answers when, and what would come of it as a timeline of clocks,
// steps, messages and people. May not: decide; simulate/run plays it through the same core as the server.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/policy/policies.hpp"
#include "shared/simulate/run.hpp"
#include "shared/simulate/scenario.hpp"

namespace oasis {

/// Somebody does something about the ticket, so long after it came.
struct WhatIfAct {
  enum class Kind : std::uint8_t { acknowledge, reply, resolve };
  Kind kind = Kind::acknowledge;
  Id by;
  Duration after;
  friend bool operator==(const WhatIfAct&, const WhatIfAct&) = default;
};

/// What is tried.
struct WhatIf {
  Instant at;  ///< the customer's message
  Priority priority = Priority::normal;
  Id customer;  ///< empty: nobody we know
  std::string subject, text;
  Id by_hand;  ///< this chain is started by hand at once; empty: only what rules start
  std::vector<WhatIfAct> acts;
  Duration length = hours(24);  ///< how long it is watched
  friend bool operator==(const WhatIf&, const WhatIf&) = default;
};

/// The scenario of it; its one ticket is `what_if_ticket`. Events stand in time order.
constexpr const char* what_if_ticket = "T1";
Scenario scenario_of(const WhatIf& what_if, Workspace workspace);

struct PlayedClock {
  ClockKind clock{};
  Interval during;  ///< from its start to where it was met or ended, else to the end
  std::optional<Instant> due;
  std::optional<Instant> breached;
  bool met = false;
};
struct PlayedStep {
  Id chain;
  std::int32_t step = 0;  ///< index
  std::int32_t tier = 0;
  std::int32_t round = 1;
  Interval during;  ///< from where it fired to the next, to the acknowledgement, or to the end
  std::optional<Instant> acknowledged;
  bool skipped = false;
  std::string reason;  ///< why it fired, or why it reached nobody
};
struct PlayedMessage {
  Instant at;
  Id user;
  std::string via;  ///< empty: nothing at all goes to them
  Urgency urgency = Urgency::normal;
  bool sent = true;
  std::string why;
};
struct Played {
  std::vector<PlayedClock> clocks;   ///< by their start
  std::vector<PlayedStep> steps;     ///< in the order in which they fired
  std::vector<PlayedMessage> told;   ///< in order
  std::vector<Id> people;            ///< who was told or did something, in the order of the first time
  std::vector<Event> events;         ///< all, as they happened
  std::vector<std::string> refused;  ///< what could not be done, and why
  std::optional<Instant> exhausted;  ///< a chain had told everybody, and nobody acted
  bool loop = false;                 ///< rules set each other off
  Interval during;                   ///< what was watched
};

/// Plays it on a document that is prepared already: no more work than the events that follow (well below a
/// millisecond for a chain of ten steps). `zones` are for nothing but a document that changes meanwhile.
Result<Played> play(const WhatIf& what_if, const std::shared_ptr<const Policies>& policies,
                    const Zones& zones);

}  // namespace oasis
