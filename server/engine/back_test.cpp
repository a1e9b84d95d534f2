// See back_test.hpp.
#include "server/engine/back_test.hpp"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <optional>
#include <thread>

namespace oasis::engine {
namespace {

struct Played {
  Outcome outcome;
  std::optional<Error> error;
};

}  // namespace

Result<Outcome> back_test(const std::vector<GivenTicket>& tickets, const std::shared_ptr<const Policies>& policies,
                          const Zones& zones, Instant until, unsigned threads) {
  std::vector<Played> portions((tickets.size() + portion_of_tickets - 1) / portion_of_tickets);
  std::atomic<std::size_t> next{0};
  const auto play = [&] {
    for (std::size_t which = next++; which < portions.size(); which = next++) {
      std::vector<const GivenTicket*> some;
      const std::size_t end = std::min(tickets.size(), (which + 1) * portion_of_tickets);
      for (std::size_t i = which * portion_of_tickets; i < end; ++i) some.push_back(&tickets[i]);
      portions[which].error = add_outcome(portions[which].outcome, some, policies, zones, until);
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(play);
    play();
  }
  Outcome all;
  for (Played& played : portions) {
    if (played.error) return *played.error;
    add_outcome(all, played.outcome);
  }
  return all;
}

}  // namespace oasis::engine
