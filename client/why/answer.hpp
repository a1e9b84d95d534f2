// "Why was I told", "why was nobody told": a ticket's history as an answer in words, with the step, the layer of the
// schedule and the calendar behind it. May not: draw; find out anything that the history does not say.
#pragma once

#include <string>
#include <vector>

#include "client/screens/desk.hpp"
#include "shared/event/event.hpp"

namespace oasis {

/// One thing that led to the answer, or one moment at which nobody was told.
struct WhyLine {
  Instant at;
  std::string words;
  std::string detail;  ///< "on call in Specialists: layer 2, from Mon 08:00 to Fri 18:00"; may be empty
  bool bad = false;    ///< nobody was reached
};

struct WhyAnswer {
  bool told = false;
  std::string words;           ///< one sentence
  std::vector<WhyLine> lines;  ///< cause first
};

using Events = std::vector<const Event*>;

/// What this browser has of a ticket's history, in order.
Events known_events(const Desk& desk, const TicketId& ticket);

/// Why a person was told, or not told, of the ticket that `events` are of, as far as they go.
WhyAnswer why_person(const Desk& desk, const Events& events, const Id& user, Instant at);

/// The steps that reached nobody, oldest first, each with what the schedules say of that moment.
std::vector<WhyLine> when_nobody(const Desk& desk, const Events& events);

/// What each schedule says of a person at a moment, by the document in force; of nobody in particular if `user` is
/// empty.
std::vector<WhyLine> schedules_then(const Desk& desk, const Id& user, Instant at);

/// The moments at which something concerned the person, oldest first.
std::vector<Instant> moments_of(const Desk& desk, const TicketId& ticket, const Id& user);

}  // namespace oasis
