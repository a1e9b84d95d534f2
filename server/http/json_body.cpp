// Reads a request's JSON. May not: know what it should hold.
#include "server/http/json_body.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

namespace oasis::http {

Result<nlohmann::json> read_json(std::string_view text) {
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    const std::size_t at = std::min(error.byte, text.size());
    const std::string_view before = text.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto column = at - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1);
    return Error{"", "This is not JSON in UTF-8: it cannot be read from line " + std::to_string(line) +
                         ", column " + std::to_string(column) + " on."};
  }
}

std::string member_text(const nlohmann::json& object, const char* name) {
  if (!object.is_object()) return {};
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace oasis::http
