// What a file is, by its first bytes: what the sender says counts for nothing. Pure. May not: trust a name.
#pragma once

#include <string_view>

namespace oasis::http {

/// "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "application/zip" (office files
/// are zip), "application/gzip", "text/plain" (UTF-8 without control characters, whatever it describes), else
/// "application/octet-stream". Never a type that a browser would run.
std::string_view sniffed_type(std::string_view bytes);

}  // namespace oasis::http
