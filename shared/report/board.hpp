// The board as plain data: what page, API and client share. May not: count; say anything in words but names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/model/words.hpp"
#include "shared/report/figures.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// A clock that is due within this is marked.
constexpr Duration board_soon = hours(1);

inline Attainment sum_of(const std::vector<Attainment>& days) {
  Attainment sum;
  for (const Attainment& day : days) sum += day;
  return sum;
}

struct Board {
  struct Number {
    std::string name;  ///< "Created today"
    std::int64_t now = 0;
    std::optional<std::int64_t> yesterday;  ///< where there is something to compare with
    bool alarming = false;                  ///< wants somebody now
    std::string view;                       ///< of the inbox, that shows its tickets: "unassigned"; empty: none
    std::string behind;                     ///< what of today it counts, see codec/behind.hpp; empty: what is open
    friend bool operator==(const Number&, const Number&) = default;
  };
  struct Breach {
    TicketId ticket;
    std::int64_t number = 0;
    std::string subject;
    std::string customer;  ///< what it is called
    ClockKind clock{};
    Instant due;
    friend bool operator==(const Breach&, const Breach&) = default;
  };
  struct Level {
    ClockKind clock{};
    std::vector<Attainment> days;  ///< the oldest first; the last one is today
    /// All days together.
    Attainment all() const { return sum_of(days); }
    friend bool operator==(const Level&, const Level&) = default;
  };
  /// Everything that was judged of the tickets of one priority, customer or team, all clocks together.
  struct Part {
    std::string name;
    std::string key;               ///< the priority's word, the id; empty: of no customer, of no team
    std::vector<Attainment> days;  ///< as a level has them
    Attainment all() const { return sum_of(days); }
    friend bool operator==(const Part&, const Part&) = default;
  };
  /// The parts that one dimension has, those with the most breaches first.
  struct Split {
    std::string of;           ///< "priority", "customer", "team": as a filter is called
    std::vector<Part> parts;  ///< the first of them
    std::int64_t count = 0;   ///< of all that something was judged of
    friend bool operator==(const Split&, const Split&) = default;
  };
  struct Duty {
    Id schedule;
    std::string name;    ///< of the schedule
    std::string people;  ///< "Ann Ek, Bob"; empty: nobody
    friend bool operator==(const Duty&, const Duty&) = default;
  };
  std::string zone;            ///< by whose wall clock days are counted
  Instant at;                  ///< when it was made
  std::int64_t first_day = 0;  ///< of each level's days, as `day_number`
  std::vector<Number> numbers;
  std::vector<Breach> breaches;  ///< the earliest due first
  std::vector<Level> levels;
  std::vector<Split> splits;
  std::vector<Duty> on_call;
  friend bool operator==(const Board&, const Board&) = default;
};

}  // namespace oasis
