// What kind of mail came in: written, an automatic answer, a bounce, or from a list.
// May not: read raw headers; parse.cpp gathers the facts.
#pragma once

#include <string_view>

#include "server/mail/incoming.hpp"

namespace oasis {

/// The kind, from the facts, the sender and the subject (RFC 3834 for automatic answers, RFC 6522 for
/// reports): a delivery report or a mail from a mailer daemon is a bounce; an automatic answer says so in a
/// header, or is a receipt, or has both a null sender or a bulk mark and the subject of an absence notice; a
/// list names itself. A system that writes by itself (Auto-Submitted: auto-generated) without answering
/// anything is ordinary: monitoring opens tickets that way.
MailKind kind_of(const MailFacts& facts, std::string_view from_address, std::string_view subject,
                 bool answers_a_mail);

/// Whether no automatic mail may be sent back (RFC 3834, section 2): everything that is not ordinary, or says
/// that a program sent it, or whose address says that nobody reads there.
bool never_answer(const IncomingMail& mail);

}  // namespace oasis
