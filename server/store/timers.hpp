// Due times: those of tickets and people, which follow from their rows, and the server's own regular jobs.
// May not: fire anything (server/engine).
//
// A ticket's or person's timers are replaced whenever it changes, in the same transaction, and read again
// inside the transaction that fires them: a row that is there is valid, so a stale timer cannot fire.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/command/timer.hpp"

namespace oasis::store {

/// Makes `timers` all that this ticket (or person) has. Touches only rows that differ. Throws Failure.
void replace_ticket_timers(Database& database, std::string_view ticket, const std::vector<Timer>& timers);
void replace_person_timers(Database& database, std::string_view person, const std::vector<Timer>& timers);
/// What is stored for a ticket or a person (the other one empty), unordered.
std::vector<Timer> stored_timers(Database& database, std::string_view ticket, std::string_view person);
/// The next tickets that have timers, by id; at most `limit`, none at the end. O(limit).
struct TimedTicket {
  TicketId id;
  bool open = false;  ///< there is such a ticket, and it is not finished
};
std::vector<TimedTicket> tickets_with_timers(Database& database, std::string_view after, std::int64_t limit);
void remove_timer(Database& database, const Timer& timer);
/// Whether exactly this timer, with this due time, is stored.
bool has_timer(Database& database, const Timer& timer);
/// Gives a timer that could not be fired a later due time.
void postpone(Database& database, const Timer& timer, Instant due);

/// The first timer in the order of `fires_before` that is due before `before`. O(log n).
std::optional<Timer> first_timer(Database& database, Instant before);

struct Job {
  std::string name;
  Instant due;
};
void put_job(Database& database, const Job& job);
void remove_job(Database& database, std::string_view name);
std::optional<Job> first_job(Database& database);

/// The earliest due time of any timer or job. O(log n).
std::optional<Instant> next_due(Database& database);

}  // namespace oasis::store
