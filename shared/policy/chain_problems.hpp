// What is wrong with a chain, found before it is needed: steps that reach nobody, people who cannot be told,
// waits that outlast what they protect, steps that no rule leads to. May not: change a chain; simulate
// (simulate/rule_loops finds rules that set each other off).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

struct ChainProblem {
  enum class Kind : std::uint8_t {
    tells_nobody,  ///< neither people, teams nor schedules are named
    uncovered,     ///< from `at` on nobody is reached, neither by the step nor by its backup
    no_channel,    ///< `subject`, a person, is meant to be told and has no way to be
    long_wait,     ///< waits longer than `limit`, what `subject` (a service level) leaves for `clock`
    past_by,       ///< every rule that starts the chain starts it behind this step, and it has one round
  };
  Kind kind = Kind::tells_nobody;
  std::size_t step = 0;
  Id subject = {};
  std::optional<Instant> at = {};
  Duration limit = {};
  ClockKind clock = ClockKind::first_response;
  Priority priority = Priority::normal;  ///< long_wait: of the tickets with that target

  friend bool operator==(const ChainProblem&, const ChainProblem&) = default;
};

/// By step, then in the order of `Kind`. What holds within `gaps_reported_ahead` from `now`. A person counts
/// as reached while they are not away and have a contact; what a ticket's scope hides is not known here.
/// Linear in the hand-offs of that time, for each schedule of a step.
std::vector<ChainProblem> problems_of(const Chain& chain, const Policies& policies, Instant now);

/// Whom a target means within [from, to), each once: the person, the members, everybody who is on call.
std::vector<Id> people_meant(const Target& target, const Policies& policies, Instant from, Instant to);

/// The rules that start the chain, in document order, with the index of the step that each begins with.
struct ChainStart {
  const Rule* rule = nullptr;
  std::size_t step = 0;
};
std::vector<ChainStart> starts_of(const Chain& chain, const Workspace& workspace);

}  // namespace oasis
