// The least that can be called an HTTP server: one thread, epoll, one fixed answer to whatever ends with an
// empty line. What ours is compared with. May not: parse.
#pragma once

#include <sys/types.h>

#include <cstddef>

namespace oasis::bench {

/// Runs in a process of its own until it goes; answers 200 with `body_bytes` bytes.
class BareServer {
 public:
  explicit BareServer(std::size_t answer_bytes);
  BareServer(const BareServer&) = delete;
  BareServer& operator=(const BareServer&) = delete;
  ~BareServer();
  int port() const { return port_; }

 private:
  pid_t process_ = -1;
  int port_ = 0;
};

}  // namespace oasis::bench
