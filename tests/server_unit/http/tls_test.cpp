// TLS in the front: with a certificate of its own making, against OpenSSL as the client.
#include "server/http/tls.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include "server/http/front.hpp"

namespace oasis::http {
namespace {

struct Folder {
  Folder() { EXPECT_NE(::mkdtemp(path.data()), nullptr); }
  Folder(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::string path = "/tmp/oasis-tls-XXXXXX";
};

int connected(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  return socket;
}

/// A browser that trusts exactly this certificate.
class Client {
 public:
  Client(int port, const std::string& trusted, int highest = TLS1_3_VERSION)
      : context_(SSL_CTX_new(TLS_client_method()), SSL_CTX_free), socket_(connected(port)) {
    SSL_CTX_load_verify_file(context_.get(), trusted.c_str());
    SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_max_proto_version(context_.get(), highest);
    SSL_CTX_set_security_level(context_.get(), 0);  // lets the client try old versions
    tls_.reset(SSL_new(context_.get()));
    SSL_set1_host(tls_.get(), "localhost");
    SSL_set_fd(tls_.get(), socket_);
    greeted = SSL_connect(tls_.get()) == 1;
    ERR_clear_error();
  }
  Client(const Client&) = delete;
  ~Client() { ::close(socket_); }

  std::string exchange(const std::string& request, const std::string& until = "\x01 never sent") {
    SSL_write(tls_.get(), request.data(), static_cast<int>(request.size()));
    std::string heard;
    char bytes[8192];
    while (heard.find(until) == std::string::npos) {
      const int got = SSL_read(tls_.get(), bytes, sizeof bytes);
      if (got <= 0) break;
      heard.append(bytes, static_cast<std::size_t>(got));
    }
    return heard;
  }
  std::string version() const { return SSL_get_version(tls_.get()); }

  bool greeted = false;

 private:
  struct FreeTls {
    void operator()(SSL* tls) const { SSL_free(tls); }
  };
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, FreeTls> tls_;
  int socket_;
};

struct TlsTest : testing::Test {
  Folder folder;
  CertificateFiles files = keep_self_signed(folder.path, {"localhost", "127.0.0.1"});
  Tls tls{files};
  Live live{{.epoch = "e"}};
  std::optional<Front> front;

  void start(FrontOptions options = {}) {
    options.tls = &tls;
    front.emplace(options, live);
    front->start({[](std::string_view, std::string_view) { return Terms{100'000, true}; },
                  [](const httplib::Request& request, httplib::Response& response, std::optional<LiveStart>& stream) {
                    if (request.path == "/live") stream = LiveStart{{"ann", "s", {}}, "data: hello\n\n", 0};
                    if (request.path == "/big") return response.set_content(std::string(3'000'000, 'x'), "text/plain");
                    response.set_content(request.path + " " + std::to_string(request.body.size()), "text/plain");
                  }});
  }
};

constexpr const char* get_big = "GET /big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

TEST_F(TlsTest, AnswersOverEachVersionThatIsStillGood) {
  start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    Client client(front->port(), files.certificate, version);
    ASSERT_TRUE(client.greeted);
    const std::string body(90'000, 'b');  // more than one TLS record
    const std::string answer = client.exchange(
        "POST /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 90000\r\n\r\n" + body);
    EXPECT_NE(answer.find("/a 90000"), std::string::npos) << client.version();
    EXPECT_NE(answer.find("Strict-Transport-Security: max-age="), std::string::npos);
  }
}

TEST_F(TlsTest, OldVersionsAreRefused) {
  start();
  EXPECT_FALSE(Client(front->port(), files.certificate, TLS1_1_VERSION).greeted);
}

TEST_F(TlsTest, LargeAnswersAndStreamsArriveWhole) {
  start();
  Client client(front->port(), files.certificate);
  EXPECT_GT(client.exchange(get_big).size(), 3'000'000u);
  Client stream(front->port(), files.certificate);
  EXPECT_NE(stream.exchange("GET /live HTTP/1.1\r\nHost: x\r\n\r\n", "data: hello").find("data: hello"),
            std::string::npos);
  live.publish({1, {}});
  EXPECT_NE(stream.exchange("", "\"to\":1,").find("id: e:1\n"), std::string::npos);
}

TEST_F(TlsTest, AHandshakeThatNeverEndsCostsNobodyElse) {
  FrontOptions options;
  options.workers = 1;
  options.head_time = std::chrono::milliseconds(200);
  start(options);
  const int silent = connected(front->port());
  const int half = connected(front->port());
  ASSERT_EQ(::send(half, "\x16\x03\x01\x02", 4, 0), 4);  // the beginning of a ClientHello
  Client client(front->port(), files.certificate);
  EXPECT_TRUE(client.greeted);
  char byte = 0;
  EXPECT_EQ(::recv(silent, &byte, 1, 0), 0);
  EXPECT_LE(::recv(half, &byte, 1, 0), 0);
  ::close(silent);
  ::close(half);
}

TEST_F(TlsTest, PlainHttpIsNotAnswered) {
  start();
  const int plain = connected(front->port());
  const std::string request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  ASSERT_EQ(::send(plain, request.data(), request.size(), 0), static_cast<ssize_t>(request.size()));
  char bytes[100] = {};
  while (::recv(plain, bytes, sizeof bytes, 0) > 0) EXPECT_NE(bytes[0], 'H');
  ::close(plain);
}

TEST_F(TlsTest, AReloadedCertificateIsForNewConnections) {
  start();
  Client before(front->port(), files.certificate);
  Folder other;
  const CertificateFiles fresh = keep_self_signed(other.path, {"localhost"});
  std::filesystem::copy_file(fresh.certificate, files.certificate, std::filesystem::copy_options::overwrite_existing);
  EXPECT_THROW(tls.reload(), std::runtime_error) << "the key is of the old one";
  EXPECT_FALSE(Client(front->port(), fresh.certificate).greeted) << "so the old one stays";
  std::filesystem::copy_file(fresh.key, files.key, std::filesystem::copy_options::overwrite_existing);
  tls.reload();
  EXPECT_TRUE(Client(front->port(), fresh.certificate).greeted);
  EXPECT_NE(before.exchange("GET /a HTTP/1.1\r\nHost: x\r\n\r\n", "/a 0").find("/a 0"), std::string::npos);
}

TEST_F(TlsTest, OurOwnCertificateIsKeptAndItsKeyIsSecret) {
  const std::string first = fingerprint_of(files.certificate);
  EXPECT_EQ(first.size(), 32 * 3 - 1u);
  keep_self_signed(folder.path, {"localhost"});
  EXPECT_EQ(fingerprint_of(files.certificate), first);
  keep_self_signed(folder.path, {"localhost", "new-name.example"});
  EXPECT_NE(fingerprint_of(files.certificate), first) << "a name was missing";
  struct stat key{};
  ASSERT_EQ(::stat(files.key.c_str(), &key), 0);
  EXPECT_EQ(key.st_mode & 0777, 0600u);
}

TEST_F(TlsTest, WhatCannotBeReadIsNamed) {
  std::ofstream(folder.path + "/bad.pem") << "no certificate";
  try {
    Tls bad({folder.path + "/bad.pem", files.key});
    FAIL();
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("/bad.pem"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace oasis::http
