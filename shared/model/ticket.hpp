// A ticket with everything that decides what happens to it next: clocks, escalation runs, what its rules
// have already seen. Messages and events are kept beside it (they are fetched when somebody looks).
// May not: decide; the rules are in policy/, the changes in event/apply.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/rare.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"
#include "shared/time/maybe.hpp"

namespace oasis {

/// One of a ticket's four clocks (semantics: Service levels). Spent time is open time of the calendar in
/// force, without pauses; `due` is when spent would reach the target if nothing changed.
struct Clock {
  enum class Phase : std::uint8_t {
    off,      ///< never started, or no target when it would have
    running,  ///< counts
    paused,   ///< keeps its spent time, due unknown
    met,      ///< stopped in time
    ended     ///< stopped without verdict, or stopped after its breach
  };
  Phase phase = Phase::off;
  bool breached = false;    ///< for ever, once it happened
  std::uint8_t warned = 0;  ///< how many of the policy's warn_at fractions are behind it
  Instant started;          ///< when it first started for the interval it counts now
  /// Counted periods before counting_since, split by pauses; real time. Most clocks never pause.
  Rare<std::vector<Interval>> before;
  Instant counting_since;  ///< running: spent is counted from here on
  Duration spent;          ///< open time within `before`, by the calendar in force
  Maybe<Duration> target;  ///< unset: no target now, the clock keeps its time silently
  Maybe<Instant> due;      ///< running with a target and an answer; a met or breached one keeps its last
  Duration worst;          ///< longest finished interval of a clock that runs several times
  friend bool operator==(const Clock&, const Clock&) = default;
};

/// One escalation of a ticket along a chain (semantics: Chains). At most one active run per ticket and chain.
struct Run {
  enum class Phase : std::uint8_t { waiting, acknowledged, exhausted, ended };
  Id chain;
  std::uint32_t version = 0;  ///< the workspace version whose chain it follows
  Phase phase = Phase::waiting;
  std::int32_t step = 0;          ///< index of the step that fired last
  std::int32_t round = 1;         ///< 1 … repeat + 1
  std::int32_t highest_tier = 0;  ///< of the steps it has reached
  bool round_reached_somebody = false;
  Instant started;
  Instant step_at;           ///< when that step really fired
  Maybe<Instant> next_at;    ///< when the next one fires, while waiting
  Id acknowledged_by;        ///< while acknowledged
  Maybe<Instant> lapses_at;  ///< when the acknowledgement lapses, if it may
  std::string reason;        ///< why it was started, for people
  friend bool operator==(const Run&, const Run&) = default;
};

/// A due time of one of the rules that wait (no_response, idle), and whether it fired for this silence.
struct RuleWatch {
  Id rule;
  Instant since;  ///< when the silence began
  Maybe<Instant> due;
  bool fired = false;
  friend bool operator==(const RuleWatch&, const RuleWatch&) = default;
};

/// "Next update by 15:30": the update that the customer waits for (semantics: Promises).
struct Promise {
  Instant due;
  std::optional<Instant> remind_at;  ///< unset once somebody was reminded
  Id by;                             ///< who promised it by hand; empty = the update cadence
  bool broken = false;               ///< due has passed without a public reply by an agent
  friend bool operator==(const Promise&, const Promise&) = default;
};

/// What everybody who is asked next must know, in four lines (semantics: Chains). At most 1,000 bytes each.
struct EscalationContext {
  std::string summary;   ///< what is wrong
  std::string impact;    ///< whom it hurts, and how much
  std::string tried;     ///< what has been tried so far
  std::string expected;  ///< what the next tier is asked for
  friend bool operator==(const EscalationContext&, const EscalationContext&) = default;
};

struct Ticket {
  TicketId id;
  std::int64_t number = 0;  ///< for people; given by the server, 0 until then
  // The small ones stand together: a back-test and the server hold a hundred thousand tickets.
  std::uint32_t version = 0;  ///< the workspace version it lives by (levels, calendars, rules)
  std::uint32_t events = 0;   ///< how many events it has: the next one's number, causes refer to it
  std::int32_t reopened_times = 0;
  Status status = Status::fresh;
  Priority priority = Priority::normal;
  bool drill = false;
  std::optional<std::int32_t> rating;  ///< 1 … 5
  std::string subject;
  Id customer;               ///< empty = nobody we know
  std::string contact_name;  ///< who writes: a contact of the customer or just a sender
  std::string contact_email;
  Id team;
  Id assignee;
  std::vector<std::string> tags;
  std::string category;
  std::string channel;  ///< how it came: "email", "web", "phone", …
  Instant created;
  Instant updated;        ///< last event of any kind
  Instant last_activity;  ///< last thing anybody (not the system) did: `idle` counts from here
  Instant last_staff_activity;
  Maybe<Instant> unanswered_since;  ///< oldest customer message without a public agent reply
  Maybe<Instant> first_replied;
  Maybe<Instant> resolved;
  std::string last_customer_text;         ///< excerpt, at most 1,000 bytes of whole characters
  std::array<Clock, clock_count> clocks;  ///< by ClockKind
  /// A higher priority never allowed a longer first response than this (semantics: Service levels).
  Maybe<Duration> first_response_cap;
  std::vector<Run> runs;  ///< in order of their start; the last of a chain counts
  std::vector<RuleWatch> watches;
  TicketId merged_into;
  TicketId follows;                   ///< the closed ticket whose customer wrote again
  Rare<std::vector<TicketId>> links;  ///< tickets that belong together; in the order in which they came
  Rare<std::vector<Id>> watchers;     ///< people who hear what happens to it; in the order in which they came
  Id acknowledged_by;                 ///< who has it in hand, run or not
  Rare<Promise> promise;              ///< the public update that is due next, if one was promised
  Rare<EscalationContext> context;    ///< as it was given last
  friend bool operator==(const Ticket&, const Ticket&) = default;
};

}  // namespace oasis
