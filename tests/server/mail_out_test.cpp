// Mail that leaves: pages and answers at a real SMTP server, the customer's page and the acknowledge link
// that they bring.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/server/desk.hpp"
#include "tests/server_unit/notify/smtp_server.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

/// The text of a mail with quoted-printable undone as far as links need it.
std::string plain(std::string text) {
  for (std::size_t at = 0; (at = text.find("=\r\n", at)) != std::string::npos;) text.erase(at, 3);
  for (std::size_t at = 0; (at = text.find("=3D", at)) != std::string::npos;) text.replace(at, 3, "=");
  return text;
}

/// The path of the first link to `prefix` ("/t/", "/a/") in a mail.
std::string link_in(const std::string& text, const std::string& prefix) {
  const std::size_t at = text.find(prefix);
  if (at == std::string::npos) return "";
  return text.substr(at, text.find_first_of(" \r\n<\"", at) - at);
}

struct MailOut : testing::Test {
  TemporaryFolder folder;
  oasis_test::SmtpTestServer smtp{{"plain"}};
  Desk desk{
      folder.path() + "/data",
      {"--smtp", "smtp://127.0.0.1:" + std::to_string(smtp.port()), "--mail-from", "support@acme.example"}};

  void SetUp() override { ASSERT_GT(smtp.port(), 0) << "python3-aiosmtpd is needed"; }
  json next_mail() { return json::parse(smtp.line(), nullptr, false); }
};

TEST_F(MailOut, APageSaysWhoWhatAndWhyAndItsLinkAcknowledgesWithoutALogin) {
  desk.import(escalating_workspace("1s", "30m"));
  desk.open_ticket("t-1", "Smoke everywhere");
  const json mail = next_mail();
  EXPECT_EQ(mail["to"][0], "ann@acme.example");
  const std::string text = plain(mail["data"]);
  for (const char* part : {"[#1]", "Gina Roth", "Globex", "Smoke everywhere", "first response is due",
                           "tier 1", "acknowledge, then answer"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  Browser ann(desk.server.port());
  const std::string link = link_in(text, "/a/");
  EXPECT_NE(ann.get(link)->body.find("Acknowledge as Ann Ek"), std::string::npos);
  EXPECT_TRUE(desk.events("t-1", "acknowledged").empty())
      << "looking is not acknowledging: mail scanners look";
  EXPECT_EQ(ann.post_form(link, {})->status, 200);
  const auto facts = desk.events("t-1", "acknowledged");
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0]["by"]["id"], "ann") << facts[0].dump();
  EXPECT_EQ(ann.post_form(link.substr(0, link.size() - 1) + "x", {})->status, 404);
}

TEST_F(MailOut, AnAnswerIsThreadedAndBringsTheCustomersPageWhichHidesNotes) {
  const std::string raw =
      "From: Gina Roth <gina@globex.example>\r\nSubject: Fire\r\nMessage-ID: <one@globex.example>\r\n\r\nIt "
      "burns\r\n";
  ASSERT_EQ(run_command({"mail", "--data", desk.server.data_folder()}, raw).exit_code, 0);
  const std::string ticket = desk.get("/api/v1/tickets/1")["ticket"]["id"];
  desk.command("note",
               {{"ticket", ticket}, {"message", {{"id", "n-1"}, {"text", "customer is <b>difficult</b>"}}}});
  ASSERT_EQ(desk.command("reply", {{"ticket", ticket},
                                   {"message", {{"id", "r-1"}, {"text", "Help is coming <now>"}}}})["status"],
            "applied");
  const json mail = next_mail();
  const std::string text = plain(mail["data"]);
  EXPECT_EQ(mail["to"][0], "gina@globex.example");
  EXPECT_NE(text.find("In-Reply-To: <one@globex.example>"), std::string::npos) << text;
  EXPECT_NE(text.find("Subject: Re: [#1] Fire"), std::string::npos) << text;
  EXPECT_EQ(text.find("difficult"), std::string::npos);

  Browser gina(desk.server.port());
  const std::string link = link_in(text, "/t/");
  const auto page = gina.get(link);
  ASSERT_EQ(page->status, 200);
  EXPECT_NE(page->body.find("It burns"), std::string::npos);
  EXPECT_NE(page->body.find("Help is coming &lt;now&gt;"), std::string::npos);
  EXPECT_EQ(page->body.find("difficult"), std::string::npos) << "an internal note";
  EXPECT_EQ(page->body.find("<script"), std::string::npos);

  const auto value = [&page](const std::string& name) {
    const std::string mark = "name=\"" + name + "\" value=\"";
    const std::size_t at = page->body.find(mark) + mark.size();
    return page->body.substr(at, page->body.find('"', at) - at);
  };
  const httplib::Params form = {
      {"message", value("message")}, {"token", value("token")}, {"text", "Thank you"}, {"do", "reply"}};
  EXPECT_EQ(gina.post_form(link, form)->status, 303);
  EXPECT_EQ(gina.post_form(link, form)->status, 303) << "the back button";
  EXPECT_EQ(desk.events("1", "customer_replied").size(), 1u);
  EXPECT_EQ(
      gina.post_form(link, {{"message", "x"}, {"token", "y"}, {"text", "forged"}, {"do", "reply"}})->status,
      403);
  EXPECT_EQ(gina.get(link.substr(0, link.size() - 1) + "0")->status, 404);
  EXPECT_EQ(gina.get("/t/2" + link.substr(4))->status, 404);
}

TEST_F(MailOut, WhatCannotBeDeliveredIsSeenOnTheTicket) {
  desk.command("create", {{"ticket", "t-1"},
                          {"subject", "Fire"},
                          {"from_email", "refused@globex.example"},
                          {"message", {{"id", "m-1"}, {"text", "help"}}}});
  desk.command("reply", {{"ticket", "t-1"}, {"message", {{"id", "r-1"}, {"text", "Hello"}}}});
  json delivery;
  for (int tries = 0; tries < 200; ++tries) {
    delivery = desk.get("/api/v1/tickets/t-1")["deliveries"][0];
    if (delivery["state"] == "failed") break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(delivery["state"], "failed") << delivery.dump();
  EXPECT_NE(delivery["error"].get<std::string>(), "");
}

TEST_F(MailOut, WithoutAMailServerAPageFailsWithAReason) {
  TemporaryFolder other;
  Desk quiet(other.path() + "/data");
  quiet.import(escalating_workspace("1s", "30m"));
  quiet.open_ticket("t-1");
  quiet.wait_for("t-1", "notified", 1);
  std::string error;
  for (int tries = 0; tries < 200 && error.empty(); ++tries) {
    const json deliveries = quiet.get("/api/v1/tickets/t-1")["deliveries"];
    if (!deliveries.empty()) error = deliveries[0].value("error", "");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_NE(error.find("--smtp"), std::string::npos) << error;
}

}  // namespace
}  // namespace oasis::test
