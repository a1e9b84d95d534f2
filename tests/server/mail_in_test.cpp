// `support-oasis mail`, with a server, without one, and against everything that is no mail.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

std::string mail(const std::string& id, const std::string& subject, const std::string& text,
                 const std::string& more_headers = "") {
  return "From: Gina Roth <gina@globex.example>\r\nTo: support@acme.example\r\nSubject: " + subject +
         "\r\nMessage-ID: <" + id + "@globex.example>\r\n" + more_headers +
         "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n" + text + "\r\n";
}

/// Says `text` on a connection of its own, and answers the first that comes back.
std::string talk(int port, const std::string& text) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    (void)::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    pollfd readable{socket, POLLIN, 0};
    char bytes[4096];
    const ssize_t count = ::poll(&readable, 1, 10'000) > 0 ? ::recv(socket, bytes, sizeof bytes, 0) : 0;
    if (count > 0) answer.assign(bytes, static_cast<std::size_t>(count));
  }
  ::close(socket);
  return answer;
}

struct MailIn : testing::Test {
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};

  Finished pipe(const std::string& raw) {
    return run_command({"mail", "--data", desk.server.data_folder()}, raw);
  }
};

TEST_F(MailIn, AMailBecomesATicketInItsOwnCharset) {
  const Finished done = pipe(mail("one", "=?utf-8?q?B=C3=BCro?= on fire", "Smoke in B\xfcro 7"));
  ASSERT_EQ(done.exit_code, 0) << done.errors;
  const json ticket = desk.get("/api/v1/tickets/1");
  EXPECT_EQ(ticket["ticket"]["subject"], "Büro on fire");
  EXPECT_EQ(ticket["ticket"]["contact_email"], "gina@globex.example");
  EXPECT_NE(ticket["messages"][0]["text"].get<std::string>().find("Smoke in Büro 7"), std::string::npos);
}

TEST_F(MailIn, TheSameMailAgainIsNotTakenTwice) {
  ASSERT_EQ(pipe(mail("one", "Fire", "Help")).exit_code, 0);
  EXPECT_EQ(pipe(mail("one", "Fire", "Help")).exit_code, 0);
  EXPECT_EQ(desk.status_of("/api/v1/tickets/2"), 404);
  EXPECT_EQ(desk.events("1").size(), desk.events("1").size());
  EXPECT_EQ(desk.get("/api/v1/tickets/1")["messages"].size(), 1u);
}

TEST_F(MailIn, AnAnswerByReferencesJoinsTheTicketByTheTagOnlyIfOurServerVouchesForTheSender) {
  json document = json::parse(escalating_workspace("30m", "10m"));
  document["mailboxes"] = {{{"id", "in"},
                            {"address", "support@acme.example"},
                            {"settings", {{"authserv_id", "mx.acme.example"}}}}};
  desk.import(document.dump());
  pipe(mail("one", "Fire", "Help"));
  EXPECT_EQ(pipe(mail("two", "Re: Fire", "Hello?", "In-Reply-To: <one@globex.example>\r\n")).exit_code, 0);
  EXPECT_EQ(pipe(mail("three", "Re: [#1] Fire", "Anybody?",
                      "Authentication-Results: mx.acme.example; dmarc=pass header.from=globex.example\r\n"))
                .exit_code,
            0);
  EXPECT_EQ(desk.events("1", "customer_replied").size(), 2u);
  EXPECT_EQ(desk.status_of("/api/v1/tickets/2"), 404);
  EXPECT_EQ(pipe(mail("four", "Re: [#1] Fire", "Send it to me instead")).exit_code, 0);
  EXPECT_EQ(desk.events("1", "customer_replied").size(), 2u)
      << "a From is easily forged, a number easily guessed";
  EXPECT_EQ(desk.get("/api/v1/tickets/2")["ticket"]["follows"],
            desk.get("/api/v1/tickets/1")["ticket"]["id"]);
}

TEST_F(MailIn, AnAutomaticAnswerOpensNothingAndAnswersNobody) {
  const Finished done = pipe(mail("away", "Out of office", "I am away", "Auto-Submitted: auto-replied\r\n"));
  EXPECT_EQ(done.exit_code, 0) << done.errors;
  EXPECT_EQ(desk.status_of("/api/v1/tickets/1"), 404);
}

TEST_F(MailIn, AttachmentsSurviveAndComeAsDownloads) {
  const std::string raw =
      "From: gina@globex.example\r\nSubject: Picture\r\nMessage-ID: <pic@globex.example>\r\nMIME-Version: "
      "1.0\r\n"
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee "
      "picture\r\n--b\r\n"
      "Content-Type: text/html; name=\"page.html\"\r\nContent-Disposition: attachment; "
      "filename=\"page.html\"\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nPHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\r\n--b--\r\n";
  ASSERT_EQ(pipe(raw).exit_code, 0);
  const json file = desk.get("/api/v1/tickets/1")["messages"][0]["attachments"][0];
  EXPECT_EQ(file["name"], "page.html");
  const auto answer = desk.browser.get("/api/v1/attachments/" + file["id"].get<std::string>());
  ASSERT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "<script>alert(1)</script>");
  EXPECT_EQ(answer->get_header_value("Content-Disposition").rfind("attachment", 0), 0u);
  EXPECT_EQ(answer->get_header_value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer->get_header_value("Content-Type"), "application/octet-stream");
}

TEST_F(MailIn, WhatIsNoMailIsSaidSoAndChangesNothing) {
  for (const std::string& raw :
       {std::string(), std::string("just words"), std::string(1000, '\0'), std::string("\n\n\n")}) {
    const Finished done = pipe(raw);
    EXPECT_EQ(done.exit_code, 65) << raw.substr(0, 20);
    EXPECT_NE(done.errors, "");
  }
  EXPECT_EQ(pipe(mail("big", "Big", std::string(40'000'000, 'x'))).exit_code, 65);
  EXPECT_EQ(desk.status_of("/api/v1/tickets/1"), 404);
  EXPECT_TRUE(desk.server.is_running());
}

TEST_F(MailIn, AProviderPostsRawMailWithTheSecret) {
  httplib::Client client("127.0.0.1", desk.server.port());
  const std::string raw = mail("posted", "Fire", "Sm\xf6ke");
  EXPECT_EQ(client.Post("/api/v1/mail", raw, "message/rfc822")->status, 404) << "no secret is set up";
  std::ofstream(desk.server.data_folder() + "/secrets") << "mail-intake=a long enough secret\n";
  EXPECT_EQ(client.Post("/api/v1/mail", raw, "message/rfc822")->status, 401);
  EXPECT_EQ(client.Post("/api/v1/mail", {{"Authorization", "Bearer a long enough secreT"}}, raw, "message/rfc822")->status,
            401);
  const httplib::Headers secret = {{"Authorization", "Bearer a long enough secret"}};
  const auto taken = client.Post("/api/v1/mail", secret, raw, "message/rfc822");
  ASSERT_EQ(taken->status, 200) << taken->body;
  EXPECT_EQ(json::parse(taken->body)["ticket"], 1);
  EXPECT_EQ(client.Post("/api/v1/mail", secret, raw, "message/rfc822")->status, 200) << "again: taken once";
  EXPECT_EQ(client.Post("/api/v1/mail", secret, "no mail", "message/rfc822")->status, 422);
  const std::string form = "--b\r\nContent-Disposition: form-data; name=\"recipient\"\r\n\r\nx\r\n--b\r\n"
                           "Content-Disposition: form-data; name=\"body-mime\"\r\n\r\n" +
                           mail("form", "Smoke", "A form") + "\r\n--b--\r\n";
  httplib::Headers basic = {httplib::make_basic_authentication_header("api", "a long enough secret")};
  const auto posted = client.Post("/api/v1/mail", basic, form, "multipart/form-data; boundary=b");
  ASSERT_EQ(posted->status, 200) << posted->body;
  EXPECT_EQ(desk.get("/api/v1/tickets/2")["ticket"]["subject"], "Smoke");
  EXPECT_EQ(desk.status_of("/api/v1/tickets/3"), 404);
}

TEST_F(MailIn, TheSecretIsAskedForBeforeALargeMailIsRead) {
  std::ofstream(desk.server.data_folder() + "/secrets") << "mail-intake=a long enough secret\n";
  const std::string head =
      "POST /api/v1/mail HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: message/rfc822\r\n"
      "Content-Length: 20000000\r\n";
  // Only the head is sent: an answer can only come from it.
  for (const char* authorization : {"", "Authorization: Bearer a wrong one\r\n"}) {
    const std::string answer = talk(desk.server.port(), head + authorization + "\r\n");
    EXPECT_EQ(answer.substr(0, 12), "HTTP/1.1 401") << answer;
  }
  EXPECT_EQ(talk(desk.server.port(), head + "Expect: 100-continue\r\n\r\n").substr(0, 12), "HTTP/1.1 401");
  EXPECT_EQ(talk(desk.server.port(),
                 head + "Authorization: Bearer a long enough secret\r\nExpect: 100-continue\r\n\r\n")
                .substr(0, 12),
            "HTTP/1.1 100");
  httplib::Client client("127.0.0.1", desk.server.port());
  const auto taken = client.Post("/api/v1/mail", {{"Authorization", "Bearer a long enough secret"}},
                                 mail("large", "Large", std::string(200'000, 'x')), "message/rfc822");
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->status, 200) << taken->body;
}

TEST_F(MailIn, WithoutAServerTheMailIsTakenHere) {
  desk.server.stop();
  EXPECT_EQ(pipe(mail("one", "Fire", "Help")).exit_code, 0);
  desk.server.start_again();
  EXPECT_EQ(desk.get("/api/v1/tickets/1")["ticket"]["subject"], "Fire");
}

TEST_F(MailIn, WhenNothingElseWorksItWaitsInTheSpoolForTheNextStart) {
  desk.server.stop();
  const std::string data = desk.server.data_folder();
  std::filesystem::rename(data + "/oasis.db", data + "/away.db");
  std::filesystem::create_directory(data + "/oasis.db");  // nobody can open that
  const Finished done = pipe(mail("one", "Fire", "Help"));
  EXPECT_EQ(done.exit_code, 0) << done.errors;
  std::filesystem::remove(data + "/oasis.db");
  std::filesystem::rename(data + "/away.db", data + "/oasis.db");
  desk.server.start_again();
  EXPECT_EQ(desk.get("/api/v1/tickets/1")["ticket"]["subject"], "Fire");
}

}  // namespace
}  // namespace oasis::test
