// One connection's bytes, and the stream that cpp-httplib reads a request from and writes its answer to.
// May not: decide when a connection ends; the front does.
#pragma once

#include <httplib.h>
#include <sys/epoll.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "server/http/framing.hpp"
#include "server/http/wire.hpp"

namespace oasis::http {

class Watcher;
struct Connection;
using Deadlines = std::multimap<std::chrono::steady_clock::time_point, Connection*>;

struct Connection {
  enum class Phase {
    greeting,  // the TLS handshake
    reading,   // waits for a request or the rest of it
    busy,      // belongs to a worker, which alone may touch it
    writing,   // sends the rest of an answer
    draining,  // has said its last word; swallows input so that the peer can read it
  };
  Wire wire;
  Watcher* home = nullptr;  // whose it is
  std::string address;  // of the peer, numeric
  int port = 0;
  Phase phase = Phase::reading;
  bool greeted = true;            // nothing is left of the TLS handshake
  bool counted = false;           // among those of its address
  bool close_after = false;       // once the answer is out
  bool continued = false;         // 100 Continue was sent for the request being read
  std::uint32_t watched = EPOLLIN;  // what epoll was told to speak up about
  bool ended = false;  // the peer sends nothing more; that is not said again with what came before it
  std::atomic<bool> stirred = false;  // something may lie there that epoll has spoken about already
  std::string in;                 // from the start of the request being read or run
  std::size_t request_bytes = 0;  // of it, while busy
  std::size_t head_bytes = 0;
  std::string out;  // of an answer, not yet sent
  std::size_t out_sent = 0;
  std::chrono::steady_clock::time_point began;  // when the request's first byte came
  std::chrono::steady_clock::time_point due = std::chrono::steady_clock::time_point::max();  // closed then
  Deadlines::iterator deadline;  // when it is looked at whether that is so: at `due` or before
  bool has_deadline = false;
};

/// Sends of `out` what the peer takes now; `done` when that was all.
Progress send_pending(Connection& connection);

/// Reads the head that lies in memory; sends what the socket takes and keeps the rest for the front, up to
/// 1 MB: beyond that it waits for the peer, at most until `patience` is over.
class ConnectionStream final : public httplib::Stream {
 public:
  ConnectionStream(Connection& connection, std::chrono::milliseconds patience);

  /// From now on everything written is thrown away: the connection became a live stream.
  void discard_output() { discarding_ = true; }

  bool is_readable() const override { return read_ < head_.size(); }
  bool wait_readable() const override { return is_readable(); }
  bool wait_writable() const override { return true; }
  bool is_peer_alive() const override { return true; }
  ssize_t read(char* to, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return INVALID_SOCKET; }  // nobody else may read from it
  time_t duration() const override { return 0; }

 private:
  Connection& connection_;
  std::string_view head_;
  std::size_t read_ = 0;
  std::chrono::steady_clock::time_point until_;
  bool discarding_ = false;
};

}  // namespace oasis::http
