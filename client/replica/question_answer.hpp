// Reading parts of what the server answered: a field of another kind counts as absent. May not: know what they mean.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "client/replica/wire.hpp"
#include "shared/time/instant.hpp"

namespace oasis::wire {

/// The member, or null.
const nlohmann::json& member_of(const nlohmann::json& object, const char* field);
/// The list, or an empty one.
const nlohmann::json& list_of(const nlohmann::json& object, const char* field);
bool is_true(const nlohmann::json& object, const char* field);
/// Milliseconds since 1970; nullopt for null and for what is no whole number.
std::optional<Instant> instant_of(const nlohmann::json& object, const char* field);

}  // namespace oasis::wire
