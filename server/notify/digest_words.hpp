// What a digest says in the languages that it can be read in: English, and German for who has "de". A place
// "{}" takes a name or a number. Pure. May not: know tickets.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "shared/time/instant.hpp"
#include "shared/time/zone.hpp"

namespace oasis::notify {

struct DigestWords {
  std::array<std::string_view, 7> weekdays;
  std::array<std::string_view, 12> months;
  std::string_view moment;  ///< the places: weekday, day, month
  // What happened to a ticket.
  std::string_view fresh, wrote, dissatisfied, answered, noted, resolved, closed, reopened, acknowledged;
  std::string_view assigned, nobody_assigned, prioritised, breached, escalated, exhausted, rated;
  std::string_view the_customer, a_rule;
  std::array<std::string_view, 4> clocks, priorities;
  std::array<std::string_view, 6> statuses;
  std::string_view promise;
  // A line of a list.
  std::string_view unanswered_since, due_by, overdue_since, to_tier, and_more;
  // How many are in each list, one and several.
  std::array<std::string_view, 2> waiting, due, raised, changed;
  std::string_view nothing;
};

/// The words for a language tag ("de", "de-at"); English for whatever we do not have.
const DigestWords& digest_words(std::string_view language);

/// `words` with the first "{}" filled.
std::string filled(std::string_view words, std::string_view value);
/// One or several of something.
std::string counted(const std::array<std::string_view, 2>& words, std::size_t count);

/// "Fri 27 Mar, 16:30" on the wall of `zone`; the year stands there only if it is not the one of `now`.
std::string moment_text(const DigestWords& words, Instant at, const Zone& zone, Instant now);

}  // namespace oasis::notify
