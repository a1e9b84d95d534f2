// What a digest says in the languages that we have words in. A place "{}" takes a name or a number. Pure.
// May not: know tickets.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "server/notify/date_words.hpp"

namespace oasis::notify {

struct DigestWords {
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

const DigestWords& digest_words(Tongue tongue);

/// One or several of something.
std::string counted(const std::array<std::string_view, 2>& words, std::size_t count);

}  // namespace oasis::notify
