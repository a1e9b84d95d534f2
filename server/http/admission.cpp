// Counting connections. May not: touch their bytes.
#include "server/http/admission.hpp"

#include "server/http/connection.hpp"
#include "server/http/listener.hpp"

namespace oasis::http {

Admission::Admission(const FrontOptions& options, const Live& live, watch::Traffic& traffic)
    : options_(options),
      limit_(options.connections != 0 ? options.connections : connection_limit()),
      live_(live),
      traffic_(traffic) {}

bool Admission::admit(Connection& connection) {
  const bool ours = contains(options_.proxies, connection.address);
  const std::lock_guard lock(mutex_);
  if (open_ + live_.streams() >= limit_) {
    traffic_.full.add();
    return false;
  }
  if (!ours) {
    std::size_t& count = by_address_[peer_key(connection.address)];
    if (count >= options_.connections_per_address) {
      traffic_.crowded.add();
      return false;
    }
    ++count;
  }
  connection.counted = !ours;
  traffic_.accepted.add();
  traffic_.open.set(static_cast<std::int64_t>(++open_));
  return true;
}

void Admission::leave(const Connection& connection) {
  const std::lock_guard lock(mutex_);
  traffic_.open.set(static_cast<std::int64_t>(--open_));
  if (!connection.counted) return;
  const auto count = by_address_.find(peer_key(connection.address));
  if (--count->second == 0) by_address_.erase(count);
}

}  // namespace oasis::http
