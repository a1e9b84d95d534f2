// What the real server serves to a browser that has no session yet, and how it refuses what it does not take.
#include <gtest/gtest.h>

#include "tests/server/server_process.hpp"

namespace oasis::test {
namespace {

struct Page : testing::Test {
  TemporaryFolder folder;
  ServerProcess server{folder.path() + "/data"};
  Browser browser{server.port()};

  std::string style_path() {
    const std::string body = browser.get("/login")->body;
    const auto from = body.find("/pages.");
    return from == std::string::npos ? "/none" : body.substr(from, body.find('"', from) - from);
  }
};

TEST_F(Page, EveryAnswerCarriesTheSecurityHeaders) {
  for (const char* path : {"/login", "/api/v1/me", "/nothing/here.png"}) {
    const auto answer = browser.get(path);
    ASSERT_NE(answer->status, 0) << path;
    EXPECT_NE(
        answer->get_header_value("Content-Security-Policy").find("script-src 'self' 'wasm-unsafe-eval';"),
        std::string::npos)
        << path;
    EXPECT_NE(answer->get_header_value("Content-Security-Policy").find("frame-ancestors 'none'"),
              std::string::npos)
        << path;
    EXPECT_EQ(answer->get_header_value("X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(answer->get_header_value("Cross-Origin-Opener-Policy"), "same-origin") << path;
    EXPECT_NE(answer->get_header_value("Referrer-Policy"), "") << path;
    EXPECT_NE(answer->get_header_value("Permissions-Policy"), "") << path;
    EXPECT_EQ(answer->get_header_value("Server"), "") << path;
  }
}

TEST_F(Page, ASignedOutBrowserIsSentToSignInAndAProgramIsTold) {
  const auto page = browser.get("/", {{"Accept", "text/html,*/*"}});
  EXPECT_EQ(page->status, 303);
  EXPECT_EQ(page->get_header_value("Location"), "/login");
  const auto data = browser.get("/api/v1/me");
  EXPECT_EQ(data->status, 401);
  EXPECT_NE(data->body.find("\"code\":\"not_signed_in\""), std::string::npos);
}

TEST_F(Page, TheSignInFormIsOneThatPasswordManagersKnow) {
  const auto form = browser.get("/login");
  EXPECT_EQ(form->status, 200);
  for (const char* part :
       {"method=\"post\"", "autocomplete=\"username\"", "autocomplete=\"current-password\"",
        "type=\"password\"", "<label for=\"email\">", "<label for=\"password\">", "<html lang=\"en\">"}) {
    EXPECT_NE(form->body.find(part), std::string::npos) << part;
  }
  EXPECT_EQ(form->body.find("<script"), std::string::npos);
  EXPECT_EQ(form->get_header_value("Cache-Control"), "no-store");
}

TEST_F(Page, AFileIsServedForEverInTheEncodingThatTheBrowserKnows) {
  const std::string path = style_path();
  const auto raw = browser.get(path, {{"Accept-Encoding", "identity"}});
  EXPECT_EQ(raw->status, 200);
  EXPECT_EQ(raw->get_header_value("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(raw->get_header_value("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(raw->get_header_value("Vary"), "Accept-Encoding");
  EXPECT_NE(raw->body.find("prefers-color-scheme"), std::string::npos);
  const auto gzip = browser.get(path, {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(gzip->get_header_value("Content-Encoding"), "gzip");
  EXPECT_EQ(gzip->body.substr(0, 2), "\x1f\x8b");
  const auto brotli = browser.get(path, {{"Accept-Encoding", "gzip, deflate, br"}});
  EXPECT_EQ(brotli->get_header_value("Content-Encoding"), "br");
  EXPECT_LT(brotli->body.size(), gzip->body.size());
  EXPECT_LT(gzip->body.size(), raw->body.size());
}

TEST_F(Page, AFileThatTheBrowserHasIsNotSentAgain) {
  const std::string path = style_path();
  const std::string etag = browser.get(path)->get_header_value("ETag");
  ASSERT_NE(etag, "");
  const auto again = browser.get(path, {{"If-None-Match", etag}});
  EXPECT_EQ(again->status, 304);
  EXPECT_EQ(again->body, "");
  EXPECT_EQ(browser.get(path, {{"If-None-Match", "W/\"other\""}})->status, 200);
}

TEST_F(Page, WhatIsNotThereIsAClearRefusal) {
  make_first_admin(server, browser);
  const auto unknown = browser.get("/api/v1/nothing");
  EXPECT_EQ(unknown->status, 404);
  EXPECT_NE(unknown->body.find("\"code\":\"not_found\""), std::string::npos);
  const auto method = browser.post_form("/api/v1/me", {});
  EXPECT_EQ(method->status, 405);
  EXPECT_EQ(method->get_header_value("Allow"), "GET");
  const auto type = browser.post_json("/login", "{}");
  EXPECT_EQ(type->status, 415);
  const auto broken = browser.post_form("/login", {{"email", "\xff\xfe"}, {"password", "x"}});
  EXPECT_EQ(broken->status, 400) << broken->body;
  EXPECT_TRUE(server.is_running());
}

TEST_F(Page, AHundredMegabytesAreRefusedBeforeTheyAreRead) {
  httplib::Client client("127.0.0.1", server.port());
  std::size_t sent = 0;
  const auto answer = client.Post(
      "/login", 100'000'000,
      [&](std::size_t, std::size_t length, httplib::DataSink& sink) {
        const std::string chunk(std::min<std::size_t>(length, 1 << 20), 'x');
        sent += chunk.size();
        return sink.write(chunk.data(), chunk.size());
      },
      "application/x-www-form-urlencoded");
  EXPECT_TRUE(!answer || answer->status == 413);
  EXPECT_LT(sent, 50'000'000u);
  EXPECT_EQ(browser.get("/login")->status, 200);
}

TEST_F(Page, HeaderBombsAreRefusedAndOthersServed) {
  const auto large = browser.get("/login", {{"X-Large", std::string(40'000, 'a')}});
  EXPECT_TRUE(large->status == 431 || large->status == 0) << large->status;
  httplib::Headers many;
  for (int i = 0; i < 200; ++i) many.emplace("X-" + std::to_string(i), "a");
  const auto answer = browser.get("/login", many);
  EXPECT_EQ(answer->status, 431);
  EXPECT_EQ(browser.get("/login")->status, 200);
}

}  // namespace
}  // namespace oasis::test
