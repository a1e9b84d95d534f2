// See question_answer.hpp.
#include "client/replica/question_answer.hpp"

#include <nlohmann/json.hpp>

namespace oasis::wire {

const nlohmann::json& member_of(const nlohmann::json& object, const char* field) {
  static const nlohmann::json none;
  if (!object.is_object()) return none;
  const auto found = object.find(field);
  return found == object.end() ? none : *found;
}

const nlohmann::json& list_of(const nlohmann::json& object, const char* field) {
  static const nlohmann::json none = nlohmann::json::array();
  const nlohmann::json& value = member_of(object, field);
  return value.is_array() ? value : none;
}

bool is_true(const nlohmann::json& object, const char* field) {
  const nlohmann::json& value = member_of(object, field);
  return value.is_boolean() && value.get<bool>();
}

std::optional<Instant> instant_of(const nlohmann::json& object, const char* field) {
  const nlohmann::json& value = member_of(object, field);
  return value.is_number_integer() ? std::optional(Instant{value.get<std::int64_t>()}) : std::nullopt;
}

}  // namespace oasis::wire
