// Escalation along a chain: which step, who is reached by it, how loudly, until when (docs/semantics.md,
// "Chains"). May not: record events or send anything (command/escalation does).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/model/state.hpp"
#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

/// "Starting at tier t starts at the first step with tier >= t"; a tier above the last step "means the last
/// step by hand". An index into `steps`, of which there is at least one. O(steps).
std::int32_t step_of_tier(const Chain& chain, std::int32_t tier);

/// The run of this chain that is not over; nullptr if there is none: "One active run per ticket and chain."
/// O(runs).
const Run* active_run(const Ticket& ticket, std::string_view chain);
Run* active_run(Ticket& ticket, std::string_view chain);
inline bool is_active(const Run& run) {
  return run.phase == Run::Phase::waiting || run.phase == Run::Phase::acknowledged;
}

/// When the step that fired at `fired` has waited enough: "wait (open time if the step has a calendar)".
/// O(log).
Instant wait_ends(const Step& step, const Policies& policies, Instant fired);

/// "Urgency of an escalation, never below normal: the step's own, else from the ticket's priority (urgent and
/// high → critical, normal and low → normal), critical from the second round on." `round` counts from 1.
Urgency escalation_urgency(const Step& step, Priority priority, std::int32_t round);

/// Somebody a target stands for and why, or why not.
struct Candidate {
  Id user;
  std::string why;  ///< "on call in tier-1", "member of support"; of a missed one: "away", "account
                    ///< is disabled", "no working contact", "has no way to be told", "does not see the ticket"
};
struct Reach {
  std::vector<Candidate> people;  ///< each once, in the order of the targets
  std::vector<Candidate> missed;  ///< meant, but away, disabled or without a working contact
  std::vector<Candidate>
      spared;            ///< on call, but over a hard load limit: told only if the backup reaches nobody
  std::vector<Id> gaps;  ///< schedules with nobody on call
  std::string nobody;    ///< why `people` is empty
};

/// A person by id: from the newest document, else from the one that named them ("what still names a removed
/// person keeps working on the old version").
const User* find_person(const Policies& current, const Policies& named_in, std::string_view id);

/// When a person was paged lately, oldest first (Person::pages). An empty function: load limits do not
/// matter, because no escalation asks.
using PagesOf = std::function<std::vector<Instant>(const Id&)>;

/// "Resolve the targets now: who is on call at this instant, not away, with a working contact", with an entry
/// for this urgency, who sees the ticket and is none of `disabled` (State). With `also_away`, away people count as well (the last
/// resort). "Over a limit … escalation prefers
/// the backup when the limit is `hard`": who is on call and over one, or would be with one more page, is only
/// `spared`. O(layers of the schedules + people), and with a hard limit what overloads_of costs for those on
/// call.
Reach resolve_targets(const Ticket& ticket, const std::vector<Target>& targets, const Policies& current,
                      const Policies& named_in, const std::set<Id>& disabled, Instant now, Urgency urgency,
                      const PagesOf& pages = {}, bool also_away = false);

/// Whether the person is away at `t`.
bool is_away(const User& user, Instant t);

}  // namespace oasis
