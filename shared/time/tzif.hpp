// The TZif file format (RFC 9636): bytes in, transitions and the rule of the footer out.
// May not: open files; answer questions about times (Zone does).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "shared/result.hpp"
#include "shared/time/tz_string.hpp"
#include "shared/time/zone.hpp"

namespace oasis {

struct TzifContent {
  Duration first_offset;                      ///< before the first transition
  std::vector<Zone::Transition> transitions;  ///< strictly increasing; an offset may repeat
  std::optional<TzRule> rule;  ///< after the last transition; without it the last offset goes on
};

constexpr std::size_t largest_tzif = 64 * 1024;

/// Versions 2, 3 and 4. What is refused: see Zone::read. Linear in the size; the error says what is wrong.
Result<TzifContent> read_tzif(std::string_view bytes);

}  // namespace oasis
