// The auditor: compares the stored timers with what the state says they must be, and sets right what differs.
// May not: fire anything; keep the writer for long.
#pragma once

#include <cstdint>
#include <vector>

#include "server/engine/turn.hpp"

namespace oasis::engine {

class Auditor {
 public:
  /// Audits the next part of a round: two thousand tickets, about twenty milliseconds. The first part of each
  /// round also audits everybody who waits for messages. Answers how many had wrong timers; each is logged.
  std::int64_t audit_part(Turn& turn);
  /// A round is over, or has not begun.
  bool is_done() const { return left_.empty(); }

 private:
  std::vector<TicketId> left_;  // of this round; what opened since has just had its timers written
};

/// A whole round at once.
std::int64_t audit_timers(Turn& turn);

}  // namespace oasis::engine
