// Opens a port, and names who connects to it. May not: read or write.
#pragma once

#include <sys/socket.h>

#include <string>
#include <string_view>

namespace oasis::http {

struct Listener {
  int socket = -1;
  int port = 0;  // the real one, when any was asked for
};

/// Listens without blocking on a name or numeric address of this machine; port 0 is any free one. Throws
/// std::runtime_error with one sentence and the way out when the port is taken or the host is not ours.
Listener listen_on(const std::string& host, int port);

/// The numeric address of a peer, IPv4 in its own form; its port goes to `port`.
std::string peer_of(const sockaddr_storage& address, int& port);

/// Whether the text is a numeric IPv4 or IPv6 address.
bool is_numeric_address(std::string_view text);

/// The most connections this process may hold, after raising its own limit of open files; some are left for
/// the rest of the server.
std::size_t connection_limit();

}  // namespace oasis::http
