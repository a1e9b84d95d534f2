// The auditor: compares the stored timers with what the state says they must be, and sets right what differs.
// May not: fire anything; keep the writer for long.
#pragma once

#include <cstddef>
#include <cstdint>

#include "server/engine/turn.hpp"
#include "server/store/tickets.hpp"

namespace oasis::engine {

class Auditor {
 public:
  /// Audits the next part of a round: two thousand tickets, read from the store where they are not in memory.
  /// The first part of each round also audits everybody who waits for messages. Answers how many had wrong
  /// timers; each is logged.
  std::int64_t audit_part(Turn& turn);
  /// A round is over, or has not begun.
  bool is_done() const { return stage_ == Stage::done; }

 private:
  enum class Stage { done, open, others };  // open tickets, then what else has timers

  /// Both answer how many they have looked at.
  std::size_t audit_open(Turn& turn, std::int64_t& mended);
  std::size_t audit_others(Turn& turn, std::int64_t& mended);

  Stage stage_ = Stage::done;
  store::OpenPlace after_;  // what was looked at last
};

/// A whole round at once.
std::int64_t audit_timers(Turn& turn);

}  // namespace oasis::engine
