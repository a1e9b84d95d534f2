// Who has which ticket open, and who is writing there, at this moment. In memory only: it is never stored,
// and is forgotten when a page stops telling. Every function may be called from any thread. May not: know
// names, or who may see a ticket.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::http {

struct Looker {
  Id user;
  bool typing = false;
  friend bool operator==(const Looker&, const Looker&) = default;
};

class Presence {
 public:
  /// A page that has not told for this long is gone. Pages tell every 20 s.
  static constexpr Duration fresh = seconds(50);
  static constexpr std::size_t most_pages = 100'000;

  /// What the page of a person shows; an empty ticket: none. Beyond `most_pages` new pages are not
  /// remembered.
  void tell(const Id& user, const std::string& page, const TicketId& ticket, bool typing, Instant now);
  /// Everybody else who looks at the ticket, each once, by id. O(pages).
  std::vector<Looker> others(const Id& user, const TicketId& ticket, Instant now);

 private:
  struct Look {
    TicketId ticket;
    bool typing = false;
    Instant at;
  };

  std::mutex mutex_;
  std::map<std::pair<Id, std::string>, Look> looks_;
};

}  // namespace oasis::http
