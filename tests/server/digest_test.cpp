// A digest as it leaves the real server: by mail, as text and as HTML, in the reader's words; none that is
// empty.
#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/server/desk.hpp"
#include "tests/server_unit/notify/smtp_server.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

/// The text of a mail with quoted-printable undone.
std::string plain(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool complete = text[i] == '=' && i + 2 < text.size();
    const auto is_hex = [&](std::size_t at) { return std::isxdigit(static_cast<unsigned char>(text[at])) != 0; };
    if (complete && is_hex(i + 1) && is_hex(i + 2)) {
      out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else if (complete && text[i + 1] == '\r') {
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

struct DigestMail : testing::Test {
  TemporaryFolder folder;
  oasis_test::SmtpTestServer smtp{{"plain"}};
  Desk desk{
      folder.path() + "/data",
      {"--smtp", "smtp://127.0.0.1:" + std::to_string(smtp.port()), "--mail-from", "support@acme.example"}};

  void SetUp() override {
    ASSERT_GT(smtp.port(), 0) << "python3-aiosmtpd is needed";
    json document = json::parse(escalating_workspace("30m", "10m"));
    for (json& user : document["users"]) user["notify"] = {{"low", {{{"digest", "daily"}, {"at", "08:00"}}}}};
    desk.import(document.dump());
  }
  /// As if the last digests had been looked for more than a day ago.
  void let_a_day_pass() {
    desk.server.stop();
    const std::string change =
        "python3 -c \"import sqlite3,sys; d = sqlite3.connect(sys.argv[1]); "
        "d.execute(\\\"UPDATE meta SET value = CAST(CAST(value AS INTEGER) - 90000000 AS TEXT) "
        "WHERE name = 'digests_until'\\\"); d.commit()\" '" +
        desk.server.data_folder() + "/oasis.db'";
    ASSERT_EQ(std::system(change.c_str()), 0);
    desk.server.start_again();
  }
  json next_mail() { return json::parse(smtp.line(), nullptr, false); }
};

TEST_F(DigestMail, LeavesAsTextAndHtmlForEachReaderWhoHasSomethingToRead) {
  desk.open_ticket("t-1", "Smoke everywhere");
  ASSERT_EQ(desk.command("set", {{"ticket", "t-1"}, {"assignee", "ann"}})["status"], "applied");
  desk.open_ticket("t-2", "Sparks");
  ASSERT_EQ(desk.command("set", {{"ticket", "t-2"}, {"assignee", "bob"}})["status"], "applied");
  let_a_day_pass();
  std::map<std::string, std::string> mails;
  for (int i = 0; i < 2; ++i) {
    const json mail = next_mail();
    mails[mail["to"][0]] = plain(mail["data"]);
  }
  const std::string& ann = mails["ann@acme.example"];
  for (const char* part :
       {"Subject: ", "1 waits for you", "Hello Ann", "Waiting for you (1)", "- #1 ", "unanswered since",
        "/tickets/1", ">Waiting for you (1)</h2>", "<li", "Auto-Submitted: auto-generated"})
    EXPECT_NE(ann.find(part), std::string::npos) << part << "\n" << ann;
  const std::string& bob = mails["bob@acme.example"];
  EXPECT_NE(bob.find("- #2 "), std::string::npos) << bob;
  EXPECT_EQ(bob.find("- #1 "), std::string::npos) << "not his";
  // Olga has nothing to read: the next mail is one that was asked for, and no digest of hers.
  ASSERT_EQ(
      desk.command("reply", {{"ticket", "t-1"}, {"message", {{"id", "r-1"}, {"text", "Coming"}}}})["status"],
      "applied");
  EXPECT_EQ(next_mail()["to"][0], "gina@globex.example");
}

TEST_F(DigestMail, ComesInTheLanguageThatItsReaderChose) {
  const auto put = [&](const char* body) {
    httplib::Client client("127.0.0.1", desk.server.port());
    const auto result = client.Put("/api/v1/me/notifications",
                                   {{"Cookie", desk.browser.cookie()}, {"Sec-Fetch-Site", "same-origin"}},
                                   body, "application/json");
    return result ? result->status : -1;
  };
  EXPECT_EQ(put(R"({"language": "no tag"})"), 422);
  EXPECT_EQ(put(R"({"language": "de"})"), 200);
  EXPECT_EQ(desk.get("/api/v1/me/notifications")["language"], "de");
  desk.open_ticket("t-1", "Smoke everywhere");
  ASSERT_EQ(desk.command("set", {{"ticket", "t-1"}, {"assignee", "olga-brandt"}})["status"], "applied");
  let_a_day_pass();
  const std::string mail = plain(next_mail()["data"]);
  for (const char* part :
       {"Guten Tag Olga", "1 wartet auf Sie", "Wartet auf Sie (1)", "- #1 ", "unbeantwortet seit"})
    EXPECT_NE(mail.find(part), std::string::npos) << part << "\n" << mail;
}

TEST_F(DigestMail, IsSeenBeforeItLeaves) {
  desk.open_ticket("t-1", "Smoke everywhere");
  json document = json::parse(escalating_workspace("30m", "10m"));
  document["templates"] = {{{"id", "digest"}, {"subject", "News"}, {"text", "{{digest.summary}}"}}};
  desk.import(document.dump());
  const json preview = desk.get("/api/v1/templates/digest/preview");
  EXPECT_EQ(preview["subject"], "News") << preview.dump();
  document["templates"][0]["text"] = "{{ticket.number}}";
  const Finished refused =
      run_command({"config", "import", "--data", desk.server.data_folder()}, document.dump());
  EXPECT_NE(refused.errors.find("/templates/0/text: line 1, column 1: no value \"ticket.number\""),
            std::string::npos)
      << refused.errors;
}

}  // namespace
}  // namespace oasis::test
