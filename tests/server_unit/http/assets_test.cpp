// What server/http/assets promises about negotiation; the rest is tested over the wire in tests/server.
#include "server/http/assets.hpp"

#include <gtest/gtest.h>

namespace oasis::http {
namespace {

TEST(Negotiation, PrefersBrotliThenGzip) {
  EXPECT_EQ(negotiate("gzip, deflate, br, zstd"), Encoding::brotli);
  EXPECT_EQ(negotiate("gzip, deflate"), Encoding::gzip);
  EXPECT_EQ(negotiate("deflate"), Encoding::identity);
  EXPECT_EQ(negotiate(""), Encoding::identity);
  EXPECT_EQ(negotiate("*"), Encoding::brotli);
}

TEST(Negotiation, AWeightOfZeroRefuses) {
  EXPECT_EQ(negotiate("br;q=0, gzip;q=0.5"), Encoding::gzip);
  EXPECT_EQ(negotiate("br; q=0.000, gzip; q=0"), Encoding::identity);
  EXPECT_EQ(negotiate("br;q=0, *"), Encoding::gzip);
  EXPECT_EQ(negotiate("br;q=0.001"), Encoding::brotli);
}

TEST(Negotiation, ANameMustMatchWhole) {
  EXPECT_EQ(negotiate("brx, gzipped, ,;,"), Encoding::identity);
}

}  // namespace
}  // namespace oasis::http
