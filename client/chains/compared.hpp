// Two outcomes of a back-test side by side, number by number, with the tickets behind each. May not: draw or test.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/model/workspace.hpp"
#include "shared/simulate/outcome.hpp"

namespace oasis {

/// One number of the comparison.
struct Compared {
  std::string name;
  std::string before, after, difference;  ///< as people read them
  std::int64_t by = 0;                    ///< below 0: better
  std::vector<TicketNumber> only_before, only_after, both;
};

/// Those that say something, in the order in which they are shown; `workspace` has the names of people.
/// O(tickets · log tickets).
std::vector<Compared> compared(const Outcome& before, const Outcome& after, const Workspace& workspace);

}  // namespace oasis
