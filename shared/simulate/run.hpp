// Runs a scenario on a virtual clock through the same core as the server and the browser (docs/scenario.md).
// May not: read the wall clock; two runs of one scenario give the same result everywhere.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "shared/command/adopt.hpp"
#include "shared/event/event.hpp"
#include "shared/model/state.hpp"
#include "shared/policy/clocks.hpp"
#include "shared/policy/gaps.hpp"
#include "shared/report/drill.hpp"
#include "shared/report/why.hpp"
#include "shared/result.hpp"
#include "shared/simulate/scenario.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// An event of the file that could not happen: the command was refused, or staff could not act during an
/// outage.
struct RefusedEvent {
  std::size_t event = 0;  ///< index in the file
  Instant at;
  TicketId ticket;
  std::string why;
};

/// A document came into force.
struct DocumentInForce {
  Instant at;
  std::uint32_t version = 0;
  bool open_tickets = false;
  std::vector<std::string> still_named;  ///< what it removed and open tickets still use (command/adopt)
  EditPreview preview;                   ///< what it does to open tickets, or would do if applied to them
  std::vector<CoverageGap> gaps;         ///< that it made
};

/// What a ticket's clocks said at the instant of the question.
struct DeadlinesAnswer {
  std::vector<std::pair<ClockKind, Instant>> due;
};

struct SimulationResult {
  std::vector<std::variant<Event, RefusedEvent, DocumentInForce>>
      timeline;  ///< by instant, then cause before effect
  State state;   ///< at the end
  Instant end;
  /// Answers of the questions about tickets, by index of the query; monostate for all others, which need no
  /// run.
  std::vector<std::variant<std::monostate, DeadlinesAnswer, Why, Explanation, DrillScore>> answers;
};

/// An error only if a document of the scenario was not accepted by codec/scenario. O(events · log tickets).
/// `prepared`, version 1, is used in place of `scenario.workspace`: whoever runs one document again and again
/// prepares it once.
Result<SimulationResult> run_scenario(const Scenario& scenario, const Zones& zones,
                                      std::shared_ptr<const Policies> prepared = nullptr);

/// The same for a long history: `hear` gets each event as it happens instead of the timeline, which keeps
/// what was refused and imported only, so that `why` has nothing to answer from. Tickets leave `state` once they
/// are finished, nothing is due for them and no later event of the scenario names them: a year needs the memory
/// of the tickets that are open at one time. O(events · log of those).
Result<SimulationResult> back_test(const Scenario& scenario, const Zones& zones,
                                   const std::function<void(const Event&)>& hear,
                                   std::shared_ptr<const Policies> prepared = nullptr);

/// The same for events that lie anywhere, in order of time, on a prepared document.
Result<SimulationResult> back_test(std::vector<const ScenarioEvent*> events, Instant until, const Zones& zones,
                                   const std::function<void(const Event&)>& hear,
                                   std::shared_ptr<const Policies> prepared);

}  // namespace oasis
