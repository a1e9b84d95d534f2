// What server/http/form and server/http/json_body promise.
#include "server/http/form.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/http/json_body.hpp"

namespace oasis::http {
namespace {

TEST(Form, IsDecoded) {
  const auto form = read_form("name=Ann+Ek&email=ann%40example.org&empty=&alone&%C3%A5=%E2%82%AC");
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(
      *form,
      (Form{{"name", "Ann Ek"}, {"email", "ann@example.org"}, {"empty", ""}, {"alone", ""}, {"å", "€"}}));
  EXPECT_TRUE(read_form("").ok());
}

TEST(Form, WhatIsNotTextIsRefused) {
  for (const char* body : {"a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "%c3=a", "a=\xff"}) {
    EXPECT_FALSE(read_form(body).ok()) << body;
  }
}

TEST(Utf8, IsToldFromWhatOnlyLooksLikeIt) {
  for (const char* text : {"", "a", "å", "€", "😀", "\xf4\x8f\xbf\xbf"}) EXPECT_TRUE(is_utf8(text)) << text;
  for (const char* text : {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                           "\xf8\x88\x80\x80\x80"}) {
    EXPECT_FALSE(is_utf8(text)) << text;
  }
}

TEST(JsonBody, SaysWhereItStopsBeingJson) {
  EXPECT_TRUE(read_json("{\"a\": [1, \"å\"]}").ok());
  const auto broken = read_json("{\n  \"a\": x}");
  ASSERT_FALSE(broken.ok());
  EXPECT_NE(broken.error().what.find("line 2, column 8"), std::string::npos) << broken.error().what;
  EXPECT_FALSE(read_json("").ok());
  EXPECT_FALSE(read_json("\"\xff\"").ok()) << "not UTF-8";
  EXPECT_FALSE(read_json(std::string(60'000, '[')).ok());
}

}  // namespace
}  // namespace oasis::http
