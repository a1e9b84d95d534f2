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
  /// Nobody will name this ticket any more: once it is finished, nothing is due for it and nobody waits to be
  /// told of it, it leaves the state. A year of tickets then needs the memory of those that are open.
  void let_go_when_finished(const TicketId& id);
  /// Fires the first timer if it is due at or before `due_by`, as of `now`; whether one fired. `events` is
  /// replaced.
  bool fire_next(Instant due_by, Instant now, std::vector<Event>& events);

 private:
  /// What happens first by itself to a ticket or a person.
  struct Alarm {
    Id id;                           ///< of the ticket or the person
    const Ticket* ticket = nullptr;  ///< also nullptr once the ticket was let go
    const Person* person = nullptr;
    std::optional<Due> due;
    std::optional<Due> queued;  ///< its first entry in the queue, never after `due`
    std::size_t entries = 0;    ///< that the queue has of it
    bool may_go = false;        ///< nobody will ask for the ticket once it is finished
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
  void renew(Alarm& alarm);
  void set(Alarm& alarm, std::optional<Due> due);
  void queue(Alarm& alarm);
  const Entry* first();
  /// nullptr if there is no such ticket.
  Alarm* alarm_of(const TicketId& id);
  bool waits_to_be_told(const TicketId& id) const;
  void let_go_if_finished(Alarm& alarm);
  void let_go_if_finished(const std::vector<TicketId>& ids);
  void forget_gone();

  std::unordered_map<TicketId, Alarm> ticket_alarms_;
  std::unordered_map<Id, Alarm> person_alarms_;
  std::priority_queue<Entry, std::vector<Entry>, Later> queue_;
  Alarm* latest_ = nullptr;     // the ticket's that was asked for last
  std::vector<TicketId> gone_;  // let go, with an alarm that no entry needs any more
};

}  // namespace oasis
