// Which tickets stay in memory: those used last, so many and no more; the others lie in the store until
// somebody needs them again. May not: drop one whose change is not durable (only called after a commit).
#pragma once

#include <cstddef>
#include <list>
#include <unordered_map>

#include "shared/model/state.hpp"

namespace oasis::engine {

class Residents {
 public:
  explicit Residents(std::size_t most) : most_(most) {}

  /// `id` was used just now. O(1).
  void used(const TicketId& id);
  /// Takes from `state` those that were not used for the longest time, until no more than the limit are left.
  void shrink(State& state);

 private:
  std::size_t most_;
  std::list<TicketId> order_;  // the one used last is the last
  std::unordered_map<TicketId, std::list<TicketId>::iterator> place_;
};

}  // namespace oasis::engine
