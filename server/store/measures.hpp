// Rows of measures (docs/metrics.md), a ticket's always replaced as a whole. May not: fold events.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/report/measures.hpp"

namespace oasis::store {

/// The next tickets with events that are not counted in yet, at most `most` events of them.
struct Unmeasured {
  std::vector<TicketId> tickets;  ///< each once
  std::int64_t until = 0;         ///< what to mark as counted in once they are measured
  bool any = false;               ///< some event was left, be it of a ticket or not
};
Unmeasured unmeasured(Database& database, std::int64_t most);
void set_measured_until(Database& database, std::int64_t event);

/// Replaces the measures of a ticket.
void put_measures(Database& database, std::string_view ticket, const std::vector<Measure>& measures);
/// Those within the period, in no particular order, with their ticket. O(measures in it).
void each_measure(Database& database, Interval period,
                  const std::function<void(const TicketId&, const Measure&)>& visit);

/// The same of one customer, as the tickets were then.
void each_measure_of(Database& database, std::string_view customer, Interval period,
                     const std::function<void(const TicketId&, const Measure&)>& visit);
/// How many of the tickets that are this customer's now were not finished just before `at`; drills do not count. O(tickets
/// that are open or were changed since).
std::int64_t count_open(Database& database, std::string_view customer, Instant at);

}  // namespace oasis::store
