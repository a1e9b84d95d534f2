// "Back-test": what people did on the server's tickets of a period, under the document in force and under the
// edited one, side by side. It stands in every chain's page ("#/chains/ID") and tests the draft as it is there,
// saved or not. May not: compute an outcome (shared/simulate/outcome); it goes through the tickets in portions
// while further pages load, so that the page stays usable and the test can be stopped at once.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/chains/document.hpp"
#include "client/replica/question.hpp"
#include "client/screens/desk.hpp"
#include "shared/simulate/outcome.hpp"

namespace oasis {

/// One number of the comparison.
struct Compared {
  std::string name;
  std::string before, after, difference;  ///< as people read them
  std::int64_t by = 0;                    ///< below 0: better
  std::vector<TicketId> only_before, only_after, both;
};

struct BackTestPanel {
  enum class Phase : std::uint8_t { idle, running, done } phase = Phase::idle;
  int period = 1;  ///< which of the offered ones
  Interval tested;
  bool words = false;  ///< a rule of either document looks for words
  // What came from the server.
  Question page;
  std::string next;                   ///< of the newest page
  bool all_loaded = false;
  std::int64_t total = 0, done = 0;   ///< tickets
  std::deque<GivenTicket> waiting;    ///< loaded, not tested yet
  std::map<TicketId, std::int64_t> numbers;
  // What is tested.
  std::shared_ptr<const Policies> in_force, edited;
  std::uint64_t edited_at = 0;  ///< ChainDocument::changes then
  Outcome before, after;
  std::vector<Compared> lines;  ///< once it is done
  int shown = -1;               ///< the number whose tickets are listed
};

void draw_back_test(Desk& desk, const ChainDocument& document, BackTestPanel& panel);

}  // namespace oasis
