// Replies on their way out: each waits ten seconds in which its author can take it back, and survives the
// page. May not: draw, or send; whoever ticks it gives the command.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/platform/platform.hpp"
#include "shared/command/command.hpp"
#include "shared/time/instant.hpp"

namespace oasis {

struct WaitingReply {
  Reply reply;
  Instant due;              ///< by this browser's clock
  std::uint64_t toast = 0;  ///< that offers to take it back
  bool found = false;       ///< left behind by an earlier page, or by another one that is still open
};

class Sending {
 public:
  static constexpr Duration grace = seconds(10);

  explicit Sending(platform::Platform& platform) : platform_(platform) {}

  /// Looks for replies that an earlier page left behind. They go out once no other page can still be waiting
  /// with them.
  void start();
  void add(Reply reply, std::uint64_t toast);
  /// Takes the reply of that toast back; nothing if it is gone already.
  std::optional<Reply> take_back(std::uint64_t toast);
  /// Calls `send` with each reply whose time has come. Once a frame.
  void tick(const std::function<void(Reply)>& send);

  const std::vector<WaitingReply>& waiting() const { return waiting_; }

 private:
  void forget(const Reply& reply);

  platform::Platform& platform_;
  std::vector<WaitingReply> waiting_;
};

}  // namespace oasis
