// Who may come in: so many connections in all, and so many of one address. May not: touch a connection's bytes.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <unordered_map>

#include "server/http/front.hpp"

namespace oasis::http {

struct Connection;

/// Every function may be called from any thread. What it is given must outlive it.
class Admission {
 public:
  /// Of `options`: connections, connections_per_address, proxies.
  Admission(const FrontOptions& options, const Live& live, watch::Traffic& traffic);

  /// False, and counted why: there is no room for it. O(1).
  bool admit(Connection& connection);
  /// One that was admitted goes, or becomes a live stream.
  void leave(const Connection& connection);

 private:
  const FrontOptions& options_;
  const std::size_t limit_;
  const Live& live_;
  watch::Traffic& traffic_;
  std::mutex mutex_;
  std::size_t open_ = 0;
  std::unordered_map<std::string, std::size_t> by_address_;
};

}  // namespace oasis::http
