// Log lines as people and as collectors read them.
#include "server/cli/log_format.hpp"

#include <gtest/gtest.h>
#include <spdlog/formatter.h>
#include <spdlog/details/log_msg.h>

#include <nlohmann/json.hpp>

#include "server/http/request_id.hpp"

namespace oasis::cli {
namespace {

std::string line(spdlog::formatter& format, std::string_view message) {
  spdlog::memory_buf_t out;
  format.format({"oasis", spdlog::level::info, spdlog::string_view_t(message.data(), message.size())}, out);
  return {out.data(), out.size()};
}

TEST(LogFormat, PairsBecomeFieldsOfTheirOwn) {
  const auto format = json_format();
  const auto parsed = nlohmann::json::parse(line(*format, "event=refused where=\"a b\" code=7 the rest"));
  EXPECT_EQ(parsed["event"], "refused");
  EXPECT_EQ(parsed["where"], "a b");
  EXPECT_EQ(parsed["code"], "7");
  EXPECT_EQ(parsed["message"], "the rest");
  EXPECT_EQ(parsed["level"], "info");
  EXPECT_FALSE(parsed.contains("request"));
}

TEST(LogFormat, AnyOtherTextIsAMessage) {
  const auto format = json_format();
  const std::string text = "He said \"x=1\"\n\xff and went";
  const auto parsed = nlohmann::json::parse(line(*format, text));
  EXPECT_EQ(parsed["message"], "He said \"x=1\"\n\xef\xbf\xbd and went");
}

TEST(LogFormat, ALineNamesTheRequestThatItBelongsTo) {
  const http::NamedRequest request("abc-1");
  EXPECT_NE(line(*text_format(), "event=x").find(" level=info request=abc-1 event=x\n"), std::string::npos);
  EXPECT_EQ(nlohmann::json::parse(line(*json_format(), "event=x"))["request"], "abc-1");
}

TEST(LogFormat, NobodyWritesASecondLine) {
  const std::string text = line(*text_format(), "error=\"a\nlevel=info forged\"");
  EXPECT_EQ(text.find('\n'), text.size() - 1);
}

TEST(RequestId, IsNewEachTimeAndAForeignOneIsChecked) {
  EXPECT_NE(http::new_request_id(), http::new_request_id());
  EXPECT_TRUE(http::is_request_id(http::new_request_id()));
  for (const char* wrong : {"", "a b", "a\nb", "a\"b"}) EXPECT_FALSE(http::is_request_id(wrong)) << wrong;
  EXPECT_FALSE(http::is_request_id(std::string(65, 'a')));
}

}  // namespace
}  // namespace oasis::cli
