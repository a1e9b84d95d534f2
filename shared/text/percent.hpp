// Bytes in addresses (RFC 3986, 2.1). May not: know what an address is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oasis {

/// All but the unreserved ASCII letters, digits, "-", "." and "_" as %XX. O(length).
std::string percent_encoded(std::string_view text);
/// The bytes again; nullopt where a "%" is not followed by two hexadecimal digits. A "+" stays one.
/// O(length).
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace oasis
