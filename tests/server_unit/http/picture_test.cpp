// Which files a page may show, and under which headers.
// May not: use the network.
#include "server/http/picture.hpp"

#include <gtest/gtest.h>
#include <httplib.h>

#include <string>

namespace oasis::http {
namespace {

using namespace std::string_literals;

std::string png(unsigned char wide, unsigned char high) {
  return "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"s + char(wide) + "\0\0\0"s + char(high) + "\0\x08\x06\0\0\0\0\0\0\0"s;
}

TEST(Picture, TheSizeIsReadFromTheHeaderOfEachKind) {
  EXPECT_EQ(picture_size(png(1, 2)), (PictureSize{256, 512}));
  EXPECT_EQ(picture_size("GIF89a\x40\x01\xf0\0and so on"s), (PictureSize{320, 240}));
  // An application segment of 6 bytes, filling, then the frame: height before width.
  EXPECT_EQ(picture_size("\xff\xd8\xff\xe0\0\x06" "JFIF\xff\xff\xc2\0\x0b\x08\x01\0\x02\x80\x03"s), (PictureSize{640, 256}));
  EXPECT_EQ(picture_size("RIFF....WEBPVP8 ....\0\0\0\x9d\x01\x2a\x40\x01\xf0\0"s), (PictureSize{320, 240}));
  EXPECT_EQ(picture_size("RIFF....WEBPVP8L....\x2f\x3f\xc1\x3b\0....."s), (PictureSize{320, 240}));
  EXPECT_EQ(picture_size("RIFF....WEBPVP8X........\x3f\x01\0\xef\0\0"s), (PictureSize{320, 240}));
}

TEST(Picture, WhatIsNoPictureOrCutOffHasNone) {
  EXPECT_FALSE(picture_size(""));
  EXPECT_FALSE(picture_size("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"></svg>"));
  EXPECT_FALSE(picture_size("%PDF-1.7 with \x89PNG inside"s));
  for (const std::string& whole : {png(1, 2), "\xff\xd8\xff\xe0\0\x06" "JFIF\xff\xc0\0\x0b\x08\x01\0\x02\x80"s,
                                   "RIFF....WEBPVP8X........\x3f\x01\0\xef\0\0"s}) {
    for (std::size_t length = 0; length < whole.size() - 10; ++length)
      EXPECT_FALSE(picture_size(whole.substr(0, length))) << length;
  }
  EXPECT_FALSE(picture_size("\xff\xd8\xff\xe0\0\0\xff\xe0\0\0\xff\xe0\0\0"s)) << "a segment without length never ends";
  EXPECT_FALSE(picture_size(png(0, 2))) << "nothing to see";
}

TEST(Picture, IsAnsweredWithTheTypeOfItsBytesAndNothingInItRuns) {
  httplib::Response response;
  ASSERT_TRUE(answer_picture(response, png(1, 2)));
  EXPECT_EQ(response.get_header_value("Content-Type"), "image/png");
  EXPECT_EQ(response.get_header_value("Content-Disposition"), "attachment");
  EXPECT_NE(response.get_header_value("Content-Security-Policy").find("default-src 'none'; sandbox"), std::string::npos);
}

TEST(Picture, WhatIsNoneOrWouldFillABrowsersMemoryIsNotAnswered) {
  httplib::Response response;
  EXPECT_FALSE(answer_picture(response, "<script>alert(1)</script>"));
  EXPECT_FALSE(answer_picture(response, png(0x40, 0x40))) << "16,384 by 16,384 pixels";
  EXPECT_TRUE(response.body.empty());
  EXPECT_FALSE(response.has_header("Content-Type"));
}

}  // namespace
}  // namespace oasis::http
