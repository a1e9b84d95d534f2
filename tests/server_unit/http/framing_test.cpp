// What server/http/framing promises.
#include "server/http/framing.hpp"

#include <gtest/gtest.h>

#include <string>

namespace oasis::http {
namespace {

int refusal(std::string_view input) {
  const Framed framed = frame_head(input);
  const auto* refused = std::get_if<Refused>(&framed);
  return refused ? refused->status : 0;
}

std::string request(const std::string& headers, const std::string& line = "POST /a?b=c HTTP/1.1") {
  return line + "\r\nHost: x\r\n" + headers + "\r\n";
}

TEST(Framing, FindsTheEndOfTheHeadAndTheLengthOfTheBody) {
  const std::string input = request("content-LENGTH:  12 \r\n");
  const Framed framed = frame_head(input + "hello");
  const auto* head = std::get_if<Head>(&framed);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->bytes, input.size());
  EXPECT_EQ(head->body_bytes, 12u);
  EXPECT_TRUE(head->expect_line.empty());
}

TEST(Framing, SplitsMethodPathAndQuery) {
  const std::string input = request("");
  const Framed framed = frame_head(input);
  const auto& head = std::get<Head>(framed);
  EXPECT_EQ(head.method, "POST");
  EXPECT_EQ(head.target, "/a?b=c");
  EXPECT_EQ(path_of(head.target), "/a");
}

TEST(Framing, EveryPrefixOfAHeadNeedsMore) {
  const std::string input = request("Content-Length: 3\r\n");
  for (std::size_t length = 0; length < input.size(); ++length) {
    EXPECT_TRUE(std::holds_alternative<NeedMore>(frame_head(std::string_view(input).substr(0, length))))
        << length;
  }
}

TEST(Framing, NamesTheLineThatAsksForContinue) {
  const std::string input = request("Expect: 100-Continue\r\nContent-Length: 1\r\n");
  const Framed framed = frame_head(input);
  EXPECT_EQ(std::get<Head>(framed).expect_line, "Expect: 100-Continue\r\n");
}

TEST(Framing, RefusesWhatCouldBeReadInTwoWays) {
  EXPECT_EQ(refusal(request("Content-Length: 3\r\nContent-Length: 3\r\n")), 400);
  EXPECT_EQ(refusal(request("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")), 400);
  EXPECT_EQ(refusal(request("Content-Length: 0\r\nTransfer-Encoding: chunked\r\n")), 400);
  EXPECT_EQ(refusal(request("Transfer-Encoding: chunked\r\n")), 411);
  for (const char* length : {"", "+3", "-1", "3,3", "0x3", "3 3", "99999999999999999999"}) {
    EXPECT_EQ(refusal(request(std::string("Content-Length: ") + length + "\r\n")), 400) << length;
  }
  EXPECT_EQ(refusal(request("Host: y\r\n")), 400);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\nA: b\r\n\r\n"), 400) << "no Host";
  EXPECT_EQ(refusal(request("A: b\r\n folded\r\n")), 400);
  EXPECT_EQ(refusal(request("A : b\r\n")), 400) << "a space before the colon";
  EXPECT_EQ(refusal(request("A: b\nContent-Length: 3\r\n")), 400) << "a bare line feed";
  EXPECT_EQ(refusal(request("A: b\rc\r\n")), 400);
  EXPECT_EQ(refusal(request(std::string("A: b\0c\r\n", 8))), 400);
}

TEST(Framing, RefusesWhatIsNotARequestForUs) {
  EXPECT_EQ(refusal(request("", "GET http://x/ HTTP/1.1")), 400);
  EXPECT_EQ(refusal(request("", "GET /a b HTTP/1.1")), 400);
  EXPECT_EQ(refusal(request("", "GET /")), 400);
  EXPECT_EQ(refusal(request("", "CONNECT / HTTP/1.1")), 501);
  EXPECT_EQ(refusal(request("", "get / HTTP/1.1")), 501);
  EXPECT_EQ(refusal(request("", "GET / HTTP/2.0")), 505);
  EXPECT_EQ(refusal("\x16\x03\x01 a TLS greeting"), 400);
}

TEST(Framing, RefusesTooMuch) {
  EXPECT_EQ(refusal(request("", "GET /" + std::string(target_limit, 'a') + " HTTP/1.1")), 414);
  EXPECT_EQ(refusal(request("A: " + std::string(head_limit, 'a') + "\r\n")), 431);
  EXPECT_EQ(refusal("GET / HTTP/1.1\r\nA: " + std::string(head_limit, 'a')), 431) << "without an end";
  std::string many;
  for (std::size_t i = 0; i < header_limit; ++i) many += "A: b\r\n";
  EXPECT_EQ(refusal(request(many)), 431);
}

}  // namespace
}  // namespace oasis::http
