// Plain text whose paragraphs the sender's program has wrapped (format=flowed, RFC 3676), put together again.
// May not: touch text that does not say it is flowed.
#pragma once

#include <string>
#include <string_view>

namespace oasis {

/// `text` (lines end with LF) with soft line ends removed within one quote depth and space-stuffing undone;
/// with `delete_space` (DelSp=yes) the space before a soft line end goes as well. "-- " always ends a line.
/// Linear.
std::string unflow(std::string_view text, bool delete_space);

}  // namespace oasis
