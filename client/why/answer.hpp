// "Why was I told", "why was nobody told": a ticket's history as an answer in words, with the step, the layer of the
// schedule and the calendar behind it. May not: draw; find out anything that the history does not say.
#pragma once

#include <string>
#include <vector>

#include "client/screens/desk.hpp"

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

/// Why a person was told, or not told, of a ticket, as far as this browser has its history.
WhyAnswer why_person(const Desk& desk, const TicketId& ticket, const Id& user, Instant at);

/// The steps that reached nobody, oldest first, each with what the schedules say of that moment.
std::vector<WhyLine> when_nobody(const Desk& desk, const TicketId& ticket);

/// The moments at which something concerned the person, oldest first.
std::vector<Instant> moments_of(const Desk& desk, const TicketId& ticket, const Id& user);

}  // namespace oasis
