// What a ticket's events amount to, as flat measurements: each with its instant, its value and what it is
// about. Every number of the board, the reports and the reviews is a count, a share or a spread of these and
// nothing else (docs/metrics.md holds the definitions; one kind here is one row of its table).
// May not: aggregate (figures.hpp); know how measurements are stored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/model/words.hpp"
#include "shared/time/calendar.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

struct Measure {
  enum class Kind : std::uint8_t {
    created,         ///< a ticket was created
    first_response,  ///< first public reply by an agent; value: since creation; who: the author
    next_response,   ///< a later public reply to a waiting customer; value: since they began to wait; who
    resolved,        ///< value: since creation without the time it was resolved before; who
    reopened,        ///< number: how often by now
    met,             ///< a clock stopped in time; number: the ClockKind; value: counted time (open = value)
    breached,        ///< a clock was breached, at its due time; number: the ClockKind
    escalated,       ///< a run started; what: chain; detail: the reason
    step,            ///< a step of a chain told somebody; what: chain; number: tier; detail: "step/round"
    skipped,         ///< a step reached nobody; as step
    answered,        ///< a run was acknowledged; value: since the run began; what: chain; number: tier
    exhausted,       ///< a run ended with nobody; what: chain
    paged,           ///< an escalation told a person; who; what: the channel kind
    told,            ///< a person was told otherwise; who; what: the channel kind
    rule,            ///< a rule fired; what: rule; number: 1 where it was useful (see rule_followed_within), else 0
    rated,           ///< number: 1 … 5
    dissatisfied,    ///< a customer's message was found dissatisfied
    waited           ///< a step has had its run: at its end; value: since it told somebody; what: chain; number: tier;
                     ///< detail: how it ended, one of the words below
  };
  Kind kind{};
  Instant at;
  Duration value;           ///< real time; 0 where the kind has none
  Duration open;            ///< the same in open time of the calendar in force
  std::int32_t number = 0;  ///< see the kind
  Id who;                   ///< a person; empty where the kind has none
  Id what;                  ///< see the kind
  std::string detail;       ///< see the kind
  // The ticket as it was at that instant: a breach counts for the team that had it.
  Priority priority = Priority::normal;
  Id customer;
  Id team;
  std::string category;
  std::string channel;
  friend bool operator==(const Measure&, const Measure&) = default;
};

/// What ends the stay of a run at a step: somebody acknowledged; the next step (or the next round) fired; nobody was left
/// to tell; or the run was ended otherwise (resolved, stopped, begun anew).
namespace stay_end {
inline constexpr const char* answered = "answered";
inline constexpr const char* next = "next";
inline constexpr const char* exhausted = "exhausted";
inline constexpr const char* ended = "ended";
}  // namespace stay_end

/// A firing of a rule was useful if, within this, one of our people did something about the ticket.
constexpr Duration rule_followed_within = hours(4);

/// A kind that comes is the last one, and counts from here on.
constexpr std::size_t measure_kind_count = static_cast<std::size_t>(Measure::Kind::waited) + 1;

/// Folds the events of one ticket, in order, into its measures, by time of being recorded (a breach may lie
/// before what precedes it). A drill has none. `calendar`: the one its clocks count by. Linear.
std::vector<Measure> measures_of(const std::vector<const Event*>& events, const Calendar& calendar);

}  // namespace oasis
