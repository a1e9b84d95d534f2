// What people wrote about incidents, a page for each ticket. May not: know what the log says of it, or who may read it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/report/incident_page.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

struct StoredIncident {
  TicketId ticket;
  std::int64_t revision = 0;  ///< 1, 2, 3 …; 0: nothing is written yet
  IncidentPage page;
  Id by;
  Instant at;
  std::optional<Instant> sent;  ///< the last time; unset: a draft
  Id sent_by;
  std::int64_t times_sent = 0;
};

std::optional<StoredIncident> find_incident(Database& database, std::string_view ticket);
void put_incident(Database& database, const StoredIncident& incident);

/// Actions that are not done and were due before `day` ("2026-12-01"), the oldest first.
using OverdueVisitor = std::function<void(const TicketId& ticket, const IncidentPage::Action& action)>;
void each_overdue_action(Database& database, std::string_view day, const OverdueVisitor& visit);

}  // namespace oasis::store
