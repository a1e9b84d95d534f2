// Raw bytes of a mail (RFC 5322, MIME) → IncomingMail.
// May not: decide what becomes of the mail (thread.hpp does), touch files or the network.
#pragma once

#include <string_view>

#include "server/mail/incoming.hpp"
#include "shared/result.hpp"

namespace oasis {

struct MailLimits {
  std::size_t bytes = 25u << 20;        // of the whole raw mail; larger is an error
  std::size_t header_bytes = 1u << 20;  // of the header section; larger is an error
  std::size_t text_bytes = 1u << 20;    // of the text; the rest is left out with a remark
  int parts = 200;                      // MIME parts; the rest is left out with a remark
  std::size_t attachments = 100;        // the rest is left out with a remark
  int depth = 20;                       // nested multiparts; deeper ones are left out with a remark
  std::size_t references = 50;          // the first and the newest are kept
  std::size_t recipients = 200;         // of To and of Cc
};

/// Reads one mail; a leading mbox line ("From somebody Mon …", as pipes write it) is skipped. Broken MIME,
/// wrong charsets and missing headers give what can be read. Refused, with a sentence that says why: empty
/// input, more bytes than the limits, no header section, no sender. Any bytes are safe to give. Linear;
/// thread-safe.
Result<IncomingMail> parse_mail(std::string_view raw, const MailLimits& limits = {});

}  // namespace oasis
