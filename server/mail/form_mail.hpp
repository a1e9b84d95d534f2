// A raw mail inside a web form, as mail providers post it. May not: read the mail itself (parse.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oasis {

/// The raw mail in a request's body. With multipart/form-data (RFC 7578) or a form in the address's way it is
/// the field "body-mime", "email" or "message" (the names that Mailgun, SendGrid and others use); with any
/// other content type it is the body itself. Nothing if a form has no such field. Linear.
std::optional<std::string> raw_mail_in(std::string_view content_type, std::string_view body);

}  // namespace oasis
