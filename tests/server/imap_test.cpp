// Mail fetched from a real IMAP server: each mail once, marked or moved when it is stored.
#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/authority.hpp"
#include "tests/server/desk.hpp"
#include "tests/server/mail_store.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

std::string mail(const std::string& id, const std::string& subject) {
  return "From: Gina Roth <gina@globex.example>\r\nTo: support@acme.example\r\nSubject: " + subject +
         "\r\nMessage-ID: <" + id + "@globex.example>\r\n\r\nHelp\r\n.\r\nS3 OK done\r\n";
}

struct Imap : testing::Test {
  MailStore store;
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};

  void SetUp() override {
    ::setenv("OASIS_SECRET_INBOX_PASSWORD", MailStore::password, 1);
    desk.server.stop();
    desk.server.start_again();  // with the secret
  }

  void read_mailbox(const json& more = json::object()) {
    json settings = {{"host", "127.0.0.1"},
                     {"port", std::to_string(store.port())},
                     {"security", "none"},
                     {"user", "support"},
                     {"every", "1s"}};
    settings.update(more);
    json document = json::parse(escalating_workspace("30m", "10m"));
    document["mailboxes"] = {{{"id", "inbox"},
                              {"address", "support@acme.example"},
                              {"secret_ref", "inbox-password"},
                              {"settings", settings}}};
    desk.import(document.dump());
  }

  bool comes_true(const std::function<bool()>& holds) const {
    for (int tries = 0; tries < 600; ++tries) {
      if (holds()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ADD_FAILURE() << desk.server.log();
    return false;
  }
  bool has_ticket(int number) { return desk.status_of("/api/v1/tickets/" + std::to_string(number)) == 200; }
  std::string subject_of(int number) {
    return desk.get("/api/v1/tickets/" + std::to_string(number))["ticket"]["subject"];
  }
};

TEST_F(Imap, AMailboxIsLookedIntoBeforeItIsSaved) {
  store.deliver("one", mail("one", "First"));
  store.deliver("two", mail("two", "Second"), true);
  json document = json::parse(escalating_workspace("30m", "10m"));
  document["mailboxes"] = {{{"id", "inbox"},
                            {"address", "support@acme.example"},
                            {"secret_ref", "inbox-password"},
                            {"settings", {{"host", "127.0.0.1"}, {"port", std::to_string(store.port())}, {"security", "none"}, {"user", "support"}}}}};
  const auto look = [&] { return json::parse(desk.browser.post_json("/api/v1/config/test", json({{"at", "/mailboxes/0"}, {"document", document}}).dump())->body); };
  const json found = look();
  EXPECT_EQ(found["works"], true) << found;
  EXPECT_EQ(found["unread"], 1);
  EXPECT_EQ(store.mails("", 'S').size(), 1u) << "nothing was marked";
  document["mailboxes"][0]["settings"]["move_to"] = "Done";
  const json lacks = look();
  EXPECT_EQ(lacks["works"], false) << "the folder is not there";
  EXPECT_NE(lacks["said"].get<std::string>().find("refused SELECT"), std::string::npos) << lacks;
  document["mailboxes"][0]["settings"]["move_to"] = "";
  document["mailboxes"][0]["settings"]["port"] = "1";
  EXPECT_NE(look()["said"].get<std::string>().find("127.0.0.1:1 could not be reached"), std::string::npos);
}

TEST_F(Imap, AMailBecomesATicketAndIsMarkedAsSeen) {
  store.deliver("a", mail("a", "Fire"));
  read_mailbox();
  ASSERT_TRUE(comes_true([&] { return has_ticket(1); }));
  EXPECT_EQ(subject_of(1), "Fire");
  const std::string text = desk.get("/api/v1/tickets/1")["messages"][0]["text"];
  EXPECT_NE(text.find("S3 OK done"), std::string::npos) << "a mail ended the conversation with the server";
  EXPECT_TRUE(comes_true([&] { return store.mails("", 'S').size() == 1; }));
  store.deliver("b", mail("b", "Smoke"));
  ASSERT_TRUE(comes_true([&] { return has_ticket(2); }));
  EXPECT_EQ(subject_of(2), "Smoke");
}

TEST_F(Imap, WhatWasReadBeforeTheFirstVisitIsLeftAloneWhatComesLaterIsNot) {
  store.deliver("old", mail("old", "Long done"), true);
  store.deliver("new", mail("new", "Fire"));
  read_mailbox();
  ASSERT_TRUE(comes_true([&] { return has_ticket(1); }));
  EXPECT_EQ(subject_of(1), "Fire");
  // Somebody looks into the mailbox before us: the mail is taken all the same.
  store.deliver("looked", mail("looked", "Smoke"), true);
  ASSERT_TRUE(comes_true([&] { return has_ticket(2); }));
  EXPECT_EQ(subject_of(2), "Smoke");
}

TEST_F(Imap, EachMailIsTakenOnceOverKillsAndANewNumbering) {
  for (int i = 0; i < 12; ++i) store.deliver("m" + std::to_string(i), mail("m" + std::to_string(i), "Fire"));
  read_mailbox();
  ASSERT_TRUE(comes_true([&] { return has_ticket(2); }));
  desk.server.kill();
  desk.server.start_again();
  ASSERT_TRUE(comes_true([&] { return has_ticket(12); }));
  store.renumber();
  store.deliver("last", mail("last", "The last one"));
  ASSERT_TRUE(comes_true([&] { return has_ticket(13); }));
  EXPECT_EQ(subject_of(13), "The last one");
  EXPECT_FALSE(has_ticket(14));
}

TEST_F(Imap, ATakenMailMovesWhereTheSettingsSay) {
  store.make_folder("Done");
  store.deliver("a", mail("a", "Fire"));
  read_mailbox({{"move_to", "Done"}});
  ASSERT_TRUE(comes_true([&] { return has_ticket(1); }));
  EXPECT_TRUE(comes_true([&] { return store.mails("Done").size() == 1 && store.mails("").empty(); }));
}

TEST_F(Imap, WhatIsNoMailDoesNotHoldUpTheOthers) {
  store.deliver("a", "no headers at all\r\n");
  store.deliver("b", mail("b", "Fire"));
  read_mailbox();
  ASSERT_TRUE(comes_true([&] { return has_ticket(1); }));
  EXPECT_EQ(subject_of(1), "Fire");
  EXPECT_NE(desk.server.log().find("spool/refused"), std::string::npos);
}

TEST_F(Imap, AServerThatComesBackIsVisitedAgain) {
  store.stop();
  read_mailbox();
  ASSERT_TRUE(comes_true([&] { return desk.server.log().find("could not be read") != std::string::npos; }));
  EXPECT_EQ(desk.server.log().find(MailStore::password), std::string::npos);
  store.start();
  store.deliver("a", mail("a", "Fire"));
  EXPECT_TRUE(comes_true([&] { return has_ticket(1); }));
}

/// The same with a certificate that an authority of our own signed.
struct ImapTls : testing::Test {
  TemporaryFolder certificates;
  Authority authority{certificates.path()};
  MailStore store{{authority.certificate(), authority.key()}};
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};

  void SetUp() override {
    ASSERT_TRUE(authority.made()) << "the test needs the program openssl";
    ::setenv("OASIS_SECRET_INBOX_PASSWORD", MailStore::password, 1);
    desk.server.stop();
    desk.server.start_again();  // with the secret
  }
  void read_mailbox(const std::string& security, const std::string& ca_file, int port) {
    json document = json::parse(escalating_workspace("30m", "10m"));
    json settings = {{"host", "127.0.0.1"}, {"port", std::to_string(port)}, {"security", security},
                     {"user", "support"},   {"every", "1s"}};
    if (!ca_file.empty()) settings["ca_file"] = ca_file;
    document["mailboxes"] = {{{"id", "inbox"},
                              {"address", "support@acme.example"},
                              {"secret_ref", "inbox-password"},
                              {"settings", settings}}};
    desk.import(document.dump());
  }
  bool is_logged(const std::string& words) {
    return comes_true([&] { return desk.server.log().find(words) != std::string::npos; });
  }
  bool comes_true(const std::function<bool()>& holds) const {
    for (int tries = 0; tries < 600; ++tries) {
      if (holds()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ADD_FAILURE() << desk.server.log() << store.log();
    return false;
  }
};

TEST_F(ImapTls, MailIsFetchedWithTlsFromTheFirstByteAndWithStarttls) {
  store.deliver("a", mail("a", "Fire"));
  read_mailbox("tls", authority.certificates(), store.tls_port());
  ASSERT_TRUE(comes_true([&] { return desk.status_of("/api/v1/tickets/1") == 200; }));
  store.deliver("b", mail("b", "Smoke"));
  read_mailbox("starttls", authority.certificates(), store.port());
  ASSERT_TRUE(comes_true([&] { return desk.status_of("/api/v1/tickets/2") == 200; }));
}

TEST_F(ImapTls, ACertificateThatIsNotTrustedIsAClearErrorAndNobodySignsIn) {
  store.deliver("a", mail("a", "Fire"));
  read_mailbox("tls", "", store.tls_port());
  ASSERT_TRUE(is_logged("its certificate is not trusted"));
  EXPECT_NE(desk.server.log().find("127.0.0.1:" + std::to_string(store.tls_port())), std::string::npos);
  read_mailbox("starttls", "", store.port());
  ASSERT_TRUE(is_logged("127.0.0.1:" + std::to_string(store.port()) + ": its certificate is not trusted"));
  EXPECT_EQ(store.log().find("Login:"), std::string::npos) << store.log();
  EXPECT_EQ(store.log().find("auth failed"), std::string::npos) << store.log();
  EXPECT_EQ(desk.status_of("/api/v1/tickets/1"), 404);
}

TEST_F(Imap, AServerWithoutStarttlsIsToldNothing) {
  store.deliver("a", mail("a", "Fire"));
  read_mailbox({{"security", "starttls"}});
  ASSERT_TRUE(comes_true([&] { return desk.server.log().find("nothing is sent in plain") != std::string::npos; }));
  EXPECT_FALSE(has_ticket(1));
  EXPECT_EQ(store.log().find("Login:"), std::string::npos) << store.log();
  EXPECT_EQ(store.log().find("auth failed"), std::string::npos) << store.log();
}

}  // namespace
}  // namespace oasis::test
