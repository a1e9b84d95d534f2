// "Back-test": the tickets that this browser knows under the edited document, beside the one in force. May
// not: compute an outcome (shared/simulate/outcome); it goes through the tickets in portions, so that the
// page stays usable and the test can be stopped.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "client/chains/document.hpp"
#include "client/screens/desk.hpp"
#include "shared/simulate/outcome.hpp"

namespace oasis {

struct BackTestPanel {
  enum class Phase : std::uint8_t { idle, running, done } phase = Phase::idle;
  int period = 1;                 ///< which of the offered ones
  std::vector<TicketId> tickets;  ///< those that are tested, by their creation
  std::size_t next = 0;           ///< the first that is not done yet
  std::shared_ptr<const Policies> in_force, edited;
  std::uint64_t edited_at = 0;  ///< ChainDocument::changes then
  Outcome before, after;
  int shown = -1;  ///< the number whose tickets are listed
};

void draw_back_test(Desk& desk, const ChainDocument& document, BackTestPanel& panel);

}  // namespace oasis
