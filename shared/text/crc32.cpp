// See crc32.hpp.
#include "shared/text/crc32.hpp"

#include <array>
#include <cstddef>

namespace oasis {
namespace {

constexpr std::uint32_t polynomial = 0xEDB88320;  // bits from the lowest
constexpr std::size_t step = 8;

/// What a byte adds that `i` others follow, for i = 0 to 7. Made once: the page need not load 8 KB of it.
using Tables = std::array<std::array<std::uint32_t, 256>, step>;

Tables make_tables() {
  Tables tables;
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t sum = byte;
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? polynomial : 0);
    tables[0][byte] = sum;
  }
  for (std::size_t i = 1; i < step; ++i) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t sum = tables[i - 1][byte];
      tables[i][byte] = (sum >> 8) ^ tables[0][sum & 255];
    }
  }
  return tables;
}

std::uint32_t four_bytes(const unsigned char* at) {
  return at[0] | static_cast<std::uint32_t>(at[1]) << 8 | static_cast<std::uint32_t>(at[2]) << 16 |
         static_cast<std::uint32_t>(at[3]) << 24;
}

}  // namespace

std::uint32_t crc32(std::string_view bytes, std::uint32_t before) {
  static const Tables tables = make_tables();
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t left = bytes.size();
  std::uint32_t sum = ~before;
  for (; left >= step; left -= step, at += step) {
    const std::uint32_t low = sum ^ four_bytes(at), high = four_bytes(at + 4);
    sum = tables[7][low & 255] ^ tables[6][(low >> 8) & 255] ^ tables[5][(low >> 16) & 255] ^ tables[4][low >> 24] ^
          tables[3][high & 255] ^ tables[2][(high >> 8) & 255] ^ tables[1][(high >> 16) & 255] ^ tables[0][high >> 24];
  }
  for (; left > 0; --left, ++at) sum = (sum >> 8) ^ tables[0][(sum ^ *at) & 255];
  return ~sum;
}

}  // namespace oasis
