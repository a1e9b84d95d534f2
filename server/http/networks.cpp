// Blocks of addresses. May not: look names up, know a request.
#include "server/http/networks.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>

#include "shared/text/utf8.hpp"

namespace oasis::http {
namespace {

constexpr int mapped_bits = 96;
constexpr Network four_in_six{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, mapped_bits};  // ::ffff:0:0/96

struct Parsed {
  Network network;
  bool four = false;
};

std::optional<Parsed> read_address(std::string_view text) {
  const std::string copy(text);
  Parsed parsed;
  if (in_addr four{}; ::inet_pton(AF_INET, copy.c_str(), &four) == 1) {
    parsed.four = true;
    parsed.network.address[10] = parsed.network.address[11] = 0xff;
    std::memcpy(parsed.network.address.data() + 12, &four, 4);
    return parsed;
  }
  if (::inet_pton(AF_INET6, copy.c_str(), parsed.network.address.data()) == 1) return parsed;
  return std::nullopt;
}

bool has_prefix(const Network& network, const Network& address) {
  const int whole = network.bits / 8;
  if (!std::equal(network.address.begin(), network.address.begin() + whole, address.address.begin()))
    return false;
  const int rest = network.bits % 8;
  if (rest == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
  return (network.address[static_cast<std::size_t>(whole)] & mask) ==
         (address.address[static_cast<std::size_t>(whole)] & mask);
}

}  // namespace

Result<std::vector<Network>> read_network(std::string_view text) {
  if (text == "loopback") {
    return std::vector<Network>{read_network("127.0.0.0/8")->front(), read_network("::1")->front()};
  }
  const auto slash = text.find('/');
  auto parsed = read_address(text.substr(0, slash));
  const std::string example = "; write 192.0.2.7, 10.0.0.0/8, 2001:db8::/32 or loopback";
  if (!parsed) return Error{"", std::string(text) + " is no address" + example};
  if (slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    int bits = -1;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    const bool number = fault == std::errc{} && end == digits.data() + digits.size();
    if (!number || bits < 0 || bits > (parsed->four ? 32 : 128)) {
      return Error{"", std::string(text) + " has no valid length after the slash" + example};
    }
    parsed->network.bits = bits + (parsed->four ? mapped_bits : 0);
  }
  return std::vector<Network>{parsed->network};
}

bool contains(const std::vector<Network>& networks, std::string_view address) {
  const auto parsed = read_address(address);
  return parsed && std::any_of(networks.begin(), networks.end(),
                               [&](const Network& network) { return has_prefix(network, parsed->network); });
}

std::string client_of(const std::string& peer, std::string_view forwarded_for,
                      const std::vector<Network>& proxies) {
  if (proxies.empty() || !contains(proxies, peer)) return peer;
  std::string nearest = peer;
  while (!forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const bool first = comma == std::string_view::npos;
    const std::string entry(trimmed(first ? forwarded_for : forwarded_for.substr(comma + 1)));
    if (!read_address(entry)) break;
    nearest = entry;
    if (first || !contains(proxies, entry)) break;
    forwarded_for = forwarded_for.substr(0, comma);
  }
  return nearest;
}

std::string peer_key(const std::string& address) {
  const auto parsed = read_address(address);
  if (!parsed) return address;
  const auto& bytes = parsed->network.address;
  // "::ffff:192.0.2.7", as some proxies write it, is that IPv4 address, and all of those share their first half.
  if (!has_prefix(four_in_six, parsed->network)) return std::string(reinterpret_cast<const char*>(bytes.data()), 8);
  std::array<char, INET_ADDRSTRLEN> text{};
  ::inet_ntop(AF_INET, bytes.data() + mapped_bits / 8, text.data(), text.size());
  return text.data();
}

}  // namespace oasis::http
