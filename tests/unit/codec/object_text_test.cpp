// What shared/codec/object_text promises: JSON as a reader of RFC 8259 reads it back.
#include "shared/codec/object_text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>

namespace oasis {
namespace {

TEST(ObjectText, HasMembersInTheOrderOfTheCalls) {
  std::string out;
  ObjectText object(out);
  object.text("name", "Ann");
  object.number("at", -5);
  object.truth("here", true);
  ObjectText within = object.object("parts");
  within.truth("well", false);
  within.done();
  object.object("none").done();
  object.text("last", "");
  object.done();
  EXPECT_EQ(out, R"({"name":"Ann","at":-5,"here":true,"parts":{"well":false},"none":{},"last":""})");
}

TEST(ObjectText, IsReadBackWhateverItHolds) {
  const std::string odd = std::string("\"\\/\b\f\n\r\t\x01\x1f", 10) + '\0' + "ä€😀";
  std::string out;
  ObjectText object(out);
  object.text("odd \" key", odd);
  object.number("least", std::numeric_limits<std::int64_t>::min());
  object.done();
  const nlohmann::json read = nlohmann::json::parse(out);
  EXPECT_EQ(read["odd \" key"], odd);
  EXPECT_EQ(read["least"], std::numeric_limits<std::int64_t>::min());
}

TEST(ObjectText, WhatIsNoUtf8IsReplaced) {
  std::string out;
  ObjectText object(out);
  object.text("text", "a\xff" "b");
  object.done();
  EXPECT_EQ(out, "{\"text\":\"a\xEF\xBF\xBD" "b\"}");
}

}  // namespace
}  // namespace oasis
