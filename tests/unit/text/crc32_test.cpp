// CRC-32 against the standard's check value and against the sum made bit by bit. May not: test how fast it is.
#include "shared/text/crc32.hpp"

#include <gtest/gtest.h>

#include <string>

namespace oasis {
namespace {

/// Bit by bit, as ISO 3309 describes it.
std::uint32_t bit_by_bit(std::string_view bytes) {
  std::uint32_t sum = 0xFFFFFFFF;
  for (const char byte : bytes) {
    sum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
  }
  return ~sum;
}

TEST(Crc32, OfTheCheckStringIsThatOfTheStandard) {
  EXPECT_EQ(crc32("123456789"), 0xCBF43926u);
  EXPECT_EQ(crc32(""), 0u);
}

TEST(Crc32, IsTheSameInStepsAndBitByBitAtEveryLength) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(crc32(bytes), bit_by_bit(bytes)) << i;
    bytes += static_cast<char>((i * 151 + 7) % 256);
  }
}

TEST(Crc32, GoesOnFromWhatStoodBefore) {
  const std::string text = "The quick brown fox jumps over the lazy dog";
  for (std::size_t at = 0; at <= text.size(); ++at)
    EXPECT_EQ(crc32(text.substr(at), crc32(text.substr(0, at))), crc32(text)) << at;
}

TEST(Crc32, DiffersWhereOneBitDoes) {
  const std::string text(1000, 'x');
  for (std::size_t at = 0; at < text.size(); at += 37) {
    std::string other = text;
    other[at] = 'y';
    EXPECT_NE(crc32(other), crc32(text)) << at;
  }
}

}  // namespace
}  // namespace oasis
