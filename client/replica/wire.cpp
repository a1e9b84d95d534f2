// See wire.hpp.
#include "client/replica/wire.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace oasis::wire {

using nlohmann::json;

std::string text_of(const json& object, const char* field) {
  if (!object.is_object()) return {};
  const auto found = object.find(field);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_of(const json& object, const char* field) {
  if (!object.is_object()) return 0;
  const auto found = object.find(field);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

platform::Request request(const char* method, std::string url, std::string body) {
  platform::Request made;
  made.method = method;
  made.url = std::move(url);
  if (!body.empty()) made.headers.emplace_back("Content-Type", "application/json");
  made.body = std::move(body);
  return made;
}

std::string refusal_in(const nlohmann::json& answer) {
  return answer.is_object() && answer.contains("error") ? text_of(answer["error"], "message") : "";
}

std::string encoded(std::string_view text) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      out += c;
    } else {
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

}  // namespace oasis::wire
