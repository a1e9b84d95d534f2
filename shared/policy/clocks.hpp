// The four clocks of a ticket: when they start, pause, stop and are due (docs/semantics.md, "Service
// levels"). May not: record events (command/ compares the clocks before and after), know rules or people.
//
// A clock counts open time of the calendar in force since it started, without its pauses. Everything is
// recomputed from those counted periods, so a change of priority, customer, policy or calendar keeps the time
// spent: only target and hours change.
//
// Instants are UTC; durations are open time unless said otherwise. Nothing here fails: a clock that has no
// answer (no target, paused, a calendar that does not open) has no due time. Each call costs O(periods of the
// clocks · log windows); a ticket that never pauses has one period.
#pragma once

#include <optional>
#include <vector>

#include "shared/model/ticket.hpp"
#include "shared/model/words.hpp"
#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/calendar.hpp"

namespace oasis {

/// What this ticket's clocks are measured by. O(1).
Terms terms_of(const Policies& policies, const Ticket& ticket);

/// The table of the chapter, one function a cause. A ticket was created at `now`, by or for a customer:
/// first_response and resolution start.
void clocks_created(Ticket& ticket, const Terms& terms, Instant now);
/// A public reply by an agent, before it is noted in `ticket.first_replied`: stops the response and update
/// clocks, starts the next update unless the ticket is resolved or closed.
void clocks_agent_replied(Ticket& ticket, const Terms& terms, Instant now);
/// A customer's message: starts next_response if a first response was given and none is running.
void clocks_customer_replied(Ticket& ticket, const Terms& terms, Instant now);
/// The status went from `was` to `ticket.status`: resolves ("closing counts as resolving"), pauses, resumes
/// or reopens ("continues the resolution clock with the time spent so far").
void clocks_status_changed(Ticket& ticket, Status was, const Terms& terms, Instant now);
/// Priority, customer or document changed; `old_terms` and `old_priority` held before. "Changes keep the time
/// spent": due is recomputed from the same start; "what is already past due is breached at the instant of the
/// change".
void clocks_terms_changed(Ticket& ticket, const Terms& old_terms, Priority old_priority, const Terms& terms,
                          Instant now);
/// "Merging: the merged ticket's clocks end without verdict."
void clocks_merged(Ticket& ticket, const Terms& terms, Instant now);

/// Open time counted until `now`.
Duration spent_at(const Clock& clock, const Calendar& calendar, Instant now);
/// When the next warning of a running clock is due: "at each `warn_at` fraction of the target, once each";
/// nullopt if there is none left.
std::optional<Instant> next_warning(const Clock& clock, const Terms& terms);
/// An instant that the next warning does not come before, for a hundredth of the work: open time never runs
/// faster than real time. nullopt if there is none left.
std::optional<Instant> earliest_warning(const Clock& clock, const Terms& terms);
/// Whether the clock counts towards a target now.
inline bool is_counting(const Clock& clock) {
  return clock.phase == Clock::Phase::running && clock.target.has_value();
}

/// How a due time adds up, so that anyone can check it by hand.
struct Explanation {
  struct Part {
    enum class Kind : std::uint8_t { open, closed, paused };
    Kind kind = Kind::open;
    Interval during;
    Duration counted;  ///< 0 unless open
  };
  std::vector<Part> parts;  ///< from the start to the due time (or to `at`, if there is none), without gaps
  std::optional<Duration> target;
  std::optional<Instant> due;
  Duration spent;  ///< at `at`
};
/// Explains a clock that was started; empty parts for one that never was. Linear in the intervals; at most
/// 1,000.
Explanation explain_clock(const Clock& clock, const Calendar& calendar, Instant at);

}  // namespace oasis
