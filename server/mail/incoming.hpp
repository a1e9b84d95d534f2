// A mail that came in, as plain data: what the engine stores and what thread.hpp decides on.
// May not: do anything.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "server/mail/address.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

enum class MailKind {
  ordinary,    // somebody wrote it, or a system that wants a ticket
  auto_reply,  // a vacation notice, a receipt: an answer that nobody wrote
  bounce,      // a mail of ours could not be delivered, or is late
  list,        // from a mailing list
};

/// "ordinary", "auto_reply", "bounce" or "list".
const char* name_of(MailKind kind);

struct MailAttachment {
  std::string filename;      // safe: no folders, no control characters, never empty, at most 120 code points
  std::string content_type;  // "type/subtype" in lower case
  std::string bytes;         // decoded
  std::string content_id;    // without "<>"; empty if the part has none
  bool in_line = false;      // shown within the text (a picture), not listed below it
};

/// Header facts about how a mail came to be, as written but on one line; empty where the header is missing.
struct MailFacts {
  std::string auto_submitted;  // RFC 3834
  std::string precedence;
  std::string list_id;          // RFC 2919
  std::string report_type;      // of multipart/report, RFC 6522, in lower case
  std::string oasis_origin;     // X-Oasis-Origin: the installation that sent it; a mail of ours has it
  std::vector<std::string> authentication_results;  // RFC 8601; anybody can write them
  bool null_sender = false;     // Return-Path: <>
  bool answers_itself = false;  // X-Autoreply and its relatives
};

/// What a delivery report says (RFC 3464); fields are empty where it does not say.
struct BounceReport {
  std::string recipient;            // the address that failed
  std::string status;               // "5.1.1"
  std::string diagnostic;           // the other server's words
  std::string original_message_id;  // of the mail that failed, without "<>"
  bool permanent = false;           // false: delayed or a temporary fault
};

/// All strings are valid UTF-8 but for the attachments' bytes. Message ids are without "<>".
struct IncomingMail {
  std::string message_id;  // empty if the mail has none: then only its bytes identify it
  std::string in_reply_to;
  std::vector<std::string> references;  // oldest first
  MailAddress from;                     // address empty only in a bounce
  std::optional<MailAddress> reply_to;
  std::vector<MailAddress> to, cc;
  std::vector<std::string> delivered_to;  // what servers noted: Delivered-To, X-Original-To, Envelope-To …
  std::string subject;                    // decoded, one line, at most 300 code points
  std::optional<Instant> date;            // as the sender claims; nothing if unreadable
  std::string text;                       // readable_text; "" if the mail has no text
  std::vector<MailAttachment> attachments;
  MailFacts facts;
  MailKind kind = MailKind::ordinary;
  std::optional<BounceReport> bounce;  // only with kind bounce
  std::vector<std::string> remarks;    // what had to be left out or guessed, for the ticket's log
};

}  // namespace oasis
