// Text in HTML. May not: read HTML (server/mail/html_text does).
#pragma once

#include <string>
#include <string_view>

namespace oasis {

/// Text that may stand in HTML, in an attribute, too.
std::string escaped(std::string_view text);

}  // namespace oasis
