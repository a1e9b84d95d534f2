// What a customer is told about their ticket, on their page and below our mails alike: who has it, how it
// stands, when they hear from us next; in the languages that we have words in. Pure. May not: show what is
// internal.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "server/notify/date_words.hpp"
#include "shared/model/ticket.hpp"
#include "shared/model/workspace.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/instant.hpp"

namespace oasis::notify {

/// A place "{}" takes a name, a number or a moment.
struct CustomerWords {
  std::array<std::string_view, 6> statuses;  ///< of a ticket, as its customer sees it
  std::array<std::string_view, 5> ratings;   ///< how people say 1 … 5
  // The facts, on the page and in mails.
  std::string_view ticket, status, handled_by, our_team, next_update, was_due, late, outcome;
  // The conversation and the form below it.
  std::string_view conversation, you, quoted_text, signature, attached, your_reply, send_reply, link_is_key;
  // The rating.
  std::string_view how_did_we_do, you_rated, anything_to_add, send_rating, choose_another;
  // What became of a form.
  std::string_view reply_arrived, rating_arrived, choose_one, write_something, too_long, unreadable, too_old;
  std::string_view not_done, not_found, wrong_link;
  // Mails.
  std::string_view in_the_hands_of, next_update_by, your_ticket, too_large_for_mail, greeting, we_resolved;
  std::string_view still_missing;
};
const CustomerWords& customer_words(Tongue tongue);

/// Its colour on the page: "waiting", "working", "yours", "done".
std::string_view status_kind(Status status);

/// The language that the workspace has for the ticket's customer; empty: none.
std::string language_of_customer(const Policies& policies, const Ticket& ticket);

/// The name of the assignee, else of who acknowledged it; empty: nobody yet.
std::string handled_by(const Workspace& workspace, const Ticket& ticket);

/// The instant by which the customer hears from us: what was promised, else the earliest of the clocks that
/// answer to them. It may have passed. Nothing on a finished ticket.
std::optional<Instant> next_word_due(const Ticket& ticket);

}  // namespace oasis::notify
