// Rows of measures (docs/metrics.md), a ticket's always replaced as a whole. May not: fold events.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/report/measures.hpp"

namespace oasis::store {

/// The next events that are not counted in yet, at most `most`, and the tickets of which one of them is the last: a ticket
/// with a later one is measured when that one's turn comes, so that ten years are folded once and not once a day.
struct Unmeasured {
  std::vector<TicketId> tickets;  ///< each once
  std::int64_t until = 0;         ///< what to mark as counted in once they are measured
  std::int64_t events = 0;        ///< how many, of a ticket or not
};
Unmeasured unmeasured(Database& database, std::int64_t most);
void set_measured_until(Database& database, std::int64_t event);

/// Whether every event of the ticket is counted in.
bool is_measured(Database& database, std::string_view ticket);

/// How many events there are, about, and how many of them are not counted in.
struct Uncounted {
  std::int64_t events = 0;
  std::int64_t events_left = 0;
};
Uncounted uncounted(Database& database);

/// Replaces the measures of a ticket; days on which nothing is different are left as they are, the packs of the others are
/// stale (measure_days.hpp).
void put_measures(Database& database, std::string_view ticket, const std::vector<Measure>& measures);
/// In the order in which they were put, by days.
std::vector<Measure> measures_of_ticket(Database& database, std::string_view ticket);
/// Those within the period, in no particular order, with their ticket. O(measures in it).
void each_measure(Database& database, Interval period,
                  const std::function<void(const TicketId&, const Measure&)>& visit);

/// How many of the tickets that are this customer's now were not finished just before `at`; drills do not count. O(tickets
/// that are open or were changed since).
std::int64_t count_open(Database& database, std::string_view customer, Instant at);

}  // namespace oasis::store
