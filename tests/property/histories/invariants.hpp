// What must hold in every history, generated or real: the rules of docs/semantics.md as checks on the events
// and the state that they lead to. May not: stop at the first fault, or know where a history comes from.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/model/state.hpp"
#include "shared/policy/policies.hpp"

namespace oasis::test {

/// Takes the events of a history in order and notes what does not hold. The document never changes in it.
class Invariants {
 public:
  explicit Invariants(const Policies& policies) : policies_(policies) {}

  void add(const Event& event);
  /// Nothing more happens until `end`, when the state is this.
  void finish(const State& state, Instant end);

  /// What did not hold, at most 20 sentences; empty: everything held.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  struct Seen {
    std::uint32_t next_number = 0;
    Instant created;
    std::optional<Instant> finished;                        ///< since when it is resolved or closed
    std::set<std::pair<ClockKind, std::int64_t>> breached;  ///< each by its due time
    std::set<ClockKind> judged;  ///< first_response and resolution: met or breached
  };

  void hold(bool holds, const Event& event, const char* rule);
  void check_order(const Event& event, Seen& ticket);
  void check_after_the_end(const Event& event, const Seen& ticket);
  void check_clock_facts(const Event& event, Seen& ticket);
  void check_told(const Event& event, const Notified& told);
  void check_end_of_clocks(const Ticket& ticket, Instant end);
  void check_end_of_runs(const Ticket& ticket, Instant end);
  void fault(std::string sentence);

  const Policies& policies_;
  Instant last_{-end_of_time.ms};
  std::map<TicketId, Seen> tickets_;
  std::map<std::tuple<TicketId, Id, std::string>, Instant> told_;
  std::vector<std::string> faults_;
};

}  // namespace oasis::test
