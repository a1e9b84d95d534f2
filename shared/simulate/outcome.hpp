// Real tickets under another document: what they would have led to, as numbers that can be set side by side,
// before and after. May not: keep progress or time (whoever asks goes through the tickets in portions).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "shared/policy/policies.hpp"
#include "shared/report/figures.hpp"
#include "shared/result.hpp"
#include "shared/simulate/given.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

/// The number by which people know a ticket; 0: only the simulation opened it.
using TicketNumber = std::int64_t;

/// A number, and the tickets that it counts.
struct Counted {
  std::int64_t count = 0;
  std::vector<TicketNumber> tickets;  ///< in no order; one may stand there several times
};

/// How long something took, in real time, ticket by ticket; in no order.
using Times = std::vector<std::pair<Duration, TicketNumber>>;
Spread spread_of(const Times& times);

/// Visits what either has, in order of the keys: the key, before, after; of what one does not have nothing was counted.
template <typename Key, typename Visit>
void each_of_either(const std::map<Key, Counted>& before, const std::map<Key, Counted>& after, const Visit& visit) {
  static const Counted nothing;
  std::map<Key, std::pair<const Counted*, const Counted*>> either;
  for (const auto& [key, counted] : before) either[key] = {&counted, &nothing};
  for (const auto& [key, counted] : after) either.try_emplace(key, &nothing, &nothing).first->second.second = &counted;
  for (const auto& [key, sides] : either) visit(key, *sides.first, *sides.second);
}

/// What came of some tickets.
struct Outcome {
  std::int64_t tickets = 0;
  std::array<Counted, clock_count> breaches;  ///< by clock
  Counted escalated;                          ///< runs that were started
  Counted exhausted;                          ///< everybody was told, nobody acted
  std::map<std::int32_t, Counted> tiers;      ///< steps that fired, by tier
  std::map<Id, Counted> pages;                ///< by person: messages of an escalation
  Times first_responses;                      ///< from creation to the first public reply
  Times next_responses;                       ///< from the customer's message to the reply
  Times resolutions;                          ///< from creation to being resolved for the first time
  Counted night_pages;                        ///< between 22:00 and 07:00 by the clock of whoever was paged
};

/// Tickets that whoever goes through them in portions plays together, so that all come to the same numbers.
constexpr std::size_t portion_of_tickets = 50;

/// Plays the tickets on a prepared document until `until` and adds what comes of them. Only tickets of one
/// portion know of each other, so messages that are bundled across portions count twice. O(events · log
/// tickets).
std::optional<Error> add_outcome(Outcome& outcome, const std::vector<const GivenTicket*>& tickets,
                                 const std::shared_ptr<const Policies>& policies, const Zones& zones,
                                 Instant until);

/// Adds what came of other tickets. Linear in both.
void add_outcome(Outcome& outcome, const Outcome& other);

}  // namespace oasis
