// Notices what people must hear at once, however it came in: promised times that have passed, escalations.
// May not: say it; the caller has a live region for that.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "client/replica/replica.hpp"

namespace oasis {

class Alarms {
 public:
  /// Sentences for what is new since the last call; nothing at the first call, and at most three: more are
  /// counted in one. O(tickets) when the replica has changed, else nothing.
  std::vector<std::string> news(const Replica& replica);

 private:
  struct Known {
    std::uint8_t breached = 0;  ///< a bit for each clock
    std::int32_t tier = 0;
  };
  std::unordered_map<TicketId, Known> known_;  ///< only tickets with something to know
  std::uint64_t revision_ = 0;
  bool primed_ = false;
};

}  // namespace oasis
