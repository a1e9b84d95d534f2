// The page's own JSON reader and printer against nlohmann's, which everything else uses.
#include "client/replica/json_text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace oasis {
namespace {

using nlohmann::json;

void expect_the_same(const std::string& text) {
  const json wanted = json::parse(text, nullptr, false);
  const json read = wire::parse(text);
  ASSERT_EQ(read.is_discarded(), wanted.is_discarded()) << text;
  if (wanted.is_discarded()) return;
  EXPECT_EQ(read, wanted) << text;
  EXPECT_EQ(read.type(), wanted.type()) << text;
  EXPECT_EQ(json::parse(wire::print(read)), wanted) << wire::print(read);
}

TEST(JsonText, ReadsWhatIsJsonAndNothingElse) {
  for (const char* text :
       {"null", "true", "false", "0", "-0", "7", "-7", "1.5", "-1.25e3", "1E+2", "2e-3", "0.1", "1e400",
        "9223372036854775807", "-9223372036854775808", "18446744073709551615", "18446744073709551616", "\"\"",
        "\"a\\n\\t\\\"\\\\\\/\\b\\f\\r\"", "\"\\u00e9\\u20ac\\ud83d\\ude00\"", "\"é€😀\"", "[]", "[ ]", "{}",
        " { \"a\" : [ 1 , 2 ] , \"b\" : { } } ", "{\"a\":1,\"a\":2}", "[[[[[]]]]]",
        // and none
        "", " ", "tru", "nul", "01", "-", "1.", ".5", "1e", "+1", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"",
        "\"\\ude00\"", "\"\\ud800\\u0041\"", "\"a\nb\"", "[", "[1", "[1,", "[1,]", "[,]", "{", "{\"a\"",
        "{\"a\":", "{\"a\":1", "{\"a\":1,}", "{a:1}", "1 2", "{} x", "NaN"}) {
    expect_the_same(text);
  }
}

TEST(JsonText, ReadsDamagedDocumentsAsNlohmannDoes) {
  const std::string whole =
      R"({"seq": 12, "rows": [{"id": "t-1", "text": "a \"b\" \u00e9\n", "score": -0.25, "tags": [], "x": null},
          {"id": "t-2", "deep": {"a": {"b": [true, false]}}, "big": 1772452800000}]})";
  std::mt19937 chance(7);
  constexpr char letters[] = "{}[]\",:0123456789.eE+-tfn\\u ax";
  for (int i = 0; i < 3'000; ++i) {
    std::string text = whole;
    for (int changes = 1 + static_cast<int>(chance() % 3); changes > 0; --changes) {
      const std::size_t at = chance() % text.size();
      if (chance() % 3 == 0) {
        text.erase(at, 1 + chance() % 4);
      } else {
        text[at] = letters[chance() % (sizeof letters - 1)];
      }
    }
    expect_the_same(text);
    if (HasFailure()) return;
  }
}

TEST(JsonText, DoesNotFollowWithoutEnd) {
  EXPECT_FALSE(wire::parse(std::string(200, '[') + std::string(200, ']')).is_discarded());
  EXPECT_TRUE(wire::parse(std::string(100'000, '[')).is_discarded());
}

TEST(JsonText, PrintsControlCharacters) {
  EXPECT_EQ(wire::print(std::string("a\x01\n\"\\\x1f")), R"("a\u0001\n\"\\\u001f")");
}

}  // namespace
}  // namespace oasis
