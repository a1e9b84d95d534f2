// See presence.hpp.
#include "server/http/presence.hpp"

#include <iterator>

namespace oasis::http {

void Presence::tell(const Id& user, const std::string& page, const TicketId& ticket, bool typing,
                    Instant now) {
  const std::lock_guard lock(mutex_);
  const std::pair key(user, page);
  if (ticket.empty()) {
    looks_.erase(key);
  } else if (looks_.size() < most_pages || looks_.count(key) > 0) {
    looks_[key] = {ticket, typing, now};
  }
}

std::vector<Looker> Presence::others(const Id& user, const TicketId& ticket, Instant now) {
  const std::lock_guard lock(mutex_);
  std::map<Id, bool> found;
  for (auto look = looks_.begin(); look != looks_.end();) {
    if (look->second.at + fresh < now) {
      look = looks_.erase(look);
      continue;
    }
    if (look->second.ticket == ticket && look->first.first != user)
      found[look->first.first] |= look->second.typing;
    ++look;
  }
  std::vector<Looker> lookers;
  for (const auto& [id, typing] : found) lookers.push_back({id, typing});
  return lookers;
}

}  // namespace oasis::http
