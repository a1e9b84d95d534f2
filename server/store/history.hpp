// Events of all tickets by time, for whoever counts or plays them again. May not: know who may see what.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "server/store/sqlite.hpp"
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

}  // namespace oasis::store
