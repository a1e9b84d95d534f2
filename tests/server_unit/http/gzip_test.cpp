// What server/http/gzip promises.
#include "server/http/gzip.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace oasis::http {
namespace {

std::string unpacked(const std::string& packed, std::size_t size) {
  z_stream state{};
  EXPECT_EQ(inflateInit2(&state, 15 + 16), Z_OK);
  std::string out(size + 1, '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  state.avail_in = static_cast<uInt>(packed.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&state, Z_FINISH), Z_STREAM_END);
  out.resize(state.total_out);
  inflateEnd(&state);
  return out;
}

TEST(Gzip, GivesBackWhatWasAddedPieceByPieceAndIsSmaller) {
  Gzip gzip;
  std::string whole;
  for (int i = 0; i < 20'000; ++i) {
    const std::string piece = "{\"entity\":\"ticket\",\"number\":" + std::to_string(i) + "}\n";
    whole += piece;
    gzip.add(piece);
  }
  const std::string packed = gzip.finish();
  EXPECT_LT(packed.size(), whole.size() / 5);
  EXPECT_EQ(unpacked(packed, whole.size()), whole);
}

TEST(Gzip, NothingIsABodyAsWell) {
  Gzip gzip;
  EXPECT_EQ(unpacked(gzip.finish(), 0), "");
}

TEST(Gzip, IsSentToThoseWhoTakeIt) {
  EXPECT_TRUE(takes_gzip("gzip, deflate, br"));
  EXPECT_TRUE(takes_gzip("br;q=1.0, gzip;q=0.8"));
  EXPECT_TRUE(takes_gzip("*"));
  EXPECT_FALSE(takes_gzip(""));
  EXPECT_FALSE(takes_gzip("br"));
  EXPECT_FALSE(takes_gzip("gzip;q=0"));
  EXPECT_FALSE(takes_gzip("gzip;q=0.0, br"));
}

}  // namespace
}  // namespace oasis::http
