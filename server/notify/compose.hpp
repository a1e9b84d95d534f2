// A message of ours as the bytes of a mail (RFC 5322, MIME): threaded, plain text with an HTML twin, files.
// May not: send, choose recipients or words, read a clock or make random ids: the same message gives the same
// bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/mail/address.hpp"
#include "shared/result.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

/// A file beside the text of a mail.
struct MailFile {
  std::string name;
  std::string type;  // media type; what is none, or would hold parts of its own, is sent as plain bytes
  std::string bytes;
};

struct OutgoingMail {
  std::string message_id;               // without "<>"; fixed by the caller so that a retry can be recognised
  std::string in_reply_to;              // without "<>"; may be empty
  std::vector<std::string> references;  // oldest first; the first and the newest 20 are written
  MailAddress from;
  std::optional<MailAddress> reply_to;  // the signed address of reply_address.hpp
  std::vector<MailAddress> to, cc;      // at least one in `to`
  std::optional<std::int64_t> ticket;   // puts "[#1042] " before the subject
  std::string subject;                  // without tag
  std::string text;           // UTF-8, any line ends; "> " quotes and addresses are shown as such in HTML
  std::string language;       // of the text, BCP 47; empty: not known
  bool reply_marker = false;  // begin with the line that answers are to be written above (fold.hpp)
  bool automatic = false;     // no person wrote it: Auto-Submitted, so that no program answers (RFC 3834)
  std::string origin;         // X-Oasis-Origin, by which we know our own mail; may be empty
  Instant date;
  std::vector<MailFile> files;  // as downloads, names as RFC 2231 writes them
};

/// The whole mail, CRLF line ends, ASCII only (quoted-printable, base64 and encoded words), lines under 998
/// bytes, ready for SMTP. Nothing in any field can add a header or a recipient: texts are put on one line,
/// addresses and ids that do not fit RFC 5322 are refused with a JSON pointer to the field. Addresses must be
/// ASCII (no SMTPUTF8 yet).
Result<std::string> compose_mail(const OutgoingMail& mail);

}  // namespace oasis
