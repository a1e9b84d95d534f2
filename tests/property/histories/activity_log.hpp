// A help desk's event log, as process-mining logs have it (ticket, activity code, time), turned into a
// scenario. May not: run it.
//
// The rule, stated once for real and generated logs:
//   the first entry of a ticket, whatever its code   the customer creates it
//   1  seriousness assigned, again                    the priority rises by one (from urgent back to low)
//   8  taken in charge                                the agent on it replies in public
//   9  waiting                                        the status becomes pending
//   6  closed                                         the status becomes resolved
//   any other                                         the agent writes an internal note
// An 8 that follows an 8 or a 9 is an answer: the customer wrote half-way between the two. An entry after a 6
// that is no 6 was brought about by the customer, who wrote at that instant before it. Priorities (low,
// normal, high, urgent), customers and agents take turns by the order in which the tickets begin. Times are
// UTC.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/simulate/scenario.hpp"
#include "shared/time/zone.hpp"

namespace oasis::test {

struct Activity {
  std::string ticket;
  int code = 0;
  Instant at;
};

/// Reads lines `CaseID,ActivityID,CompleteTimestamp` (2012-04-03 16:55:38) below a header; lines of another
/// form are left out.
std::vector<Activity> read_activity_log(std::string_view csv);

/// The scenario of a log by the rule above, with a document of service levels, rules, a schedule and chains.
Scenario scenario_of(std::vector<Activity> log, const Zones& zones);

}  // namespace oasis::test
