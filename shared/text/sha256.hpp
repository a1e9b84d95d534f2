// SHA-256 (FIPS 180-4), for checksums that server and browser must agree on. Not for secrets: those are the
// server's business, with a library. May not: allocate more than its answer.
#pragma once

#include <string>
#include <string_view>

namespace oasis {

/// The digest of `bytes` as 64 lower-case hexadecimal digits. Linear.
std::string sha256_hex(std::string_view bytes);

}  // namespace oasis
