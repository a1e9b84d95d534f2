// Opens a port, and names who connects to it. May not: read or write.
#include "server/http/listener.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <stdexcept>

namespace oasis::http {
namespace {

[[noreturn]] void fail(const std::string& host, int port, int reason) {
  if (reason == EADDRINUSE) {
    throw std::runtime_error("Port " + std::to_string(port) + " on " + host +
                             " is taken by another program; stop it, or choose another port with --port.");
  }
  if (reason == EACCES) {
    throw std::runtime_error("Only root may listen on port " + std::to_string(port) +
                             "; choose one above 1023 with --port.");
  }
  throw std::runtime_error("Cannot listen on " + host +
                           "; --host must be an address of this machine, such as 127.0.0.1 or 0.0.0.0.");
}

/// The socket, or -1 with errno set.
int open_and_listen(const addrinfo& address) {
  const int socket = ::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket < 0) return -1;
  const int on = 1;
  // Not SO_REUSEPORT: two servers could then share a port without noticing.
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(socket, address.ai_addr, address.ai_addrlen) == 0 && ::listen(socket, 1024) == 0) return socket;
  const int reason = errno;
  ::close(socket);
  errno = reason;
  return -1;
}

}  // namespace

Listener listen_on(const std::string& host, int port) {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &found) != 0) fail(host, port, 0);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, ::freeaddrinfo);
  int reason = 0;
  for (const addrinfo* address = found; address; address = address->ai_next) {
    const int socket = open_and_listen(*address);
    if (socket < 0) {
      reason = errno;
      continue;
    }
    sockaddr_storage bound{};
    socklen_t length = sizeof bound;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &length);
    Listener listener{socket, 0};
    peer_of(bound, listener.port);
    return listener;
  }
  fail(host, port, reason);
}

std::string peer_of(const sockaddr_storage& address, int& port) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(address);
    ::inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size());
    port = ntohs(four.sin_port);
  } else if (address.ss_family == AF_INET6) {
    const auto& six = reinterpret_cast<const sockaddr_in6&>(address);
    if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr)) {  // an IPv4 peer of a socket for both
      ::inet_ntop(AF_INET, six.sin6_addr.s6_addr + 12, text.data(), text.size());
    } else {
      ::inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size());
    }
    port = ntohs(six.sin6_port);
  }
  return text.data();
}

bool is_numeric_address(std::string_view text) {
  const std::string copy(text);
  in6_addr ignored{};
  return ::inet_pton(AF_INET, copy.c_str(), &ignored) == 1 ||
         ::inet_pton(AF_INET6, copy.c_str(), &ignored) == 1;
}

std::size_t connection_limit() {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return 512;
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  return files.rlim_cur > 256 ? std::min<std::size_t>(files.rlim_cur - 128, 100'000) : 128;
}

}  // namespace oasis::http
