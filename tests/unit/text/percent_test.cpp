// Bytes in addresses.
#include "shared/text/percent.hpp"

#include <gtest/gtest.h>

namespace oasis {
namespace {

TEST(Percent, LettersDigitsAndThreeSignsStay) {
  EXPECT_EQ(percent_encoded("Ab9-._"), "Ab9-._");
  EXPECT_EQ(percent_encoded("a b&ü/"), "a%20b%26%C3%BC%2F");
}

TEST(Percent, AnyBytesComeBack) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(percent_decoded(percent_encoded(all)), all);
  EXPECT_EQ(percent_decoded("a+b%2b%2B"), "a+b++");
}

TEST(Percent, WhatIsCutOffIsNothing) {
  for (const char* text : {"%", "a%4", "%zz", "%4g"}) EXPECT_FALSE(percent_decoded(text)) << text;
}

}  // namespace
}  // namespace oasis
