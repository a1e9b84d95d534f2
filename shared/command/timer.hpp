// The due times that the state implies. They are derived, never set: after each change of a ticket or person
// the server replaces their rows by what these functions answer, and the simulator does the same in memory.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/model/state.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// Something that will happen by itself. At one instant timers fire in the order of `kind`, then by ticket
/// (semantics: Order); `slot` tells timers of one kind apart (the clock, the run, the watch; of a promise 0 =
/// due, 1 = its reminder). Stored by number: new kinds go to the end.
struct Timer {
  enum class Kind : std::uint8_t { breach, warning, chain, rule, message, promise };
  Instant due;
  Kind kind = Kind::breach;
  TicketId ticket;  ///< empty for a person's timer
  Id person;        ///< empty for a ticket's timer
  std::int32_t slot = 0;
  friend bool operator==(const Timer&, const Timer&) = default;
};

constexpr std::int32_t promise_due_slot = 0;
constexpr std::int32_t promise_reminder_slot = 1;

/// One due time of a ticket.
struct Due {
  Instant due;
  Timer::Kind kind = Timer::Kind::breach;
  std::int32_t slot = 0;
  friend bool operator==(const Due&, const Due&) = default;
};
/// Order of firing of one ticket's due times.
bool comes_first(const Due& a, const Due& b);
/// The one that fires first; nullopt if nothing will happen by itself.
/// O(clocks + runs + watches).
std::optional<Due> first_due(const Policies& policies, const Ticket& ticket);
/// Whether the ticket has this very due time. O(1).
bool is_due(const Policies& policies, const Ticket& ticket, const Due& due);
/// When the first message of the person leaves. O(waiting).
std::optional<Instant> message_due(const Person& person);

/// Order of firing: due, kind, ticket, person, slot.
bool fires_before(const Timer& a, const Timer& b);

/// All due times of one ticket or person, unordered. O(clocks + runs + watches), O(waiting).
std::vector<Timer> timers_of(const State& state, const Ticket& ticket);
std::vector<Timer> timers_of(const State& state, const Person& person);

}  // namespace oasis
