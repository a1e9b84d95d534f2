// What came of tickets, before and after an edit, as bytes: a worker that has tested them hands it to the page, which runs the same build.
// Numbers of 64 bits, low byte first; texts and lists after their length. May not: last (no version, no names).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "shared/simulate/outcome.hpp"

namespace oasis {

/// Linear in what they hold.
std::string write_outcomes(const Outcome& before, const Outcome& after);
/// nullopt if they were not written like that: too short, too long, or a length that does not fit.
std::optional<std::pair<Outcome, Outcome>> read_outcomes(std::string_view bytes);

}  // namespace oasis
