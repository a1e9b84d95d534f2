// What a number of a report counts, so that the tickets behind it can be shown (docs/metrics.md, "Tickets
// behind a number"). Pure. May not: count; know where measures are kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/words.hpp"
#include "shared/policy/policies.hpp"
#include "shared/report/figures.hpp"
#include "shared/report/measures.hpp"

namespace oasis {

/// The measures that a number counts, of those of the report's slice: of one of the kinds, and as each field
/// that is set says. Without kinds it counts no measures but the messages of a channel, and has nothing but `via` and `sent`.
struct Behind {
  /// What became of messages: whatever, given up, said to have arrived.
  enum class Sent : std::uint8_t { any, failed, delivered };
  struct Hour {
    std::int32_t weekday = 0;  ///< 0 = Monday
    std::int32_t hour = 0;     ///< 0 … 23, by the workspace's clock
    friend bool operator==(const Hour&, const Hour&) = default;
  };
  std::vector<Measure::Kind> kinds;
  std::optional<std::int32_t> number;  ///< a clock or a tier: see Measure::Kind
  std::optional<Id> who;
  std::optional<Id> what;
  std::optional<std::string> detail;
  std::optional<Priority> priority;
  std::optional<Id> customer;  ///< empty: tickets of no customer; so are the next two
  std::optional<Id> team;
  std::optional<std::string> category;
  std::optional<Hours> hours;  ///< by the clock of who the measure is about
  std::optional<Hour> hour_of_week;
  std::optional<std::int32_t> bar;       ///< of a histogram of the measures' values
  std::optional<std::int32_t> open_bar;  ///< the same of their open time
  std::optional<Id> via;                 ///< the messages of this channel instead
  Sent sent = Sent::any;
  friend bool operator==(const Behind&, const Behind&) = default;
};

/// O(kinds).
bool counts(const Behind& behind, const Measure& measure, const Policies& policies);

/// For people: "Breached clocks · first response · Globex".
std::string words_of(const Behind& behind, const Policies& policies);

/// What a bar of a histogram holds: "up to 5 min", "30 min – 1 h", "over 7 d".
std::string words_of_bar(std::size_t bar);

/// The tickets behind a number, as they are shown.
struct BehindList {
  struct Row {
    TicketId ticket;
    std::int64_t number =
        0;  ///< 0: the reader may not see that ticket any more, or it is of none; then id is empty
    std::string subject;   ///< with number 0: what it is of instead of a ticket, or empty
    std::string customer;  ///< what it is called now
    std::string what;      ///< "Breached: resolution"
    Instant at;
    std::optional<Duration> value;  ///< where the measure has one
    friend bool operator==(const Row&, const Row&) = default;
  };
  std::string title;  ///< the number in words
  std::string first;  ///< the days, both included, as in 2026-03-31
  std::string last;
  std::string zone;
  std::int64_t count = 0;    ///< of measures: the number itself where it is a count
  std::int64_t tickets = 0;  ///< different ones
  std::vector<Row> rows;     ///< the newest first
  friend bool operator==(const BehindList&, const BehindList&) = default;
};

/// What one measure is, for people: "Breached: resolution", "Escalated: sla_breached", "Rated 2 of 5".
std::string words_of(const Measure& measure);
/// Whether the kind has a value, a length of time.
bool has_value(Measure::Kind kind);

}  // namespace oasis
