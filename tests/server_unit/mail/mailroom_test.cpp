// What mail does to the store: bounces mark addresses, mailboxes that cannot be read are tried less and less
// often and told of once.
#include <gtest/gtest.h>
#include <poll.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <variant>

#include "server/engine/documents.hpp"
#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/mail/collect.hpp"
#include "server/mail/mailbox_settings.hpp"
#include "server/mail/room.hpp"
#include "server/notify/aftermath.hpp"
#include "server/store/bounces.hpp"
#include "server/store/mailboxes.hpp"
#include "server/store/outbox.hpp"
#include "server/store/schema.hpp"
#include "server/store/tickets.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis {
namespace {

constexpr Instant start{1'774'620'000'000};

// Port 1 of loopback: nobody answers there.
constexpr const char* document = R"json({
  "name": "Acme", "users": [
    {"id": "ann", "name": "Ann", "contacts": {"email": "ann@acme.example"}},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example"}}],
  "customers": [{"id": "globex", "domains": ["globex.example"]}],
  "mailboxes": [{"id": "inbox", "address": "support@acme.example", "secret_ref": "inbox",
                 "settings": {"host": "127.0.0.1", "port": "1", "security": "none", "every": "1m"}}]
})json";

struct MailRoomTest : testing::Test {
  TemporaryFolder folder;
  Zones zones = engine::load_zones();
  engine::ManualClock clock{start};
  Rounds rounds;
  std::unique_ptr<engine::Writer> writer;
  std::optional<MailRoom> room;

  void SetUp() override {
    store::Database database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
    store::migrate(database, store::migrations());
    engine::install_workspace(database, zones, clock.now());
    engine::WriterHooks hooks;
    hooks.jobs[mailboxes_job] = [this](engine::Turn& turn) { return due_mailboxes(turn, rounds); };
    writer = std::make_unique<engine::Writer>(engine::Setting{zones, "oasis.example"}, std::move(database),
                                              clock, std::move(hooks));
    writer->run([](engine::Turn& turn) {
      ASSERT_TRUE(turn.adopt_document(document, engine::Reach::open_tickets, "test").empty());
    });
    room.emplace(MailRoom{*writer, "oasis.example", "0123456789abcdef", folder.path()});
  }

  TakenMail take(const std::string& raw) {
    auto taken = take_mail(*room, raw);
    EXPECT_TRUE(taken.ok()) << (taken.ok() ? "" : taken.error().what);
    return taken.ok() ? *taken : TakenMail{};
  }
  std::optional<store::Bounce> bounce_of(const std::string& address) {
    std::optional<store::Bounce> found;
    writer->run([&](engine::Turn& turn) { found = store::find_bounce(turn.database(), address); });
    return found;
  }
  /// The Message-ID of an answer of ours to the customer of ticket `number`.
  std::string answer_to(std::int64_t number) {
    std::string id;
    writer->run([&](engine::Turn& turn) {
      Reply reply;
      reply.ticket = *store::find_ticket_by_number(turn.database(), number);
      reply.message.id = "r" + std::to_string(number);
      reply.message.text = "Coming";
      ASSERT_FALSE(turn.run(reply, Actor{Actor::Kind::user, "olga", Role::agent}).has_value());
      id = store::outgoing_of(turn.database(), reply.ticket).back().message.message_id;
    });
    return id;
  }
  store::MailboxState mailbox() {
    store::MailboxState state;
    writer->run([&](engine::Turn& turn) {
      state = store::find_mailbox(turn.database(), "inbox").value_or(store::MailboxState{});
    });
    return state;
  }
  /// The collector's thread has its own pace.
  void wait_for_failures(std::int64_t count) {
    for (int tries = 0; tries < 3000 && mailbox().failures < count; ++tries) ::poll(nullptr, 0, 10);
    ASSERT_EQ(mailbox().failures, count);
  }
};

std::string mail_of(const std::string& from, const std::string& id, const std::string& more = "") {
  return "From: " + from + "\r\nSubject: Fire\r\nMessage-ID: <" + id + ">\r\n" + more + "\r\nHelp\r\n";
}

std::string report_on(const std::string& message_id, const std::string& status) {
  return "From: MAILER-DAEMON@mx.example\r\nSubject: Undelivered\r\nMessage-ID: <r" + status + "." +
         std::to_string(message_id.size()) +
         "@mx.example>\r\nMIME-Version: 1.0\r\n"
         "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
         "--b\r\nContent-Type: text/plain\r\n\r\nSorry\r\n--b\r\nContent-Type: "
         "message/delivery-status\r\n\r\n"
         "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; Gina@globex.example\r\nAction: " +
         (status[0] == '5' ? "failed" : "delayed") + "\r\nStatus: " + status +
         "\r\nDiagnostic-Code: smtp; 550 no such user\r\n"
         "--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <" +
         message_id + ">\r\n--b--\r\n";
}

TEST_F(MailRoomTest, ABounceMarksTheAddressUntilSomebodyWritesFromIt) {
  EXPECT_EQ(take(mail_of("gina@globex.example", "one@globex.example")).ticket, 1);
  EXPECT_EQ(take(report_on("nobody-sent-this@x.example", "5.1.1")).action, MailAction::hold);
  EXPECT_EQ(take(report_on("one@globex.example", "5.1.2")).action, MailAction::record);
  EXPECT_FALSE(bounce_of("gina@globex.example")) << "anybody can write a report about anybody";
  const std::string answer = answer_to(1);
  EXPECT_EQ(take(report_on(answer, "4.4.1")).action, MailAction::record);
  ASSERT_TRUE(bounce_of("GINA@globex.example"));
  EXPECT_FALSE(bounce_of("gina@globex.example")->permanent);
  EXPECT_EQ(take(report_on(answer, "5.1.1")).action, MailAction::record);
  ASSERT_TRUE(bounce_of("gina@globex.example")->permanent);
  EXPECT_EQ(bounce_of("gina@globex.example")->times, 2);
  EXPECT_EQ(bounce_of("gina@globex.example")->status, "5.1.1");
  take(mail_of("gina@globex.example", "two@globex.example", "In-Reply-To: <one@globex.example>\r\n"));
  EXPECT_FALSE(bounce_of("gina@globex.example"));
}

TEST_F(MailRoomTest, ABounceMarksWhomTheMessageWentToNotWhomTheReportNames) {
  take(mail_of("hans@globex.example", "one@globex.example"));
  EXPECT_EQ(take(report_on(answer_to(1), "5.1.1")).action, MailAction::record);  // it names Gina
  EXPECT_FALSE(bounce_of("gina@globex.example"));
  EXPECT_TRUE(bounce_of("hans@globex.example"));
}

TEST_F(MailRoomTest, ABounceOfAMailAboutNoTicketMarksItsAddressToo) {
  std::string id;
  writer->run([&](engine::Turn& turn) {
    notify::queue_words(turn, "digest/olga/email/1", "olga", {"email", "olga@acme.example"}, "News", "w");
    id = store::outgoing_to(turn.database(), "olga", Instant{}).front().message_id;
  });
  EXPECT_EQ(take(report_on(id, "5.1.1")).action, MailAction::hold);
  EXPECT_TRUE(bounce_of("olga@acme.example"));
}

/// With a rule that answers whatever opens or adds to a ticket.
struct MailAnsweredByRules : MailRoomTest {
  void SetUp() override {
    MailRoomTest::SetUp();
    nlohmann::json answering = nlohmann::json::parse(document);
    answering["templates"] = {{{"id", "receipt"}, {"text", "We have it: {{ticket.subject}}"}}};
    for (const char* on : {"created", "customer_replied"}) {
      answering["rules"].push_back({{"id", "rule-" + std::to_string(answering["rules"].size())},
                                    {"on", on},
                                    {"then", {{{"reply", {{"template", "receipt"}}}}}}});
    }
    writer->run([&](engine::Turn& turn) {
      const auto faults = turn.adopt_document(answering.dump(), engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << ": " << faults.front().what;
    });
  }
  std::size_t replies_on(std::int64_t number) {
    std::size_t count = 0;
    writer->run([&](engine::Turn& turn) {
      for (const Event& event :
           store::events_of(turn.database(), *store::find_ticket_by_number(turn.database(), number)))
        count += std::holds_alternative<Replied>(event.fact) ? 1 : 0;
    });
    return count;
  }
  std::size_t mails_about(std::int64_t number) {
    std::size_t count = 0;
    writer->run([&](engine::Turn& turn) {
      count =
          store::outgoing_of(turn.database(), *store::find_ticket_by_number(turn.database(), number)).size();
    });
    return count;
  }
};

TEST_F(MailAnsweredByRules, APersonsMailIsAnsweredAndAProgramsOpensATicketOnly) {
  std::int64_t tickets = 0;
  for (const char* header :
       {"Auto-Submitted: auto-generated\r\n", "Precedence: bulk\r\n", "Precedence: list\r\n",
        "List-Id: <news.globex.example>\r\n", "Return-Path: <>\r\n"}) {
    const std::string id = std::to_string(++tickets) + "@globex.example";
    EXPECT_EQ(take(mail_of("gina@globex.example", id, header)).ticket, tickets) << header;
    EXPECT_EQ(replies_on(tickets), 1u) << header;
    EXPECT_EQ(mails_about(tickets), 0u) << header;
  }
  EXPECT_EQ(take(mail_of("gina@globex.example", "person@globex.example", "Auto-Submitted: no\r\n")).ticket,
            ++tickets);
  EXPECT_EQ(mails_about(tickets), 1u);
}

TEST_F(MailAnsweredByRules, TheNewestWordDecidesAndAPersonsReplyAlwaysLeaves) {
  const std::string on_it = "In-Reply-To: <one@globex.example>\r\n";
  take(mail_of("gina@globex.example", "one@globex.example"));
  EXPECT_EQ(mails_about(1), 1u);
  take(mail_of("gina@globex.example", "two@globex.example", on_it + "Precedence: bulk\r\n"));
  EXPECT_EQ(replies_on(1), 2u);
  EXPECT_EQ(mails_about(1), 1u);
  answer_to(1);
  EXPECT_EQ(mails_about(1), 2u) << "somebody wrote it";
  take(mail_of("gina@globex.example", "three@globex.example", on_it));
  EXPECT_EQ(mails_about(1), 3u);
}

TEST_F(MailRoomTest, WhatHadToBeLeftOutOfAMailIsNotedForStaff) {
  std::string raw =
      "From: gina@globex.example\r\nSubject: Files\r\nMessage-ID: <f@globex.example>\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee files\r\n";
  for (int i = 0; i < 120; ++i)
    raw += "--b\r\nContent-Type: application/pdf; name=\"" + std::to_string(i) + ".pdf\"\r\n\r\nx\r\n";
  EXPECT_EQ(take(raw + "--b--\r\n").ticket, 1);
  writer->run([](engine::Turn& turn) {
    const auto id = store::find_ticket_by_number(turn.database(), 1);
    const auto messages = store::messages_of(turn.database(), *id, store::Notes::with);
    ASSERT_EQ(messages.size(), 2u);
    EXPECT_EQ(messages[0].attachments.size(), 100u);
    EXPECT_TRUE(messages[1].internal);
    EXPECT_NE(messages[1].text.find("more than 100 attachments"), std::string::npos);
  });
}

TEST_F(MailRoomTest, AMailboxThatCannotBeReadIsTriedLessOftenAndToldOfOnce) {
  ::setenv("OASIS_SECRET_INBOX", "a secret of ours", 1);
  writer->act_on_time();
  const Collector collector(*room, rounds);
  const std::vector<Duration> pauses = {minutes(2),  minutes(4),  minutes(8),
                                        minutes(16), minutes(30), minutes(30)};
  for (std::size_t i = 0; i < pauses.size(); ++i) {
    wait_for_failures(static_cast<std::int64_t>(i) + 1);
    const store::MailboxState state = mailbox();
    EXPECT_EQ(state.next_at - clock.now(), pauses[i]) << i;
    EXPECT_EQ(state.failing_since, std::optional(start));
    EXPECT_EQ(state.told, i >= 3) << i;
    EXPECT_EQ(state.error.find("a secret of ours"), std::string::npos);
    clock.set(state.next_at);
    writer->wake();
  }
  std::vector<store::Outgoing> told;
  writer->run(
      [&](engine::Turn& turn) { told = store::due_outgoing(turn.database(), "email", turn.now(), 100); });
  ASSERT_EQ(told.size(), 1u) << "the admin, once";
  EXPECT_EQ(told[0].user, "olga");
  EXPECT_EQ(told[0].address, "olga@acme.example");
  EXPECT_NE(told[0].words.find("support@acme.example"), std::string::npos) << told[0].words;
}

TEST(MailboxSettings, FaultsNameTheSetting) {
  const auto fault = [](std::vector<std::pair<std::string, std::string>> settings) {
    const auto read =
        read_mailbox(Mailbox{"inbox", "support@acme.example", std::move(settings), ""}, std::nullopt);
    return read.ok() ? std::string() : read.error().where;
  };
  EXPECT_EQ(fault({{"host", "mail.acme.example"}}), "");
  EXPECT_EQ(fault({{"host", "https://mail.acme.example/"}}), "/settings/host");
  EXPECT_EQ(fault({{"host", "mail.acme.example"}, {"port", "0"}}), "/settings/port");
  EXPECT_EQ(fault({{"host", "mail.acme.example"}, {"security", "ssl"}}), "/settings/security");
  EXPECT_EQ(fault({{"host", "mail.acme.example"}, {"security", "none"}}), "/settings/security");
  EXPECT_EQ(fault({{"host", "mail.acme.example"}, {"every", "often"}}), "/settings/every");
  EXPECT_EQ(fault({{"host", "mail.acme.example"}, {"every", "0s"}}), "/settings/every");
  EXPECT_EQ(fault({{"host", "mail.acme.example"}, {"move_to", "INBOX"}}), "/settings/move_to");
  EXPECT_EQ(fault({{"host", "mail.acme.example"}, {"passwort", "x"}}), "/settings/passwort");
}

TEST(MailboxSettings, TheDefaultsAreTlsOnItsPortAndTheAddressAsUser) {
  const auto tls =
      read_mailbox(Mailbox{"inbox", "support@acme.example", {{"host", "mail.acme.example"}}, ""}, "pw");
  ASSERT_TRUE(tls.ok());
  EXPECT_EQ(tls->server.port, 993);
  EXPECT_EQ(tls->server.security, ImapSecurity::tls);
  EXPECT_EQ(tls->server.username, "support@acme.example");
  EXPECT_EQ(tls->folder, "INBOX");
  const auto starttls = read_mailbox(
      Mailbox{"inbox", "a@acme.example", {{"host", "mail.acme.example"}, {"security", "starttls"}}, ""},
      "pw");
  EXPECT_EQ(starttls->server.port, 143);
}

}  // namespace
}  // namespace oasis
