// One decision at work: the state it sees, the facts it has recorded so far. Internal to this room.
// May not: decide anything itself.
//
// A turn works either on the state itself (the simulator, for speed) or on copies of the tickets and people
// that it touches (`decide`, which changes nothing). Both record through event/apply, so both see the same.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "shared/event/event.hpp"
#include "shared/model/state.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {

class Turn {
 public:
  /// On copies: `base` stays as it is. It must outlive the turn and have at least one version.
  Turn(const State& base, Actor actor, Instant now);
  /// In place. The events go into `room`, an empty vector: who gives many commands uses one again and again.
  Turn(State& state, Actor actor, Instant now, std::vector<Event> room = {});
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  Instant now() const { return now_; }
  /// Who gave the command; `system` for a timer.
  const Actor& actor() const { return actor_; }

  /// nullptr if there is none. Stays valid within the turn, and shows what is recorded later.
  const Ticket* ticket(const TicketId& id);
  const Person* person(const Id& user);
  const State& state() const { return *state_; }
  /// Whose account is disabled.
  const std::set<Id>& disabled() const { return base_ == nullptr ? state_->disabled : base_->disabled; }
  const Policies& policies(const Ticket& ticket) const { return *policies_of(*state_, ticket.version); }
  const Policies& current() const { return *current_policies(*state_); }
  /// A person by id from the newest document that knows them.
  const User* user(const Id& id) const;

  /// Applies a fact and keeps it; its number within the ticket.
  std::uint32_t record(const TicketId& ticket, const Actor& by, std::optional<std::uint32_t> cause,
                       Fact&& fact);

  std::vector<Event> take() { return std::move(events_); }

 private:
  Ticket* find(const TicketId& id);

  const State* base_ = nullptr;  // nullptr: in place
  State copies_;
  State* state_;
  Actor actor_;
  Instant now_;
  Ticket* latest_ = nullptr;  // the ticket that was asked for last; a turn mostly stays with one
  std::vector<Event> events_;
};

}  // namespace oasis
