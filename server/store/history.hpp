// Events of all tickets by time, for whoever counts or plays them again. May not: know who may see what.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "server/store/sqlite.hpp"
#include "shared/simulate/given.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

/// Where an event stands among all: by its time, then by its row.
struct HistoryPlace {
  Instant at;
  std::int64_t id = 0;
};

struct HistoryRow {
  HistoryPlace place;
  std::string team;      // of the ticket as it is now
  std::string customer;
  bool note = false;     // an internal one
  std::string body;      // as shared/codec/rows.hpp writes events
};

/// The events of tickets in `period` that stand behind `after`, in order, at most `most`.
void each_event_between(Database& database, Interval period, HistoryPlace after, std::int64_t most,
                        const std::function<void(HistoryRow)>& visit);

/// A ticket that was created in a period.
struct CreatedTicket {
  HistoryPlace place;  // of its first event
  TicketId id;
  std::int64_t number = 0;
  std::string team;    // as it is now
  std::string customer;
};
/// Those that were created in `period` behind `after`, in order, at most `most`; drills are no part of it.
void each_created_between(Database& database, Interval period, HistoryPlace after, std::int64_t most,
                          const std::function<void(CreatedTicket)>& visit);
/// What people did on it (simulate/given), internal notes only `with_notes`.
GivenTicket given_on(Database& database, const CreatedTicket& created, Words words, bool with_notes);

}  // namespace oasis::store
