// The virtual clock: a state with its due times in order. The server's timers are rows; these are the same
// timers in memory. May not: decide; it only calls decide and fire at the right instants.
#pragma once

#include <optional>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

#include "shared/command/command.hpp"
#include "shared/command/decide.hpp"
#include "shared/command/timer.hpp"
#include "shared/event/event.hpp"
#include "shared/model/state.hpp"

namespace oasis {

class Clockwork {
 public:
  State state;

  /// Gives a command at `now`. The caller has run all timers due before. `room` as in decide_in_place.
  Result<std::vector<Event>, Refusal> give(const Command& command, const Actor& actor, Instant now,
                                           std::vector<Event> room = {});
  /// Moves open tickets to the newest version of the document.
  std::vector<Event> adopt(const Actor& actor, Instant now);

  /// The earliest due time; nullopt if nothing is due any more.
  std::optional<Instant> next_due();
  /// Fires the first timer if it is due at or before `due_by`, as of `now`; whether one fired. `events` is replaced.
  bool fire_next(Instant due_by, Instant now, std::vector<Event>& events);

 private:
  /// The first due time of a ticket or, where `ticket` is nullptr, of a person.
  struct Next {
    Due due;
    const Ticket* ticket = nullptr;
    const Person* person = nullptr;
    friend bool operator==(const Next&, const Next&) = default;
  };
  struct Later {
    bool operator()(const Next& a, const Next& b) const;
  };

  void renew(const std::vector<Event>& events);
  void renew(const Ticket& ticket);
  void renew(const Person& person);
  void keep(const void* whose, const std::optional<Next>& next);
  const Next* first();

  // By ticket or person: they stay where they are in `state`. Entries of the queue that are not the first of theirs
  // any more are skipped when they come up.
  std::unordered_map<const void*, Next> first_of_;
  std::priority_queue<Next, std::vector<Next>, Later> queue_;
};

}  // namespace oasis
