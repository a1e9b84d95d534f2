// Which network addresses belong to the public internet. May not: resolve or connect.
#include "server/net/address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace oasis::net {
namespace {

struct Block4 {
  std::uint32_t from;
  int bits;
};

constexpr std::uint32_t address4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array special4{
    Block4{address4(0, 0, 0, 0), 8},        // this network
    Block4{address4(10, 0, 0, 0), 8},       // private
    Block4{address4(100, 64, 0, 0), 10},    // shared by carriers
    Block4{address4(127, 0, 0, 0), 8},      // loopback
    Block4{address4(169, 254, 0, 0), 16},   // link-local, and where clouds hand out credentials
    Block4{address4(172, 16, 0, 0), 12},    // private
    Block4{address4(192, 0, 0, 0), 24},     // protocol assignments
    Block4{address4(192, 0, 2, 0), 24},     // documentation
    Block4{address4(192, 88, 99, 0), 24},   // 6to4 relays
    Block4{address4(192, 168, 0, 0), 16},   // private
    Block4{address4(198, 18, 0, 0), 15},    // benchmarks
    Block4{address4(198, 51, 100, 0), 24},  // documentation
    Block4{address4(203, 0, 113, 0), 24},   // documentation
    Block4{address4(224, 0, 0, 0), 3},      // multicast, reserved, broadcast
};

bool is_public4(std::uint32_t address) {
  return std::none_of(special4.begin(), special4.end(), [address](const Block4& block) {
    return (address ^ block.from) >> (32 - block.bits) == 0;
  });
}

using Bytes6 = std::array<std::uint8_t, 16>;

std::uint32_t last_four(const Bytes6& bytes) {
  return address4(bytes[12], bytes[13], bytes[14], bytes[15]);
}

template <std::size_t N>
bool begins_with(const Bytes6& bytes, const std::array<std::uint8_t, N>& prefix) {
  return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

bool is_public6(const Bytes6& bytes) {
  constexpr std::array<std::uint8_t, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  constexpr std::array<std::uint8_t, 12> nat64{0, 0x64, 0xff, 0x9b};
  if (begins_with(bytes, mapped) || begins_with(bytes, nat64)) return is_public4(last_four(bytes));
  if ((bytes[0] & 0xe0) != 0x20) return false;                                // not 2000::/3
  if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] < 0x02) return false;  // 2001::/23: Teredo, ORCHID
  if (begins_with(bytes, std::array<std::uint8_t, 4>{0x20, 0x01, 0x0d, 0xb8})) return false;  // documentation
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return false;                                     // 6to4
  return !(bytes[0] == 0x3f && bytes[1] == 0xff && bytes[2] < 0x10);                          // documentation
}

}  // namespace

bool is_public(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    return is_public4(ntohl(four.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 six{};
    std::memcpy(&six, &address, sizeof six);
    Bytes6 bytes{};
    std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
    return is_public6(bytes);
  }
  return false;
}

}  // namespace oasis::net
