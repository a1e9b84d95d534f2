// Tells the server which ticket this page shows, and hears who else has it open (docs/sync.md). Nothing of it
// is kept anywhere. May not: draw, or know names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/platform/platform.hpp"
#include "shared/model/words.hpp"

namespace oasis {

struct Looker {
  Id user;
  bool typing = false;
};

class Presence {
 public:
  explicit Presence(platform::Platform& platform) : platform_(platform) {}

  /// Once a frame: what the page shows now (empty: no ticket). Asks at most every 20 s while nothing changes.
  void tick(const TicketId& ticket, bool typing);
  /// Who else looks at that ticket, as of the last answer.
  const std::vector<Looker>& others() const { return others_; }

 private:
  void tell();
  void take(const TicketId& asked, const platform::Response& response);

  platform::Platform& platform_;
  std::string page_;
  TicketId ticket_;
  bool typing_ = false;
  std::optional<Instant> told_at_;
  std::vector<Looker> others_;
};

}  // namespace oasis
