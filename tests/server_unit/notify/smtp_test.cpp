// The rules of server/notify/smtp.hpp, against a real server (python3-aiosmtpd).
#include "server/notify/smtp.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/places.hpp"
#include "tests/server_unit/notify/smtp_server.hpp"

namespace {

using namespace oasis;
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

/// A self-signed certificate for 127.0.0.1 in the build folder, made anew for each run.
struct Certificate {
  std::string folder = oasis::test::binary_folder() + "/smtp_test_" + std::to_string(getpid());
  std::string certificate = folder + "/cert.pem", key = folder + "/key.pem";

  Certificate() {
    std::filesystem::create_directories(folder);
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "
        "/CN=127.0.0.1 "
        "-addext subjectAltName=IP:127.0.0.1 -keyout '" +
        key + "' -out '" + certificate + "' 2>/dev/null";
    made = std::system(command.c_str()) == 0;
  }
  ~Certificate() { std::filesystem::remove_all(folder); }
  bool made = false;
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

TEST(SmtpTls, both_kinds_work_with_a_trusted_certificate_and_fail_without) {
  const Certificate pair;
  ASSERT_TRUE(pair.made) << "the test needs the program openssl";
  for (const bool from_first_byte : {false, true}) {
    SmtpTestServer server({from_first_byte ? "tls" : "starttls", pair.certificate, pair.key});
    SmtpServer secure = settings(server.port());
    secure.security = from_first_byte ? SmtpSecurity::tls : SmtpSecurity::starttls;
    secure.ca_file = pair.certificate;
    EXPECT_EQ(SmtpSender(secure).send("a@b.example", "gina@globex.example", mail).outcome, SmtpOutcome::sent);
    secure.ca_file.clear();
    const auto result = SmtpSender(secure).send("a@b.example", "gina@globex.example", mail);
    EXPECT_EQ(result.outcome, SmtpOutcome::temporary);
    EXPECT_TRUE(result.settings_fault);
  }
}

}  // namespace
