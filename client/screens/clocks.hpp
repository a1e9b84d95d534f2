// A ticket's clocks as the interface shows them: which, in which order, in which state and words.
// May not: draw.
#pragma once

#include <array>
#include <string>

#include "client/ui/content.hpp"
#include "shared/model/ticket.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// The clocks that people should see, nearest due first: running ones, then paused, then what is decided.
/// Owns its words; `texts` point into them, so it stays where it was made.
struct ClockWords {
  std::array<ui::ClockText, clock_count> texts;
  std::array<std::string, clock_count> left;
  std::array<ClockKind, clock_count> kinds{};
  int count = 0;

  ClockWords() = default;
  ClockWords(const ClockWords&) = delete;
  ClockWords& operator=(const ClockWords&) = delete;
};

/// Fills `words`; `with_decided` also takes in clocks that are met or over.
void say_clocks(const Ticket& ticket, Instant now, bool with_decided, ClockWords& words);

/// When the words of this ticket's clocks change next: the next whole second while one counts seconds, else
/// the next whole minute.
Duration until_words_change(const Ticket& ticket, Instant now);

}  // namespace oasis
