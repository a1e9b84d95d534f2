// Blocks of addresses, and who a request really comes from when our own proxies stand between.
// May not: look names up, know a request.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.hpp"

namespace oasis::http {

/// One block of addresses. IPv4 is kept as ::ffff:a.b.c.d, so that both kinds compare alike.
struct Network {
  std::array<std::uint8_t, 16> address{};
  int bits = 128;
  friend bool operator==(const Network&, const Network&) = default;
};

/// "192.0.2.0/24", "2001:db8::/32", a single address, or "loopback". An error says what is wrong.
Result<std::vector<Network>> read_network(std::string_view text);

/// False for what is no numeric address.
bool contains(const std::vector<Network>& networks, std::string_view address);

/// The nearest address in front of our own proxies: `peer` unless it is one of `proxies`; else the last entry
/// of `forwarded_for` (X-Forwarded-For) that is not one of them. What stands before that anybody may have
/// written. An entry that is no address ends the search.
std::string client_of(const std::string& peer, std::string_view forwarded_for,
                      const std::vector<Network>& proxies);

/// What counts as one peer for limits: an IPv4 address, or the /64 of an IPv6 address, which one household has
/// whole.
std::string peer_key(const std::string& address);

}  // namespace oasis::http
