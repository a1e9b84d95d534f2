// A back-test on the page's own thread, where there are no workers: some tickets a frame, while further pages load, so
// that the page still answers and the test can be stopped at once. May not: draw, or compute an outcome
// (shared/simulate/outcome).
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "client/chains/back_test_task.hpp"
#include "client/replica/question.hpp"
#include "client/screens/desk.hpp"
#include "shared/simulate/outcome.hpp"

namespace oasis {

struct BackTestSlices {
  Question page;
  std::string next;                  ///< of the newest page
  bool all_loaded = false;
  std::int64_t total = 0, done = 0;  ///< tickets
  std::deque<GivenTicket> waiting;   ///< loaded, not tested yet
  Outcome before, after;
};

/// Once a frame; true when all is done. Asks for another frame as long as there is something to do.
bool test_a_slice(Desk& desk, const BackTestTask& task, BackTestSlices& slices);

}  // namespace oasis
