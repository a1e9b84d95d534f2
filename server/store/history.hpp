// Events of all tickets by time, for whoever counts or plays them again. May not: know who may see what.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "server/store/sqlite.hpp"
#include "shared/event/event.hpp"
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
/// The events of a ticket that can hold what somebody gave (simulate/given), in order.
void each_given_event(Database& database, const TicketId& ticket, const std::function<void(const Event&)>& visit);

}  // namespace oasis::store
