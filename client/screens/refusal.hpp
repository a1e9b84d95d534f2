// What the server refused, as people read it. May not: decide anything, or keep what was written (composer.hpp).
#pragma once

#include <string>
#include <string_view>

#include "client/replica/replica.hpp"

namespace oasis {

/// A refusal without ids: tickets by their numbers ("was merged into #6"), what the workspace has or had by its name, and what
/// this browser knows nothing of as "no such team" or "another one"; in the reader's language where a translation knows it. O(words × things in the documents).
std::string say_refusal(const Replica& replica, std::string_view what);

}  // namespace oasis
