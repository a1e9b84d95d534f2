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

  /// Gives a command at `now`. The caller has run all timers due before.
  Result<std::vector<Event>, Refusal> give(const Command& command, const Actor& actor, Instant now);
  /// Moves open tickets to the newest version of the document.
  std::vector<Event> adopt(const Actor& actor, Instant now);

  /// The earliest due time; nullopt if nothing is due any more.
  std::optional<Instant> next_due();
  /// Fires the first timer if it is due at or before `due_by`, as of `now`; whether one fired.
  bool fire_next(Instant due_by, Instant now, std::vector<Event>& events);

 private:
  struct Later {
    bool operator()(const Timer& a, const Timer& b) const { return fires_before(b, a); }
  };

  void renew(const std::vector<Event>& events);
  void renew_ticket(const TicketId& ticket);
  void renew_person(const Id& user);
  void keep(const std::string& key, std::vector<Timer> timers);
  const Timer* first();

  // The first timer of each ticket ("t" + id) and person ("p" + id). Replaced ones stay in the queue and are
  // skipped when they come up.
  std::unordered_map<std::string, Timer> first_of_;
  std::priority_queue<Timer, std::vector<Timer>, Later> queue_;
};

}  // namespace oasis
