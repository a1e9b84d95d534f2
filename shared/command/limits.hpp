// How large the parts of a command may be. Internal to this room.
// May not: know state.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/command/command.hpp"

namespace oasis {

constexpr std::size_t longest_message = 1'000'000;  // bytes
constexpr std::size_t longest_line = 1'000;         // bytes of a subject, name, tag, …

/// Each answers the refusal of the first part that is too large (code too_large, with its JSON pointer); none
/// if all fits.
std::optional<Refusal> too_large(const std::string& text, const char* where, std::size_t most = longest_line);
std::optional<Refusal> too_large(const Draft& draft);
std::optional<Refusal> too_large(const std::vector<std::string>& tags);
std::optional<Refusal> too_large(const EscalationContext& context);
std::optional<Refusal> too_large(const SetFields& fields);

}  // namespace oasis
