// Reads a request's JSON. May not: know what it should hold.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "shared/result.hpp"

namespace oasis::http {

/// The document, or where it stops being JSON (RFC 8259). Text that is not UTF-8 is not JSON.
Result<nlohmann::json> read_json(std::string_view text);

}  // namespace oasis::http
