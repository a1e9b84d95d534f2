// "Back-test": what people did on the server's tickets of a period, under the document in force and under the
// edited one, side by side. It stands in every chain's page ("#/chains/ID") and tests the draft as it is there,
// saved or not. May not: compute an outcome (shared/simulate/outcome); workers do that, or the page in slices.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "client/chains/back_test_crew.hpp"
#include "client/chains/back_test_slices.hpp"
#include "client/chains/back_test_task.hpp"
#include "client/chains/compared.hpp"
#include "client/chains/document.hpp"
#include "client/screens/desk.hpp"

namespace oasis {

struct BackTestPanel {
  enum class Phase : std::uint8_t { idle, running, done } phase = Phase::idle;
  int period = 1;  ///< which of the offered ones
  BackTestTask task;
  std::uint64_t edited_at = 0;         ///< ChainDocument::changes when it began
  std::shared_ptr<BackTestCrew> crew;  ///< who tests, and keeps the tickets; none: it is done in slices
  std::unique_ptr<BackTestSlices> slices;
  std::int64_t tickets = 0;     ///< that were tested
  std::vector<Compared> lines;  ///< once it is done
  int shown = -1;               ///< the number whose tickets are listed
};

void draw_back_test(Desk& desk, const ChainDocument& document, BackTestPanel& panel);

}  // namespace oasis
