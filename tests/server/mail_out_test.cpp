// Mail that leaves: pages and answers at a real SMTP server, the customer's page and the acknowledge link
// that they bring.
#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
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

TEST_F(MailOut, AFileOfAReplyReachesItsCustomerByMailAndOnTheirPageANotesDoesNot) {
  const std::string raw =
      "From: gina@globex.example\r\nSubject: Fire\r\nMessage-ID: <one@globex.example>\r\n\r\nIt burns\r\n";
  ASSERT_EQ(run_command({"mail", "--data", desk.server.data_folder()}, raw).exit_code, 0);
  const std::string ticket = desk.get("/api/v1/tickets/1")["ticket"]["id"];
  const auto say = [&](const std::string& verb, const std::string& name, const std::string& bytes) {
    httplib::Client client("127.0.0.1", desk.server.port());
    const auto sent = client.Post("/api/v1/attachments?name=" + name,
                                  {{"Cookie", desk.browser.cookie()}, {"Sec-Fetch-Site", "same-origin"}},
                                  bytes, "text/plain");
    const std::string id = sent ? json::parse(sent->body)["id"] : "";
    const json message = {{"id", verb + "-1"}, {"text", "see file"}, {"attachments", {{{"id", id}}}}};
    EXPECT_EQ(desk.command(verb, {{"ticket", ticket}, {"message", message}})["status"], "applied");
    return id;
  };
  const std::string of_note = say("note", "secret.txt", "for colleagues");
  const std::string of_reply = say("reply", "plan.txt", "a way out");
  const std::string mail = next_mail()["data"];
  for (const char* part : {"multipart/mixed", "filename=plan.txt", "YSB3YXkgb3V0"})
    EXPECT_NE(mail.find(part), std::string::npos) << part << "\n" << mail;
  EXPECT_EQ(mail.find("secret.txt"), std::string::npos);

  Browser gina(desk.server.port());
  const std::string page = link_in(plain(mail), "/t/");
  EXPECT_NE(gina.get(page)->body.find(page + "/files/" + of_reply), std::string::npos);
  const auto file = gina.get(page + "/files/" + of_reply);
  ASSERT_EQ(file->status, 200);
  EXPECT_EQ(file->body, "a way out");
  EXPECT_EQ(file->get_header_value("Content-Disposition").rfind("attachment;", 0), 0u);
  EXPECT_EQ(file->get_header_value("Content-Type"), "application/octet-stream");
  EXPECT_EQ(file->get_header_value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(gina.get(page + "/files/" + of_note)->status, 404);
  EXPECT_EQ(gina.get("/t/1-forged/files/" + of_reply)->status, 404);
}

TEST_F(MailOut, AnEscalationBringsItsContextAndWhatTheCustomerWasPromised) {
  desk.import(escalating_workspace("1h", "30m"));
  desk.open_ticket("t-1", "Smoke everywhere");
  const std::int64_t due = desk.get("/api/v1/tickets/t-1")["ticket"]["created"].get<std::int64_t>() + 3'600'000;
  ASSERT_EQ(desk.command("promise", {{"ticket", "t-1"}, {"due", due}})["status"], "applied");
  ASSERT_EQ(desk.command("escalate", {{"ticket", "t-1"},
                                      {"context",
                                       {{"summary", "Exports fail since nine"},
                                        {"impact", "All of Globex"},
                                        {"tried", "Restarted the exporter"},
                                        {"expected", "Roll back the update"}}}})["status"],
            "applied");
  const std::string text = plain(next_mail()["data"]);
  for (const char* part : {"Exports fail since nine", "All of Globex", "Restarted the exporter",
                           "What is expected: Roll back the update", "the customer's next update by", "/a/"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }
  EXPECT_EQ(desk.get("/api/v1/tickets/t-1")["ticket"]["context"]["impact"], "All of Globex");
  EXPECT_EQ(desk.get("/api/v1/tickets/t-1")["ticket"]["promise"]["due"], due);
}

TEST_F(MailOut, TheCustomerSeesWhoHasItWhatComesNextAndRatesByAButtonOnly) {
  json document = json::parse(escalating_workspace("1h", "30m"));
  document["rules"].push_back({{"id", "unhappy"},
                               {"on", "rated"},
                               {"at_most", 2},
                               {"then", {{{"escalate", {{"chain", "default"}, {"tier", 2}}}}}}});
  desk.import(document.dump());
  desk.open_ticket("t-1", "Smoke everywhere");
  const std::int64_t due = desk.get("/api/v1/tickets/t-1")["ticket"]["created"].get<std::int64_t>() + 3'600'000;
  desk.command("set", {{"ticket", "t-1"}, {"assignee", "bob"}});
  desk.command("reply",
               {{"ticket", "t-1"}, {"promise", due}, {"message", {{"id", "r-1"}, {"text", "We are looking"}}}});
  const std::string answer = plain(next_mail()["data"]);
  EXPECT_NE(answer.find("handled by Bob Okafor"), std::string::npos) << answer;
  EXPECT_NE(answer.find("Next update by"), std::string::npos) << answer;
  Browser gina(desk.server.port());
  const std::string link = link_in(answer, "/t/");
  std::string page = gina.get(link)->body;
  for (const char* part : {"Bob Okafor", "Next update by", "We are working on it"})
    EXPECT_NE(page.find(part), std::string::npos) << part << page;

  desk.command("set", {{"ticket", "t-1"}, {"status", "resolved"}, {"outcome", "The fire is out"}});
  const std::string end = plain(next_mail()["data"]);
  EXPECT_NE(end.find("Outcome: The fire is out"), std::string::npos) << end;
  EXPECT_NE(end.find("?rate=5"), std::string::npos) << end;
  page = gina.get(link + "?rate=1")->body;
  EXPECT_NE(page.find("The fire is out"), std::string::npos);
  EXPECT_NE(page.find("Send “Very bad”"), std::string::npos) << page;
  EXPECT_TRUE(desk.events("t-1", "rated").empty()) << "a program that looks at links rates nothing";

  const auto value = [&page](const std::string& name) {
    const std::string mark = "name=\"" + name + "\" value=\"";
    const std::size_t at = page.find(mark) + mark.size();
    return page.substr(at, page.find('"', at) - at);
  };
  const httplib::Params form = {{"message", value("message")}, {"token", value("token")}, {"do", "rate"},
                                {"score", "1"},                {"comment", "Too slow"}};
  EXPECT_EQ(gina.post_form(link, form)->status, 303);
  const auto rated = desk.wait_for("t-1", "rated", 1);
  EXPECT_EQ(rated[0]["satisfaction"], 1);
  EXPECT_EQ(rated[0]["comment"], "Too slow");
  EXPECT_EQ(desk.wait_for("t-1", "escalated", 1)[0]["tier"], 2) << "a low rating fires its rule";
  EXPECT_NE(gina.get(link)->body.find("You rated: <b>Very bad</b>"), std::string::npos);
  httplib::Params six = form;
  six.find("score")->second = "6";
  EXPECT_EQ(gina.post_form(link, six)->status, 422);
}

TEST_F(MailOut, ATemplateIsShownAsItWouldReadOnATicket) {
  json document = json::parse(escalating_workspace("1h", "30m"));
  document["customers"][0]["language"] = "de";
  document["templates"] = {{{"id", "hello"},
                            {"subject", "About {{ticket.subject}}"},
                            {"text", "Hello {{customer.name}}"},
                            {"language", {{"de", {{"text", "Guten Tag {{customer.name}}, #{{ticket.number}}"}}}}}}};
  desk.import(document.dump());
  desk.open_ticket("t-1", "Smoke everywhere");
  const json preview = desk.get("/api/v1/templates/hello/preview?ticket=t-1");
  EXPECT_EQ(preview["text"], "Guten Tag Globex, #1") << preview.dump();
  EXPECT_EQ(desk.get("/api/v1/templates/hello/preview?ticket=1")["text"], preview["text"]);
  EXPECT_EQ(desk.status_of("/api/v1/templates/hello/preview"), 422);
  EXPECT_EQ(desk.status_of("/api/v1/templates/hello/preview?ticket=2"), 404);
  EXPECT_EQ(desk.status_of("/api/v1/templates/other/preview?ticket=1"), 404);

  document["templates"][0]["text"] = "Hello\n{{custmer.name}}";
  const Finished refused =
      run_command({"config", "import", "--data", desk.server.data_folder()}, document.dump());
  EXPECT_NE(refused.exit_code, 0);
  EXPECT_NE(refused.errors.find("/templates/0/text: line 2, column 1: no value \"custmer.name\"; did you mean "
                                "\"customer.name\"?"),
            std::string::npos)
      << refused.errors;
  EXPECT_EQ(desk.get("/api/v1/templates/hello/preview?ticket=1")["text"], preview["text"]) << "nothing changed";
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
