// See turn.hpp.
#include "shared/command/turn.hpp"

#include <utility>

#include "shared/event/apply.hpp"

namespace oasis {

Turn::Turn(const State& base, Actor actor, Instant now)
    : base_(&base), state_(&copies_), actor_(std::move(actor)), now_(now) {
  copies_.versions = base.versions;
  copies_.last_number = base.last_number;
}

Turn::Turn(State& state, Actor actor, Instant now, std::vector<Event> room)
    : state_(&state), actor_(std::move(actor)), now_(now), events_(std::move(room)) {}

Ticket* Turn::find(const TicketId& id) {
  const auto found = state_->tickets.find(id);
  if (found != state_->tickets.end()) return &found->second;
  if (base_ == nullptr) return nullptr;
  const auto original = base_->tickets.find(id);
  if (original == base_->tickets.end()) return nullptr;
  return &state_->tickets.emplace(id, original->second).first->second;
}

Person* Turn::find_person(const Id& user) {
  const auto found = state_->people.find(user);
  if (found != state_->people.end()) return &found->second;
  if (base_ == nullptr) return nullptr;
  const auto original = base_->people.find(user);
  if (original == base_->people.end()) return nullptr;
  return &state_->people.emplace(user, original->second).first->second;
}

const User* Turn::user(const Id& id) const {
  for (auto policies = state_->versions.rbegin(); policies != state_->versions.rend(); ++policies) {
    if (const User* user = (*policies)->user(id)) return user;
  }
  return nullptr;
}

void Turn::apply_newest(bool is_latest) {
  const Event& event = events_.back();
  if (const Id* told = person_told_by(event.fact)) person(*told);  // brings in the copy
  latest_ = apply(*state_, event, is_latest ? latest_ : nullptr);
}

}  // namespace oasis
