// See wire.hpp.
#include "client/replica/wire.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "client/words/sentences.hpp"

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
  return answer.is_object() && answer.contains("error") ? retold(text_of(answer["error"], "message")) : "";
}

}  // namespace oasis::wire
