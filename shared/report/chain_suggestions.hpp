// What a report suggests to try in the back-test: another wait of a step, where its answers show that the wait is longer
// than it is of use (docs/metrics.md, "What to try"). Pure. May not: change a chain; say what would come of it, which the
// back-test does.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "shared/policy/policies.hpp"
#include "shared/report/figures.hpp"

namespace oasis {

struct WaitSuggestion {
  Id chain;
  std::size_t step = 0;  ///< its index in the chain
  Duration wait;         ///< instead of the present one, which is longer; whole minutes
  std::string what;      ///< "Tier 2's wait of Main could be 10 min"
  std::string evidence;  ///< the numbers behind it
  friend bool operator==(const WaitSuggestion&, const WaitSuggestion&) = default;
};

/// By chain, then tier. Only of tiers with one step, whose wait is in real time, in chains of the document: for others the
/// figures do not say which wait is meant. Few answers suggest nothing. O(steps).
std::vector<WaitSuggestion> suggestions_of(const Figures& figures, const Policies& policies);

}  // namespace oasis
