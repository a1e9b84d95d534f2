// What the on-call calendar asks of the server: changes, and the requests for swaps that wait. The document
// itself comes through the log. May not: draw, decide what a change means.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/platform/platform.hpp"
#include "shared/command/schedule_change.hpp"

namespace oasis {

class ScheduleRequests {
 public:
  /// Filled with what the server answers; both outlive this.
  ScheduleRequests(platform::Platform& platform, std::vector<SwapRequest>& requests,
                   std::map<Id, std::string>& notes)
      : platform_(platform), requests_(requests), notes_(notes) {}

  /// Once a frame while they are shown: asks when the replica has changed, and every 30 s.
  void tick(std::uint64_t revision);
  /// `done` is given why it was refused, empty if it was done.
  void send(const ScheduleChange& change, std::function<void(const std::string& why)> done);
  void leave_note(const Id& schedule, const std::string& text,
                  std::function<void(const std::string& why)> done);

 private:
  void ask();
  void post(std::string url, std::string body, std::function<void(const std::string& why)> done);

  platform::Platform& platform_;
  std::vector<SwapRequest>& requests_;
  std::map<Id, std::string>& notes_;
  std::uint64_t revision_ = 0;
  std::optional<Instant> asked_at_;
};

}  // namespace oasis
