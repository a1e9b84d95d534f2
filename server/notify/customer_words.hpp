// What a customer is told about their ticket, on their page and below our mails alike: who has it, how it
// stands, when they hear from us next. Pure. May not: show what is internal.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "shared/model/ticket.hpp"
#include "shared/model/workspace.hpp"
#include "shared/time/instant.hpp"

namespace oasis::notify {

struct CustomerStatus {
  std::string_view text;  ///< "We are working on it"
  std::string_view kind;  ///< "waiting", "working", "yours", "done": its colour
};
CustomerStatus customer_status(const Ticket& ticket);

/// The name of the assignee, else of who acknowledged it; empty: nobody yet.
std::string handled_by(const Workspace& workspace, const Ticket& ticket);

/// The instant by which the customer hears from us: what was promised, else the earliest of the clocks that
/// answer to them. It may have passed. Nothing on a finished ticket.
std::optional<Instant> next_word_due(const Ticket& ticket);

/// How people say a rating, 1 … 5.
inline constexpr std::array<std::string_view, 5> rating_words{"Very bad", "Bad", "All right", "Good",
                                                              "Very good"};

}  // namespace oasis::notify
