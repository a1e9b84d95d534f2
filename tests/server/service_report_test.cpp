// A customer's monthly service report as it leaves the real server: once, as text, as HTML and as a file, in the customer's
// language; and its page and table.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/server/desk.hpp"
#include "tests/server_unit/notify/smtp_server.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

struct ServiceReportMail : testing::Test {
  TemporaryFolder folder;
  oasis_test::SmtpTestServer smtp{{"plain"}};
  Desk desk{folder.path() + "/data",
            {"--smtp", "smtp://127.0.0.1:" + std::to_string(smtp.port()), "--mail-from", "support@acme.example"}};

  void SetUp() override {
    ASSERT_GT(smtp.port(), 0) << "python3-aiosmtpd is needed";
    json document = json::parse(escalating_workspace("8h", "8h"));
    json& globex = document["customers"][0];
    globex["language"] = "de";
    globex["zone"] = "Europe/Berlin";
    globex["service_report"] = {{"to", {"board@globex.example"}}};
    desk.import(document.dump());
  }
  /// As if the last report had been the one of January 2020.
  void let_months_pass() {
    desk.server.stop();
    const std::string change =
        "python3 -c \"import sqlite3,sys; d = sqlite3.connect(sys.argv[1]); "
        "d.execute(\\\"INSERT OR REPLACE INTO meta (name, value) VALUES ('service_reports_sent', json_object('globex', '2020-01'))\\\"); "
        "d.commit()\" '" +
        desk.server.data_folder() + "/oasis.db'";
    ASSERT_EQ(std::system(change.c_str()), 0);
    desk.server.start_again();
  }
  json next_mail() { return json::parse(smtp.line(), nullptr, false); }
};

TEST_F(ServiceReportMail, LeavesOnceWhateverHappensToTheServer) {
  desk.open_ticket("t-1", "Smoke everywhere");
  let_months_pass();
  const json mail = next_mail();
  EXPECT_EQ(mail["to"][0], "board@globex.example");
  const std::string text = mail["data"];
  for (const char* part : {"multipart/mixed", "multipart/alternative", "text/plain", "text/html",
                           "filename=service-report-globex-", "Auto-Submitted: auto-generated"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text.substr(0, 2000);
  // Killed before it is known that the mail has left, the server would send it again, marked.
  ASSERT_TRUE(eventually([&] {
    const json counts = desk.get("/api/v1/outbox")["counts"];
    return !counts.empty() && std::all_of(counts.begin(), counts.end(), [](const json& one) { return one["state"] == "sent"; });
  }));
  desk.server.kill();
  desk.server.start_again();
  ASSERT_EQ(desk.command("reply", {{"ticket", "t-1"}, {"message", {{"id", "r-1"}, {"text", "Coming"}}}})["status"], "applied");
  EXPECT_EQ(next_mail()["to"][0], "gina@globex.example") << "the answer, and no second report before it";
}

TEST_F(ServiceReportMail, ThePageAndTheTableSayTheSameInTheCustomersLanguage) {
  desk.open_ticket("t-1", "Smoke everywhere");
  const std::string month = desk.get("/api/v1/report")["to"].get<std::string>().substr(0, 7);
  const auto page = desk.browser.get("/customers/globex/report?month=" + month);
  ASSERT_EQ(page->status, 200) << page->body;
  EXPECT_NE(page->body.find("<dt>Eröffnet</dt><dd>1<span>(0)</span></dd>"), std::string::npos) << page->body;
  EXPECT_NE(page->body.find("Der Monat ist noch nicht zu Ende"), std::string::npos);
  const auto table = desk.browser.get("/customers/globex/report.csv?month=" + month);
  EXPECT_NE(table->body.find("\"Auf einen Blick\",\"Eröffnet\",\"Wert\",1,0\r\n"), std::string::npos) << table->body;
}

}  // namespace
}  // namespace oasis::test
