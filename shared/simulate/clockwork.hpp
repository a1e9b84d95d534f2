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

  Clockwork() = default;
  Clockwork(const Clockwork&) = delete;  // alarms point into the state
  Clockwork& operator=(const Clockwork&) = delete;

  /// Gives a command at `now`. The caller has run all timers due before. `room` as in decide_in_place.
  Result<std::vector<Event>, Refusal> give(const Command& command, const Actor& actor, Instant now,
                                           std::vector<Event> room = {});
  /// Moves open tickets to the newest version of the document.
  std::vector<Event> adopt(const Actor& actor, Instant now);

  /// The earliest due time; nullopt if nothing is due any more.
  std::optional<Instant> next_due();
  /// Fires the first timer if it is due at or before `due_by`, as of `now`; whether one fired. `events` is
  /// replaced.
  bool fire_next(Instant due_by, Instant now, std::vector<Event>& events);

 private:
  /// What happens first by itself to a ticket or, where `ticket` is nullptr, to a person.
  struct Alarm {
    const Ticket* ticket = nullptr;
    const Person* person = nullptr;
    std::optional<Due> due;
    std::optional<Due> queued;  ///< its first entry in the queue, never after `due`
  };
  /// An alarm that was set. Most are put off before they ring: those keep their entry, and are asked again
  /// when its time has come.
  struct Entry {
    Due due;
    Alarm* alarm = nullptr;
  };
  struct Later {
    bool operator()(const Entry& a, const Entry& b) const;
  };

  void renew(const std::vector<Event>& events);
  void renew(const Ticket& ticket);
  void renew(const Person& person);
  void set(Alarm& alarm, std::optional<Due> due);
  void queue(Alarm& alarm);
  const Entry* first();
  const Ticket* find(const TicketId& id);

  std::unordered_map<const void*, Alarm> alarms_;  // by ticket or person: they stay where they are in `state`
  std::priority_queue<Entry, std::vector<Entry>, Later> queue_;
  const Ticket* latest_ = nullptr;  // the one that was found last
};

}  // namespace oasis
