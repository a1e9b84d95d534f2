// The far end of a live stream, for tests of who hears what and until when. May not: expect anything.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <utility>

#include "server/http/live.hpp"

namespace oasis::http {

/// The far end of somebody's stream.
class Ear {
 public:
  Ear(Live& live, LiveStart start) {
    int ends[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
    ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
    socket_ = ends[0];
    live.adopt(Wire(ends[1]), std::move(start));
  }
  Ear(const Ear&) = delete;
  ~Ear() { ::close(socket_); }
  /// Everything until `mark` has come; without it, what came in ten seconds.
  const std::string& hear_until(const std::string& mark) {
    while (!ended_ && text_.find(mark) == std::string::npos) {
      pollfd readable{socket_, POLLIN, 0};
      char bytes[65536];
      if (::poll(&readable, 1, 10'000) <= 0) break;
      const ssize_t got = ::read(socket_, bytes, sizeof bytes);
      ended_ = got <= 0;
      if (!ended_) text_.append(bytes, static_cast<std::size_t>(got));
    }
    return text_;
  }
  /// Whether the server closes it, within ten seconds of silence.
  bool ends() {
    hear_until("\x01 never sent");
    return ended_;
  }

 private:
  int socket_ = -1;
  bool ended_ = false;
  std::string text_;
};

}  // namespace oasis::http
