// The rules of server/notify/smtp.hpp, against a real server (python3-aiosmtpd).
#include "server/notify/smtp.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "tests/authority.hpp"
#include "tests/server_unit/notify/smtp_server.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace {

using namespace oasis;
using oasis::test::Authority;
using oasis_test::SmtpTestServer;

const std::string mail =
    "From: a@b.example\r\nMessage-ID: <m1@oasis.example>\r\nSubject: x\r\n\r\nHello\r\n.leading "
    "dot\r\n..two\r\n";

SmtpServer settings(int port) {
  SmtpServer server;
  server.host = "127.0.0.1";
  server.port = port;
  server.security = SmtpSecurity::none;
  server.greeting = "oasis.example";
  return server;
}

/// A mail server that a thief put in the way: it has no TLS to offer, takes sign-ins, and keeps all it hears.
class PlainListener {
 public:
  PlainListener() {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size);
    ::listen(socket_, 5);
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
    thread_ = std::thread([this] { listen(); });
  }
  PlainListener(const PlainListener&) = delete;
  PlainListener& operator=(const PlainListener&) = delete;
  ~PlainListener() { (void)all(); }

  /// Everything that was said to it; it hears nothing afterwards.
  std::string all() {
    ::shutdown(socket_, SHUT_RDWR);
    if (thread_.joinable()) thread_.join();
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    return heard_;
  }

  int port = 0;

 private:
  void listen() {
    for (;;) {
      const int peer = ::accept(socket_, nullptr, nullptr);
      if (peer < 0) return;
      say(peer, "220 mx.test\r\n");
      char bytes[1000];
      for (ssize_t count = 0; (count = ::recv(peer, bytes, sizeof bytes, 0)) > 0;) {
        heard_.append(bytes, static_cast<std::size_t>(count));
        say(peer, "250-mx.test\r\n250 AUTH PLAIN LOGIN\r\n");
      }
      ::close(peer);
    }
  }
  static void say(int peer, const std::string& text) { (void)::send(peer, text.data(), text.size(), MSG_NOSIGNAL); }

  int socket_ = -1;
  std::string heard_;
  std::thread thread_;
};

struct Smtp : testing::Test {
  SmtpTestServer server{{"plain"}};
  void SetUp() override { ASSERT_GT(server.port(), 0) << "the test needs the package python3-aiosmtpd"; }
  SmtpResult send_to(const std::string& recipient) {
    return SmtpSender(settings(server.port())).send("a@b.example", recipient, mail);
  }
};

TEST_F(Smtp, a_mail_arrives_byte_for_byte) {
  const auto result = send_to("gina@globex.example");
  EXPECT_EQ(result.outcome, SmtpOutcome::sent) << result.reason;
  EXPECT_EQ(result.code, 250);
  const auto taken = nlohmann::json::parse(server.line());
  EXPECT_EQ(taken["data"], mail);
  EXPECT_EQ(taken["from"], "a@b.example");
  EXPECT_EQ(taken["to"], nlohmann::json::array({"gina@globex.example"}));
}

TEST_F(Smtp, the_null_sender_is_possible) {
  EXPECT_EQ(SmtpSender(settings(server.port())).send("", "gina@globex.example", mail).outcome,
            SmtpOutcome::sent);
  EXPECT_EQ(nlohmann::json::parse(server.line())["from"], "<>");  // as this server writes it
}

TEST_F(Smtp, one_connection_carries_many_mails) {
  SmtpSender sender(settings(server.port()));
  int port = 0;
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(sender.send("a@b.example", "gina@globex.example", mail).outcome, SmtpOutcome::sent);
    const int peer = nlohmann::json::parse(server.line())["peer"];
    EXPECT_TRUE(port == 0 || port == peer);
    port = peer;
  }
}

TEST_F(Smtp, a_5xx_for_the_recipient_is_permanent_with_the_servers_words) {
  const auto result = send_to("refused@globex.example");
  EXPECT_EQ(result.outcome, SmtpOutcome::permanent);
  EXPECT_EQ(result.code, 550);
  EXPECT_NE(result.reply.find("No such person"), std::string::npos);
  EXPECT_FALSE(result.may_repeat);
  EXPECT_FALSE(result.settings_fault);
}

TEST_F(Smtp, a_4xx_is_temporary) {
  const auto result = send_to("later@globex.example");
  EXPECT_EQ(result.outcome, SmtpOutcome::temporary);
  EXPECT_EQ(result.code, 451);
  EXPECT_FALSE(result.may_repeat);
}

TEST_F(Smtp, a_5xx_after_the_text_is_permanent) {
  const auto result = send_to("rejected@globex.example");
  EXPECT_EQ(result.outcome, SmtpOutcome::permanent);
  EXPECT_EQ(result.code, 554);
  EXPECT_FALSE(result.may_repeat);
}

TEST_F(Smtp, a_server_that_hangs_up_after_the_text_may_have_it) {
  const auto result = send_to("closes@globex.example");
  EXPECT_EQ(result.outcome, SmtpOutcome::temporary);
  EXPECT_EQ(result.code, 0);
  EXPECT_TRUE(result.may_repeat);
}

TEST_F(Smtp, a_server_that_does_not_answer_is_a_time_out_and_no_earlier_code_counts) {
  SmtpServer slow = settings(server.port());
  slow.total_timeout = milliseconds(400);
  const auto result = SmtpSender(slow).send("a@b.example", "slow@globex.example", mail);
  EXPECT_EQ(result.outcome, SmtpOutcome::temporary);
  EXPECT_EQ(result.code, 0);
  EXPECT_TRUE(result.may_repeat);
}

TEST_F(Smtp, after_a_failure_the_sender_goes_on_with_a_new_connection) {
  SmtpSender sender(settings(server.port()));
  EXPECT_EQ(sender.send("a@b.example", "closes@globex.example", mail).outcome, SmtpOutcome::temporary);
  EXPECT_EQ(sender.send("a@b.example", "gina@globex.example", mail).outcome, SmtpOutcome::sent);
}

TEST_F(Smtp, addresses_that_could_carry_commands_are_refused) {
  for (const char* bad : {"", "a", "a@b>\r\nRCPT TO:<x@y.example", "a@b.example> SIZE=1", "a@b.example\n"})
    EXPECT_EQ(send_to(bad).outcome, SmtpOutcome::permanent) << bad;
}

TEST_F(Smtp, starttls_that_is_not_offered_sends_nothing) {
  SmtpServer secure = settings(server.port());
  secure.security = SmtpSecurity::starttls;
  const auto result = SmtpSender(secure).send("a@b.example", "gina@globex.example", mail);
  EXPECT_EQ(result.outcome, SmtpOutcome::temporary);
  EXPECT_TRUE(result.settings_fault);
}

TEST(SmtpSettings, nobody_listening_is_temporary) {
  int port = 0;
  {
    SmtpTestServer gone({"plain"});
    port = gone.port();
  }
  const auto result = SmtpSender(settings(port)).send("a@b.example", "gina@globex.example", mail);
  EXPECT_EQ(result.outcome, SmtpOutcome::temporary);
  EXPECT_EQ(result.code, 0);
  EXPECT_FALSE(result.may_repeat);
}

TEST(SmtpSettings, a_password_does_not_leave_without_tls) {
  SmtpServer server = settings(25);
  server.host = "mail.example";
  server.username = "oasis";
  server.password = "secret";
  const auto result = SmtpSender(server).send("a@b.example", "gina@globex.example", mail);
  EXPECT_TRUE(result.settings_fault);
  EXPECT_EQ(result.reason.find("secret"), std::string::npos);
}

TEST(SmtpSettings, a_host_that_is_none_is_named) {
  SmtpServer server = settings(25);
  server.host = "mail.example/evil";
  EXPECT_TRUE(SmtpSender(server).send("a@b.example", "gina@globex.example", mail).settings_fault);
}

TEST(SmtpSignIn, the_right_password_sends_and_the_wrong_one_is_a_settings_fault) {
  SmtpTestServer server({"plain", "login"});
  SmtpServer with = settings(server.port());
  with.username = "oasis";
  with.password = "right password";
  EXPECT_EQ(SmtpSender(with).send("a@b.example", "gina@globex.example", mail).outcome, SmtpOutcome::sent);
  with.password = "wrong password";
  const auto result = SmtpSender(with).send("a@b.example", "gina@globex.example", mail);
  EXPECT_EQ(result.outcome, SmtpOutcome::temporary);
  EXPECT_TRUE(result.settings_fault);
  EXPECT_EQ(result.code, 535);
  EXPECT_EQ((result.reason + result.reply).find("wrong password"), std::string::npos);
}

TEST(SmtpSignIn, a_server_that_wants_a_sign_in_first_is_a_settings_fault) {
  SmtpTestServer server({"plain", "login"});
  const auto result = SmtpSender(settings(server.port())).send("a@b.example", "gina@globex.example", mail);
  EXPECT_EQ(result.outcome, SmtpOutcome::temporary);
  EXPECT_EQ(result.code, 530);
  EXPECT_TRUE(result.settings_fault);
}

struct SmtpTls : testing::Test {
  TemporaryFolder folder;
  Authority authority{folder.path() + "/authority"};
  void SetUp() override { ASSERT_TRUE(authority.made()) << "the test needs the program openssl"; }
  SmtpServer secure(int port, bool from_first_byte) {
    SmtpServer server = settings(port);
    server.security = from_first_byte ? SmtpSecurity::tls : SmtpSecurity::starttls;
    server.ca_file = authority.certificates();
    return server;
  }
};

TEST_F(SmtpTls, starttls_and_tls_sign_in_and_send_with_an_authority_that_is_named) {
  for (const bool from_first_byte : {false, true}) {
    SmtpTestServer server({from_first_byte ? "tls" : "starttls", authority.certificate(), authority.key(), "login"});
    SmtpServer with = secure(server.port(), from_first_byte);
    with.username = "oasis";
    with.password = "right password";
    const auto sent = SmtpSender(with).send("a@b.example", "gina@globex.example", mail);
    EXPECT_EQ(sent.outcome, SmtpOutcome::sent) << sent.reason;
    EXPECT_EQ(nlohmann::json::parse(server.line())["data"], mail);
    with.password = "wrong password";
    const auto refused = SmtpSender(with).send("a@b.example", "gina@globex.example", mail);
    EXPECT_EQ(refused.reason, "The mail server refused the sign-in: check user name and password.");
    EXPECT_TRUE(refused.settings_fault);
  }
}

TEST_F(SmtpTls, a_certificate_that_is_not_trusted_is_a_clear_error_and_nothing_is_sent) {
  const Authority other(folder.path() + "/other");
  for (const bool from_first_byte : {false, true}) {
    SmtpTestServer server({from_first_byte ? "tls" : "starttls", authority.certificate(), authority.key()});
    SmtpServer with = secure(server.port(), from_first_byte);
    for (const std::string& trusted : {std::string(), other.certificates()}) {
      with.ca_file = trusted;
      const auto result = SmtpSender(with).send("a@b.example", "gina@globex.example", mail);
      EXPECT_EQ(result.outcome, SmtpOutcome::temporary);
      EXPECT_TRUE(result.settings_fault);
      EXPECT_FALSE(result.may_repeat);
      EXPECT_NE(result.reason.find("its certificate is not trusted"), std::string::npos) << result.reason;
      EXPECT_NE(result.reason.find("ca_file"), std::string::npos) << result.reason;
    }
    with.ca_file = authority.certificates();
    ASSERT_EQ(SmtpSender(with).send("a@b.example", "last@globex.example", mail).outcome, SmtpOutcome::sent);
    EXPECT_EQ(nlohmann::json::parse(server.line())["to"][0], "last@globex.example") << "the first that arrived";
  }
}

TEST_F(SmtpTls, neither_the_password_nor_the_mail_leaves_in_plain) {
  PlainListener thief;
  SmtpServer with = secure(thief.port, false);
  with.username = "oasis";
  with.password = "right password";
  const auto result = SmtpSender(with).send("a@b.example", "gina@globex.example", mail);
  EXPECT_TRUE(result.settings_fault);
  EXPECT_NE(result.reason.find("does not offer STARTTLS, and nothing is sent in plain"), std::string::npos)
      << result.reason;
  const std::string heard = thief.all();
  EXPECT_EQ(heard.substr(0, 4), "EHLO") << heard;
  for (const char* never : {"AUTH", "MAIL", "RCPT", "DATA", "Hello", "oasis\r\n"})
    EXPECT_EQ(heard.find(never), std::string::npos) << heard;
}

TEST_F(SmtpTls, tls_on_a_port_without_it_says_so) {
  SmtpTestServer server({"plain"});
  const auto result = SmtpSender(secure(server.port(), true)).send("a@b.example", "gina@globex.example", mail);
  EXPECT_TRUE(result.settings_fault);
  EXPECT_NE(result.reason.find("does not speak TLS on this port"), std::string::npos) << result.reason;
}

}  // namespace
