// Many keep-alive connections of one thread that ask as fast as they are answered, or at a pace, or follow
// the log. May not: know a server's process.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>

#include "tests/bench/server/bench.hpp"

namespace oasis::bench {

/// A connected socket; from 127.0.x.y by `index`, so that many look like many machines. Throws.
int connect_to(int port, std::size_t index = 0);

struct Received {
  ssize_t bytes = 0;  // as recv says it
  /// When the newest of them reached the socket, by now_us(). The kernel's word: one thread reads for many, who on
  /// machines of their own would have read at once.
  std::int64_t at = 0;
};
/// What is there, of a socket of connect_to(); does not wait.
Received receive_stamped(int socket, char* to, std::size_t room);

struct Load {
  int port = 0;
  std::size_t connections = 1;
  double seconds = 1;
  /// The next request of a connection.
  std::function<std::string(std::size_t connection, std::size_t round)> request;
  /// Shortest time between two requests of one connection; 0: none.
  std::int64_t pause_us = 0;
};

struct Loaded {
  Latencies latencies;
  std::size_t answers = 0;
  std::size_t failures = 0;  // status of 400 and above, or a connection that ended
  double seconds = 0;
  std::size_t bytes = 0;
  std::string last;  // an answer, whole
  double per_second() const { return static_cast<double>(answers - failures) / seconds; }
};

Loaded run(const Load& load);

/// One request on a connection of its own; the whole answer.
std::string ask(int port, const std::string& request);

/// A GET with a session's cookie.
std::string get(const std::string& path, const std::string& cookie);

}  // namespace oasis::bench
