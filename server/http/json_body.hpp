// Reads a request's JSON. May not: know what it should hold.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "shared/result.hpp"

namespace oasis::http {

/// The document, or where it stops being JSON (RFC 8259). Text that is not UTF-8 is not JSON.
Result<nlohmann::json> read_json(std::string_view text);

/// The text of an object's member; empty where there is none, or it is no text.
std::string member_text(const nlohmann::json& object, const char* name);

}  // namespace oasis::http
