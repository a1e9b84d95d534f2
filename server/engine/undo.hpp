// How changes to the state in memory are taken back when their rows could not be kept.
// May not: know rows.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "shared/model/state.hpp"

namespace oasis::engine {

/// What a part of the state was before it was first touched. Layers nest: one for each piece of work, one for
/// the whole transaction.
class Undo {
 public:
  explicit Undo(const State& state) : versions_(state.versions), last_number_(state.last_number) {}

  /// Remembers a ticket or person as it is now, unless it is remembered already. O(its size).
  void keep_ticket(const State& state, const TicketId& id);
  void keep_person(const State& state, const Id& user);
  void keep_disabled(const State& state);

  /// Makes `state` what it was.
  void restore(State& state) const;
  /// Adds an inner layer that was not taken back.
  void absorb(Undo&& inner);

 private:
  std::vector<std::shared_ptr<const Policies>> versions_;
  std::int64_t last_number_;
  std::unordered_map<TicketId, std::optional<Ticket>> tickets_;
  std::map<Id, std::optional<Person>> people_;
  std::optional<std::set<Id>> disabled_;
};

}  // namespace oasis::engine
