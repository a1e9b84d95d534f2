// Answers to messages without signing in: by the signed link, by a text message or a mail, by a button. Each
// is for one ticket and one person, works for 24 hours and once for each thing it can do; whatever does not
// fit is refused, logged and audited. May not: read requests or mails; believe an address alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/engine/links.hpp"
#include "server/engine/turn.hpp"
#include "server/notify/refused_answers.hpp"
#include "server/store/outbox.hpp"

namespace oasis::notify {

enum class Wish { acknowledge, escalate, close };
/// "acknowledge", "escalate", "close".
std::string_view name_of(Wish wish);
std::optional<Wish> wish_named(std::string_view name);

/// What a person wrote back.
struct Answer {
  std::optional<Wish> wish;  ///< nothing: this is no answer, but a text like any other
  std::string code;          ///< upper case; empty: none was given
  bool only_code = false;    ///< the line was nothing but the code (or any word of six letters)
};

/// Reads the first line that is not empty: "ack", "acknowledge", "esc", "escalate", "close", "resolve" in any
/// case, alone or with a reply code; or a code alone, which acknowledges. A code that is not there is looked
/// for in the quoted message below ("ack K7Q2M9"). Anything else on that line makes it no answer.
Answer read_answer(std::string_view text);

/// What became of an answer.
struct Answered {
  enum class Kind {
    done,
    forged,    ///< no message of ours, or not to this person
    expired,   ///< older than 24 hours
    repeated,  ///< this was used for the same thing before
    refused    ///< the ticket does not allow it (any more)
  };
  Kind kind = Kind::forged;
  std::string what;  ///< one sentence for the person, in their language
  TicketId ticket;
  std::int64_t number = 0;
};

/// By the last part of a signed link (engine::Links).
Answered answer_by_link(engine::Turn& turn, const engine::Links& links, std::string_view segment, Wish wish,
                        const Way& way);

/// By what `user` wrote back, known by the address it came from. Without a code it is taken for the message
/// with one of `answers_to` (Message-IDs), if that went to them.
Answered answer_by_reply(engine::Turn& turn, const engine::Links& links, const Id& user, const Answer& answer,
                         const std::vector<std::string>& answers_to, const Way& way);

/// The same by text message, which names no message: without a code it is taken for the newest page that went
/// to this address, if all that went there within 24 hours were about one ticket.
Answered answer_by_text_message(engine::Turn& turn, const engine::Links& links, const Id& user,
                                const std::string& address, const Answer& answer);

/// The person who has this address, in the document in force; nullptr if nobody does.
const User* person_with(const Policies& policies, std::string_view via, std::string_view address);

/// The person has looked at a ticket: what told them of it counts as seen. Answers how many messages that
/// changed.
int mark_seen(engine::Turn& turn, const TicketId& ticket, const Id& user);
bool has_unseen(store::Database& reading, const TicketId& ticket, const Id& user);

}  // namespace oasis::notify
