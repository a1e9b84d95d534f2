// Which tickets stay in memory. May not: drop one whose change is not durable.
#include "server/engine/residents.hpp"

namespace oasis::engine {

void Residents::used(const TicketId& id) {
  const auto known = place_.find(id);
  if (known != place_.end()) {
    order_.splice(order_.end(), order_, known->second);
  } else {
    place_.emplace(id, order_.insert(order_.end(), id));
  }
}

void Residents::shrink(State& state) {
  while (order_.size() > most_) {
    state.tickets.erase(order_.front());
    place_.erase(order_.front());
    order_.pop_front();
  }
}

}  // namespace oasis::engine
