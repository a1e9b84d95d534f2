// What a mail may mean besides words on a ticket: an answer to a page, or the report that a message of ours
// did not arrive. May not: read mail bytes, believe a sender's address alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/engine/links.hpp"
#include "server/engine/turn.hpp"
#include "server/mail/incoming.hpp"

namespace oasis::notify {

/// What the key of a message begins with that answers a mail; behind it is that mail's Message-ID.
constexpr std::string_view answer_to_mail = "mail-answer/";

struct MailAnswer {
  std::string what;  ///< one sentence for the log
  std::int64_t ticket = 0;
};

/// Carries out an ordinary mail of a person of the workspace whose first line is an answer (read_answer) with
/// a code of theirs, or to a message that went to them. Nothing: it is a mail like any other. A word of six
/// letters that is no code of theirs is a word. What is refused is said to them by mail: the page still
/// waits.
std::optional<MailAnswer> answer_by_mail(engine::Turn& turn, const engine::Links& links,
                                         const IncomingMail& mail);

/// A bounce that names the Message-ID of a message of ours marks the address that this one went to, whatever
/// address the report names: anybody can write a report about anybody, but only who got a message knows its id.
/// If it is final, the message has failed. Any other mail changes nothing.
void note_bounce(engine::Turn& turn, const IncomingMail& mail);

/// Somebody wrote from this address: what spoke against it is forgotten.
void note_working_address(engine::Turn& turn, const std::string& address);

}  // namespace oasis::notify
