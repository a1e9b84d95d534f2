// Measures by day of UTC, packed, so that a report of years reads hundreds of rows and not millions. The rows of measures
// (measures.hpp) are what is true: a day whose pack is stale, missing or of another version is read from them.
// May not: fold events; know who may see what.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/report/measure_pack.hpp"
#include "shared/report/measures.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

/// Days since 1970-01-01, by UTC.
std::int64_t measure_day_of(Instant at);
Instant measure_day_begins(std::int64_t day);

/// Its pack is stale until it is made anew.
void note_changed_day(Database& database, std::int64_t day);
/// All of them are.
void forget_packs(Database& database);

/// A day whose pack is not what its rows are.
struct StaleDay {
  std::int64_t day = 0;
  std::int64_t change = 0;  ///< so that a pack of an older state is not taken for this one
};
/// The earliest, at most `most`. Not the latest day that has any measure: it changes again all the time, and costs no
/// more to read than to pack.
std::vector<StaleDay> stale_days(Database& database, std::int64_t most);
/// How many days there are, and how many of them stale_days has still to give.
struct Unpacked {
  std::int64_t days = 0;
  std::int64_t days_left = 0;
};
Unpacked unpacked(Database& database);
/// The day's measures as a pack. O(measures of the day).
std::string pack_of_day(Database& database, std::int64_t day);
/// Keeps it; does nothing if the day has changed since.
void put_pack(Database& database, const StaleDay& day, const std::string& pack);

/// Every measure in the period once: whole days as packs, which may reach beyond the period at both ends, the others by
/// rows, which do not. Later days first, each in no particular order.
void each_measure_or_pack(Database& database, Interval period, const std::function<void(const MeasurePack&)>& of_days,
                          const std::function<void(const TicketId&, const Measure&)>& of_rows);
/// The same, packs as they lie there: what cannot be read as one of `day` is read by each_row_of_day.
void each_measure_or_bytes(Database& database, Interval period,
                           const std::function<void(std::int64_t day, Blob pack)>& of_days,
                           const std::function<void(const TicketId&, const Measure&)>& of_rows);
/// Those of the day within the period, by rows.
void each_row_of_day(Database& database, std::int64_t day, Interval period,
                     const std::function<void(const TicketId&, const Measure&)>& visit);
/// Those of one customer, as the tickets were then: the customer's alone, within the period, whole days from their packs.
void each_measure_of(Database& database, std::string_view customer, Interval period,
                     const std::function<void(const TicketId&, const Measure&)>& visit);

/// Days whose pack is said to be right and is not; at most `most`. O(all measures).
std::vector<std::int64_t> wrong_packs(Database& database, std::size_t most);

}  // namespace oasis::store
