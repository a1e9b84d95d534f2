// Reading what our own other side wrote: a field of another kind counts as absent. May not: be used at the
// edge, where every fault is named (field.hpp).
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace oasis::loose {

inline const nlohmann::json& member(const nlohmann::json& object, const char* name) {
  static const nlohmann::json none;
  if (!object.is_object()) return none;
  const auto found = object.find(name);
  return found == object.end() ? none : *found;
}
inline std::string text(const nlohmann::json& object, const char* name) {
  const nlohmann::json& value = member(object, name);
  return value.is_string() ? value.get_ref<const std::string&>() : std::string();
}
inline std::int64_t whole(const nlohmann::json& value) {
  return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}
inline std::optional<double> real(const nlohmann::json& value) {
  return value.is_number() ? std::optional<double>(value.get<double>()) : std::nullopt;
}
inline bool truth(const nlohmann::json& object, const char* name) {
  const nlohmann::json& value = member(object, name);
  return value.is_boolean() && value.get<bool>();
}
/// The list, or an empty one.
inline const nlohmann::json& list(const nlohmann::json& object, const char* name) {
  static const nlohmann::json none = nlohmann::json::array();
  const nlohmann::json& value = member(object, name);
  return value.is_array() ? value : none;
}

}  // namespace oasis::loose
