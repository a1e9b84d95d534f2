// Taking changes of the state back. May not: know rows.
#include "server/engine/undo.hpp"

#include <utility>

namespace oasis::engine {

void Undo::keep_ticket(const State& state, const TicketId& id) {
  if (tickets_.count(id) != 0) return;
  const auto found = state.tickets.find(id);
  tickets_.emplace(id, found == state.tickets.end() ? std::nullopt : std::optional(found->second));
}

void Undo::keep_person(const State& state, const Id& user) {
  if (people_.count(user) != 0) return;
  const auto found = state.people.find(user);
  people_.emplace(user, found == state.people.end() ? std::nullopt : std::optional(found->second));
}

void Undo::keep_disabled(const State& state) {
  if (!disabled_) disabled_ = state.disabled;
}

void Undo::restore(State& state) const {
  for (const auto& [id, before] : tickets_) {
    if (before) {
      state.tickets.insert_or_assign(id, *before);
    } else {
      state.tickets.erase(id);
    }
  }
  for (const auto& [user, before] : people_) {
    if (before) {
      state.people.insert_or_assign(user, *before);
    } else {
      state.people.erase(user);
    }
  }
  if (disabled_) state.disabled = *disabled_;
  state.versions = versions_;
  state.last_number = last_number_;
}

void Undo::absorb(Undo&& inner) {
  tickets_.merge(std::move(inner.tickets_));
  people_.merge(std::move(inner.people_));
  if (!disabled_) disabled_ = std::move(inner.disabled_);
}

}  // namespace oasis::engine
