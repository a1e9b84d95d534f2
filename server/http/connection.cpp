// One connection's bytes. May not: decide when a connection ends.
#include "server/http/connection.hpp"

#include <poll.h>

#include <algorithm>
#include <cstring>

#include "server/engine/away.hpp"
#include "server/http/wake.hpp"

namespace oasis::http {
namespace {

constexpr std::size_t kept_output = 1024 * 1024;

}  // namespace

Progress send_pending(Connection& connection) {
  while (connection.out_sent < connection.out.size()) {
    const Moved sent = connection.wire.send(connection.out.data() + connection.out_sent,
                                            connection.out.size() - connection.out_sent);
    if (sent.progress != Progress::done) return sent.progress;
    connection.out_sent += sent.bytes;
  }
  connection.out.clear();
  connection.out_sent = 0;
  return Progress::done;
}

ConnectionStream::ConnectionStream(Connection& connection, std::chrono::milliseconds patience)
    : connection_(connection),
      head_(std::string_view(connection.in).substr(0, connection.head_bytes)),
      until_(std::chrono::steady_clock::now() + patience) {}

ssize_t ConnectionStream::read(char* to, size_t size) {
  const std::size_t count = std::min(size, head_.size() - read_);
  std::memcpy(to, head_.data() + read_, count);
  read_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t ConnectionStream::write(const char* from, size_t size) {
  if (discarding_) return static_cast<ssize_t>(size);
  connection_.out.append(from, size);
  for (;;) {
    const Progress progress = send_pending(connection_);
    if (progress == Progress::gone) return -1;
    if (progress == Progress::done || connection_.out.size() - connection_.out_sent <= kept_output) {
      return static_cast<ssize_t>(size);
    }
    const short events = progress == Progress::wants_write ? POLLOUT : POLLIN;
    pollfd writable{connection_.wire.socket(), events, 0};
    const engine::Away away;
    if (::poll(&writable, 1, Wake::milliseconds_until(until_)) <= 0) return -1;
  }
}

void ConnectionStream::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip = connection_.address;
  port = connection_.port;
}

void ConnectionStream::get_local_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

}  // namespace oasis::http
