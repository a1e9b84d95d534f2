// Many keep-alive connections of one thread. May not: know a server's process.
#include "tests/bench/server/load.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <stdexcept>
#include <vector>

namespace oasis::bench {
namespace {

struct Asking {
  int socket = -1;
  std::string in;
  std::int64_t began = 0;
  std::size_t round = 0;
  bool waiting = false;
};

/// The size of the answer that `in` begins with, 0 while it is not whole.
std::size_t whole_answer(const std::string& in) {
  const auto end = in.find("\r\n\r\n");
  if (end == std::string::npos) return 0;
  const auto at = in.find("Content-Length: ");
  const std::size_t length = at < end ? std::strtoull(in.c_str() + at + 16, nullptr, 10) : 0;
  return in.size() >= end + 4 + length ? end + 4 + length : 0;
}

class Runner {
 public:
  explicit Runner(const Load& load) : load_(load), poll_(::epoll_create1(0)), all_(load.connections) {
    for (std::size_t i = 0; i < all_.size(); ++i) {
      all_[i].socket = connect_to(load.port, i);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      ::epoll_ctl(poll_, EPOLL_CTL_ADD, all_[i].socket, &event);
    }
  }
  ~Runner() {
    for (const Asking& one : all_) ::close(one.socket);
    ::close(poll_);
  }

  Loaded run() {
    const std::int64_t start = now_us();
    const auto until = start + static_cast<std::int64_t>(load_.seconds * 1e6);
    for (std::size_t i = 0; i < all_.size(); ++i) send(i);
    std::array<epoll_event, 512> events;
    while (now_us() < until) {
      const int ready = ::epoll_wait(poll_, events.data(), events.size(), load_.pause_us > 0 ? 1 : 100);
      for (int i = 0; i < ready; ++i) receive(events[static_cast<std::size_t>(i)].data.u64);
      if (load_.pause_us > 0) send_due();
    }
    loaded_.seconds = static_cast<double>(now_us() - start) / 1e6;
    return std::move(loaded_);
  }

 private:
  void send(std::size_t i) {
    Asking& one = all_[i];
    const std::string request = load_.request(i, one.round++);
    one.began = now_us();
    one.waiting = true;
    if (::send(one.socket, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      ++loaded_.failures;
    }
  }

  void send_due() {
    const std::int64_t now = now_us();
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (!all_[i].waiting && now >= all_[i].began + load_.pause_us) send(i);
    }
  }

  void receive(std::size_t i) {
    Asking& one = all_[i];
    std::array<char, 65536> bytes;
    const auto [got, at] = receive_stamped(one.socket, bytes.data(), bytes.size());
    if (got < 0) return;
    if (got == 0) {  // ended: begin again
      ++loaded_.failures;
      ++loaded_.answers;
      ::close(one.socket);
      one.socket = connect_to(load_.port, i);
      one.in.clear();
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      ::epoll_ctl(poll_, EPOLL_CTL_ADD, one.socket, &event);
      return send(i);
    }
    one.in.append(bytes.data(), static_cast<std::size_t>(got));
    const std::size_t size = whole_answer(one.in);
    if (size == 0) return;
    loaded_.latencies.add(at - one.began);
    ++loaded_.answers;
    loaded_.bytes += size;
    if (one.in.size() > 9 && one.in[9] >= '4') ++loaded_.failures;
    loaded_.last = one.in.substr(0, size);
    one.in.erase(0, size);
    one.waiting = false;
    if (load_.pause_us == 0) send(i);
  }

  const Load& load_;
  int poll_;
  std::vector<Asking> all_;
  Loaded loaded_;
};

void raise_file_limit() {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
}

}  // namespace

int connect_to(int port, std::size_t index) {
  static const bool raised = (raise_file_limit(), true);
  (void)raised;
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(socket, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
  ::setsockopt(socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_addr.s_addr = htonl(0x7f000001u + static_cast<std::uint32_t>(index / 100) * 256);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(socket, reinterpret_cast<sockaddr*>(&from), sizeof from) != 0 ||
      ::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
    throw std::runtime_error("cannot connect: " + std::to_string(errno));
  }
  return socket;
}

Received receive_stamped(int socket, char* to, std::size_t room) {
  iovec place{to, room};
  alignas(cmsghdr) std::array<char, 256> control;
  msghdr message{};
  message.msg_iov = &place;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t got = ::recvmsg(socket, &message, MSG_DONTWAIT);
  const std::int64_t now = now_us();
  if (got <= 0) return {got, now};
  for (cmsghdr* one = CMSG_FIRSTHDR(&message); one != nullptr; one = CMSG_NXTHDR(&message, one)) {
    if (one->cmsg_level != SOL_SOCKET || one->cmsg_type != SCM_TIMESTAMPNS) continue;
    timespec at{};
    std::memcpy(&at, CMSG_DATA(one), sizeof at);
    timespec wall{};
    ::clock_gettime(CLOCK_REALTIME, &wall);
    return {got, now - (wall.tv_sec - at.tv_sec) * 1'000'000 - (wall.tv_nsec - at.tv_nsec) / 1'000};
  }
  return {got, now};  // the kernel begins to stamp a moment after it was asked to
}

Loaded run(const Load& load) {
  return Runner(load).run();
}

std::string ask(int port, const std::string& request) {
  const int socket = connect_to(port);
  ::send(socket, request.data(), request.size(), MSG_NOSIGNAL);
  std::string in;
  std::array<char, 65536> bytes;
  while (whole_answer(in) == 0) {
    const ssize_t got = ::recv(socket, bytes.data(), bytes.size(), 0);
    if (got <= 0) break;
    in.append(bytes.data(), static_cast<std::size_t>(got));
  }
  ::close(socket);
  return in;
}

std::string get(const std::string& path, const std::string& cookie) {
  return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n" + cookie + "\r\n";
}

}  // namespace oasis::bench
