// How far an escalation has come along its chain: each step with who was told by what and what became of it,
// and what comes next. Pure. May not: draw, or decide who is told.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "client/replica/replica.hpp"
#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

/// Somebody at a step: told already, or to be told when it fires.
struct StepPerson {
  std::string name;
  std::string how;  ///< "e-mail, delivered", "on call in Specialists"
  enum class State : std::uint8_t { planned, told, failed, seen, nobody } state = State::planned;
};

struct StepProgress {
  std::int32_t tier = 1;
  std::string name;  ///< "Specialist", or empty
  enum class State : std::uint8_t { passed, current, acknowledged, next, later } state = State::later;
  std::string when;  ///< "14:05", "in 12 min", ""
  Duration wait;     ///< until the next one
  std::vector<StepPerson> people;
};

struct ChainProgress {
  std::string name;     ///< of the chain
  std::string summary;  ///< "Waits for Ann Ek; Specialist is told in 12 min"
  std::vector<StepProgress> steps;
  bool counting = false;   ///< the words change with the time
  bool out_dated = false;  ///< the chain was edited since: the run can move to the new version
  Id chain;
};

/// The run that counts, else the last one; no steps if the ticket was never escalated. O(events + steps).
ChainProgress chain_progress(const Ticket& ticket, const TicketDetails* details, const State& state,
                             const Zone& zone, Instant now);

}  // namespace oasis
