// Which network addresses belong to the public internet. Pure. May not: resolve or connect.
#pragma once

struct sockaddr;

namespace oasis::net {

/// True for an address that a stranger could reach as well: IPv4 and IPv6 without what IANA's special-purpose
/// registries (RFC 6890 and later) keep for one machine, one network or documentation: loopback, private,
/// shared (CGNAT), link-local (with every cloud's 169.254.169.254), unique local, multicast, reserved. An
/// IPv4 address inside of an IPv6 one (mapped, NAT64) is judged as IPv4; tunnels (6to4, Teredo) and other
/// families are refused.
bool is_public(const sockaddr& address);

}  // namespace oasis::net
