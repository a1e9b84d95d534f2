// The body of a mail: its parts become one readable text and a list of attachments.
// May not: read the mail's own headers.
#pragma once

#include <gmime/gmime.h>

#include <string>
#include <vector>

#include "server/mail/parse.hpp"

namespace oasis {

struct MailContent {
  std::string text;  // readable_text
  std::vector<MailAttachment> attachments;
  BounceReport report;  // filled from message/delivery-status and the returned headers, if there are any
  std::vector<std::string> remarks;
};

/// Walks the parts of `body` (may be null). Of alternatives the plain text is taken unless it is empty; HTML
/// becomes text; other parts and nested messages become attachments. Never fails; limits leave out with a
/// remark.
MailContent read_content(GMimeObject* body, const MailLimits& limits);

}  // namespace oasis
