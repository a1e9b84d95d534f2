// Full-text search of all messages, which only the server has (docs/sync.md). Asks once the person has
// stopped typing for a moment; the last words win. May not: draw.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "client/platform/platform.hpp"
#include "shared/model/words.hpp"

namespace oasis {

struct Found {
  TicketId ticket;
  std::int64_t number = 0;
  std::string subject;
  std::string snippet;  ///< of the message, around the words; empty: they are in the subject
};

class Search {
 public:
  /// At most `most` tickets are asked for.
  Search(platform::Platform& platform, int most) : platform_(platform), most_(most) {}

  /// What was found for these words; empty until the server has answered. Call with each frame in which they
  /// are shown.
  const std::vector<Found>& look_for(const std::string& words);

 private:
  void ask();

  platform::Platform& platform_;
  int most_;
  std::string words_;
  std::optional<Instant> ask_at_;
  std::vector<Found> found_;
};

}  // namespace oasis
