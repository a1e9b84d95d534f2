// Requests to addresses that people wrote: nothing private is connected to, whatever name it hides behind.
#include "server/net/guarded.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <netinet/in.h>

#include <atomic>
#include <thread>

#include "server/net/address.hpp"

namespace oasis::net {
namespace {

bool public4(const char* text) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  EXPECT_EQ(inet_pton(AF_INET, text, &address.sin_addr), 1) << text;
  return is_public(reinterpret_cast<const sockaddr&>(address));
}
bool public6(const char* text) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  EXPECT_EQ(inet_pton(AF_INET6, text, &address.sin6_addr), 1) << text;
  return is_public(reinterpret_cast<const sockaddr&>(address));
}

TEST(PublicAddresses, AreThoseOfTheInternet) {
  for (const char* address :
       {"1.1.1.1", "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
        "192.169.0.0", "100.63.255.255", "100.128.0.0", "169.253.0.1", "223.255.255.255"}) {
    EXPECT_TRUE(public4(address)) << address;
  }
  for (const char* address :
       {"2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1", "64:ff9b::101:101", "2001:200::1"}) {
    EXPECT_TRUE(public6(address)) << address;
  }
}

TEST(PublicAddresses, AreNoneOfOurOwn) {
  for (const char* address :
       {"0.0.0.0",         "10.0.0.1",        "100.64.0.1",      "100.127.255.255", "127.0.0.1",
        "127.255.255.254", "169.254.169.254", "172.16.0.1",      "172.31.255.255",  "192.0.0.8",
        "192.0.2.1",       "192.88.99.1",     "192.168.255.255", "198.18.0.1",      "198.19.255.255",
        "198.51.100.7",    "203.0.113.7",     "224.0.0.1",       "240.0.0.1",       "255.255.255.255"}) {
    EXPECT_FALSE(public4(address)) << address;
  }
  for (const char* address :
       {"::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1",
        "100::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "2001::1", "2001:db8::1",
        "2002:a00:1::1", "3fff:fff::1", "4000::1"}) {
    EXPECT_FALSE(public6(address)) << address;
  }
}

TEST(PublicAddresses, AreNoOtherFamily) {
  sockaddr local{};
  local.sa_family = AF_UNIX;
  EXPECT_FALSE(is_public(local));
}

/// A server on loopback, as somebody's internal service.
struct Internal : testing::Test {
  Internal() {
    server.set_pre_routing_handler([this](const httplib::Request&, httplib::Response&) {
      ++asked;
      return httplib::Server::HandlerResponse::Unhandled;
    });
    server.Post("/echo", [](const httplib::Request& request, httplib::Response& response) {
      response.set_header("X-Method", request.method);
      response.status = 202;
      response.set_content(request.get_header_value("X-Key") + "|" + request.body, "text/plain");
    });
    server.Get("/away", [](const httplib::Request&, httplib::Response& response) {
      response.set_redirect("/secret");
    });
    server.Get("/secret", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("secret", "text/plain");
    });
    server.Get("/long", [](const httplib::Request&, httplib::Response& response) {
      response.set_content(std::string(5'000'000, 'x'), "text/plain");
    });
    server.Get("/slow", [](const httplib::Request&, httplib::Response& response) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1500));
      response.set_content("late", "text/plain");
    });
    port = server.bind_to_any_port("127.0.0.1");
    thread = std::thread([this] { server.listen_after_bind(); });
    server.wait_until_ready();
  }
  ~Internal() override {
    server.stop();
    thread.join();
  }
  std::string at(const std::string& host, const std::string& path) const {
    return "http://" + host + ":" + std::to_string(port) + path;
  }
  Result<Reply, Failure> get(const std::string& path, Permits permits) {
    Request request;
    request.method = "GET";
    request.url = at("127.0.0.1", path);
    request.longest_reply = 1000;
    return send(request, permits);
  }

  httplib::Server server;
  std::atomic<int> asked = 0;
  int port = 0;
  std::thread thread;
};

TEST_F(Internal, IsNotReachedByAddressNorByAName) {
  for (const char* host :
       {"127.0.0.1", "localhost", "0", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "LOCALHOST"}) {
    Request request;
    request.url = at(host, "/echo");
    const auto reply = send(request, {{"other.example"}});
    ASSERT_FALSE(reply.ok()) << host;
    EXPECT_EQ(reply.error().kind, Failure::Kind::refused) << host << ": " << reply.error().what;
    EXPECT_NE(reply.error().what.find("private"), std::string::npos) << reply.error().what;
  }
  EXPECT_EQ(asked, 0);
}

TEST_F(Internal, IsReachedWhereItsNameIsPermitted) {
  Request request;
  request.url = at("LocalHost", "/echo");
  request.headers = {{"X-Key", "k"}, {"Content-Type", "application/json"}};
  request.body = "{}";
  const auto reply = send(request, {{"localhost"}});
  ASSERT_TRUE(reply.ok()) << reply.error().what;
  EXPECT_EQ(reply->status, 202);
  EXPECT_EQ(reply->body, "k|{}");
  EXPECT_EQ(reply->header("x-method"), "POST");
  EXPECT_EQ(reply->header("x-none"), "");
}

TEST_F(Internal, NoRedirectIsFollowed) {
  const auto reply = get("/away", {{"127.0.0.1"}});
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(reply->status, 302);
  EXPECT_EQ(asked, 1);
}

TEST_F(Internal, ALongReplyIsCut) {
  const auto reply = get("/long", {{"127.0.0.1"}});
  ASSERT_TRUE(reply.ok());
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->body.size(), 1000u);
}

TEST_F(Internal, WhatWasSentWithoutAnAnswerMayHaveArrived) {
  Request request;
  request.method = "GET";
  request.url = at("127.0.0.1", "/slow");
  request.patience = milliseconds(300);
  const auto late = send(request, {{"127.0.0.1"}});
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().kind, Failure::Kind::uncertain);
}

TEST(Guarded, WhereNobodyListensNothingWasSent) {
  httplib::Server unused;
  const int port = unused.bind_to_any_port("127.0.0.1");
  unused.stop();
  Request request;
  request.url = "http://127.0.0.1:" + std::to_string(port == 1 ? 2 : 1) + "/";
  const auto reply = send(request, {{"127.0.0.1"}});
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().kind, Failure::Kind::not_sent);
}

TEST(Guarded, OnlyTheWebIsSpokenTo) {
  for (const char* url : {"", "file:///etc/passwd", "gopher://127.0.0.1/", "smb://x/", "ftp://x/", "nonsense",
                          "https://user:word@example.org/"}) {
    Request request;
    request.url = url;
    const auto reply = send(request, {});
    ASSERT_FALSE(reply.ok()) << url;
    EXPECT_EQ(reply.error().kind, Failure::Kind::refused) << url;
  }
}

TEST(Guarded, AHeaderCannotBringAnother) {
  Request request;
  request.url = "https://example.invalid/";
  request.headers = {{"X-Key", "a\r\nHost: evil"}};
  const auto reply = send(request, {});
  ASSERT_FALSE(reply.ok());
  EXPECT_EQ(reply.error().kind, Failure::Kind::refused);
}

}  // namespace
}  // namespace oasis::net
