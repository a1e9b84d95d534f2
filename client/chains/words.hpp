// How the room "Chains" says things: rules, problems, what a step does, one sentence each.
// May not: draw, or decide what is a problem (shared/policy/chain_problems).
#pragma once

#include <string>
#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/policy/chain_problems.hpp"
#include "shared/time/zone.hpp"

namespace oasis::wording {

/// "Support", or "Step 2" where it has no name.
std::string name_of_step(const Chain& chain, std::size_t step);
/// "Support on call", "Ann Ek", "the team Support".
std::string name_of_target(const Workspace& workspace, const Target& target);
/// "30 min", "30 min of Office hours", "at once".
std::string say_wait(const Workspace& workspace, const Step& step);
/// Why a rule fires: "No answer for 30 min", "Opened, high or urgent".
std::string say_rule(const Workspace& workspace, const Rule& rule);
/// "Sun 29 Mar 03:00"
std::string say_day_and_time(Instant at, const Zone& zone);
/// "Nobody from Sun 29 Mar 03:00".
std::string say_problem(const Workspace& workspace, const ChainProblem& problem, const Zone& zone,
                        Instant now);

}  // namespace oasis::wording
