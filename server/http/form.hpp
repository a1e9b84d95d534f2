// Reads what a plain HTML form sends (application/x-www-form-urlencoded). May not: know which fields there
// are.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "shared/result.hpp"

namespace oasis::http {

using Form = std::map<std::string, std::string>;

/// The fields by name, decoded; of a name that comes twice the last counts. Refused when a percent sign is
/// not followed by two hexadecimal digits, or a value is not UTF-8 or holds a zero byte.
Result<Form> read_form(std::string_view body);

/// Whether the bytes are UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view bytes);

}  // namespace oasis::http
