// One decision at work: the state it sees, the facts it has recorded so far. Internal to this room.
// May not: decide anything itself.
//
// A turn works either on the state itself (the simulator, for speed) or on copies of the tickets and people
// that it touches (`decide`, which changes nothing). Both record through event/apply, so both see the same.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <utility>
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
  const Ticket* ticket(const TicketId& id) {
    const bool is_latest = latest_ != nullptr && (&latest_->id == &id || latest_->id == id);
    if (!is_latest) latest_ = find(id);
    return latest_;
  }
  const Person* person(const Id& user) {
    const bool is_latest = latest_person_ != nullptr && latest_person_->user == user;
    if (!is_latest) latest_person_ = find_person(user);
    return latest_person_;
  }
  const State& state() const { return *state_; }
  /// Whose account is disabled.
  const std::set<Id>& disabled() const { return base_ == nullptr ? state_->disabled : base_->disabled; }
  const Policies& policies(const Ticket& ticket) const { return *policies_of(*state_, ticket.version); }
  const Policies& current() const { return *current_policies(*state_); }
  /// A person by id from the newest document that knows them.
  const User* user(const Id& id) const;

  /// Applies a fact and keeps it; its number within the ticket.
  template <typename AFact>
  std::uint32_t record(const TicketId& id, const Actor& by, std::optional<std::uint32_t> cause, AFact&& fact) {
    const Ticket* known = id.empty() ? nullptr : ticket(id);
    const std::uint32_t number = known == nullptr ? 0 : known->events;
    events_.emplace_back(id, number, now_, by, cause, std::forward<AFact>(fact));
    apply_newest(known != nullptr);
    return number;
  }

  std::vector<Event> take() { return std::move(events_); }

 private:
  Ticket* find(const TicketId& id);
  Person* find_person(const Id& user);
  /// Applies the last of `events_`; `is_latest`: it is about the ticket that was asked for last.
  void apply_newest(bool is_latest);

  const State* base_ = nullptr;  // nullptr: in place
  State copies_;
  State* state_;
  Actor actor_;
  Instant now_;
  Ticket* latest_ = nullptr;  // the ticket that was asked for last; a turn mostly stays with one
  Person* latest_person_ = nullptr;
  std::vector<Event> events_;
};

}  // namespace oasis
