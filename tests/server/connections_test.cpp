// How the server is reached and how it ends: https of its own, its certificate renewed, streams told of the
// end.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tests/server/desk.hpp"
#include "tests/server/server_process.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

bool comes_true(const std::function<bool()>& fact) {
  for (int tries = 0; tries < 400; ++tries) {
    if (fact()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  return false;
}

TEST(Connections, OneFlagMakesACertificateAndKeepsIt) {
  TemporaryFolder folder;
  ServerProcess server(folder.path(), {"--self-signed"});
  EXPECT_NE(server.greeting().find("Support Oasis is at https://127.0.0.1:"), std::string::npos);
  const auto at = server.greeting().find("fingerprint:\n  ");
  ASSERT_NE(at, std::string::npos) << server.greeting();
  const std::string fingerprint = server.greeting().substr(at + 15, 32 * 3 - 1);
  struct stat key {};
  ASSERT_EQ(::stat((folder.path() + "/tls-key.pem").c_str(), &key), 0);
  EXPECT_EQ(key.st_mode & 0777, 0600u);
  EXPECT_EQ(server.stop(), 0);
  server.start_again();
  EXPECT_NE(server.greeting().find(fingerprint), std::string::npos)
      << "browsers that trust it are not asked again";
}

TEST(Connections, AHangUpReadsTheCertificateAgain) {
  TemporaryFolder folder;
  ServerProcess server(folder.path(), {"--self-signed"});
  server.hang_up();
  EXPECT_TRUE(
      comes_true([&] { return server.log().find("event=certificate_reloaded") != std::string::npos; }));
  std::ofstream(folder.path() + "/tls-certificate.pem") << "half written";
  server.hang_up();
  EXPECT_TRUE(comes_true([&] { return server.log().find("event=certificate_kept") != std::string::npos; }));
  EXPECT_TRUE(server.is_running()) << "the old one stays in use";
  EXPECT_EQ(server.stop(), 0);
}

/// Sends these bytes as they are; what comes back until the other side closes.
std::string say(int port, const std::string& bytes) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string heard;
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
    ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    char piece[4096];
    for (ssize_t got = ::recv(socket, piece, sizeof piece, 0); got > 0;
         got = ::recv(socket, piece, sizeof piece, 0))
      heard.append(piece, static_cast<std::size_t>(got));
  }
  ::close(socket);
  return heard;
}

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
  ::close(socket);
  return ntohs(address.sin_port);
}

TEST(Connections, WhoeverComesByHttpIsSentToHttpsAndToNoOtherHost) {
  TemporaryFolder folder;
  const int port = free_port();
  ServerProcess server(folder.path(), {"--self-signed", "--redirect-port", std::to_string(port)});
  const std::string secure = "https://127.0.0.1:" + std::to_string(server.port());
  httplib::Client client("127.0.0.1", port);
  for (const char* place : {"/", "/tickets/7?tab=history&x=2", "//evil.example/"}) {
    const auto answer = client.Get(place, {{"Host", "evil.example"}});
    ASSERT_TRUE(answer) << place;
    EXPECT_EQ(answer->status, 308) << place;
    EXPECT_EQ(answer->get_header_value("Location"), secure + place);
    EXPECT_EQ(answer->get_header_value("Strict-Transport-Security"), "") << "counts over https only";
  }
  const auto posted = client.Post("/login", "email=a&password=b", "application/x-www-form-urlencoded");
  EXPECT_TRUE(!posted || posted->status >= 300) << "nothing is taken by http";
  for (const char* target : {"@evil.example/", "http://evil.example/", "evil.example:443"}) {
    const std::string answer = say(port, "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(answer.find("Location"), std::string::npos) << answer;
  }
  EXPECT_EQ(server.stop(), 0);
  EXPECT_FALSE(client.Get("/")) << "the port is closed with the server";
}

TEST(Connections, ARedirectNeedsSomewhereToGo) {
  TemporaryFolder folder;
  const Finished done =
      run_command({"serve", "--data", folder.path(), "--port", "0", "--redirect-port", "18081"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_NE(done.errors.find("--redirect-port needs https"), std::string::npos) << done.errors;
}

TEST(Connections, ACertificateThatCannotBeReadIsASentence) {
  TemporaryFolder folder;
  const Finished done = run_command({"serve", "--data", folder.path(), "--port", "0", "--certificate",
                                     "/nowhere.pem", "--key", "/nowhere.key"});
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_NE(done.errors.find("/nowhere.pem cannot be read"), std::string::npos) << done.errors;
  EXPECT_NE(run_command({"serve", "--data", folder.path(), "--certificate", "/nowhere.pem"}).exit_code, 0)
      << "a certificate needs its key";
}

TEST(Connections, AProxyIsNamedByItsAddress) {
  TemporaryFolder folder;
  const Finished done = run_command({"serve", "--data", folder.path(), "--trusted-proxy", "proxy.example"});
  EXPECT_NE(done.exit_code, 0);
  EXPECT_NE((done.errors + done.out).find("10.0.0.0/8"), std::string::npos)
      << "an example of how to write it";
}

TEST(Connections, AStreamIsToldThatTheServerStops) {
  TemporaryFolder folder;
  Desk desk(folder.path());
  std::string heard;
  std::atomic<bool> began = false;
  std::thread follower([&] {
    httplib::Client client("127.0.0.1", desk.server.port());
    client.set_read_timeout(30);
    client.Get("/api/v1/live", {{"Cookie", desk.browser.cookie()}, {"Sec-Fetch-Site", "same-origin"}},
               [&](const char* bytes, std::size_t size) {
                 heard.append(bytes, size);
                 began = true;
                 return true;
               });
  });
  EXPECT_TRUE(comes_true([&] { return began.load(); }));
  EXPECT_EQ(desk.server.stop(), 0);
  follower.join();
  EXPECT_NE(heard.find("event: bye\n"), std::string::npos) << heard;
}

}  // namespace
}  // namespace oasis::test
