// POST /api/v1/config/test: what the settings say is tried out before it is in force, and what came back is said as it was.
#include "server/notify/secrets.hpp"
#include "tests/server_unit/http/whole_server.hpp"
#include "tests/server_unit/notify/smtp_server.hpp"

namespace oasis::http {
namespace {

struct Trials : WholeServer {
  /// By the administrator, whose address is olga@example.org in this document.
  WholeAnswer post(const std::string& at, json all) {
    all["users"][0]["contacts"] = {{"email", "olga@example.org"}, {"slack", "U1"}};
    return ask({{"Cookie", people.front().cookie}}, "POST", "/api/v1/config/test", json{{"at", at}, {"document", all}}.dump(),
               "application/json");
  }
  json try_out(const std::string& at, const json& all) {
    const WholeAnswer answer = post(at, all);
    EXPECT_EQ(answer.status, 200) << answer.text;
    return json::parse(answer.text);
  }
  static json mail_by(int port, const json& more = json::object()) {
    json all = document();
    json settings = {{"host", "127.0.0.1"}, {"port", std::to_string(port)}, {"security", "none"}, {"from", "help@example.org"}};
    settings.update(more);
    all["channels"].push_back({{"id", "old"}, {"kind", "smtp"}, {"settings", {{"host", "elsewhere.invalid"}, {"from", "help@example.org"}}}});
    all["channels"].push_back({{"id", "mail"}, {"kind", "smtp"}, {"settings", settings}});
    return all;
  }
  std::vector<json> tries_in_the_audit_log() {
    std::vector<json> found;
    app.read([&](store::Database& reading) {
      store::each_audit_line(reading, 0, 1000, [&](std::int64_t, const std::string& line) {
        const json row = json::parse(line);
        if (row["action"] == "settings_tried") found.push_back(row);
      });
    });
    return found;
  }
};

TEST_F(Trials, AMailGoesByTheChannelThatIsTriedAndNotByAnotherOne) {
  oasis_test::SmtpTestServer server({"plain"});
  const json answer = try_out("/channels/2", mail_by(server.port()));
  EXPECT_EQ(answer["works"], true) << answer;
  EXPECT_EQ(answer["to"], "olga@example.org");
  EXPECT_EQ(json::parse(server.line())["to"], json({"olga@example.org"}));
  EXPECT_EQ(app.writer.document().policies->workspace().channels.size(), 1u) << "nothing is in force by it";
}

TEST_F(Trials, WhatTheOtherSideSaidIsSaid) {
  const json answer = try_out("/channels/2", mail_by(1));
  EXPECT_EQ(answer["works"], false);
  EXPECT_NE(answer["said"].get<std::string>().find("could not be reached"), std::string::npos) << answer;
}

TEST_F(Trials, ASecretThatIsMissingIsNamed) {
  json all = document();
  all["channels"][0]["secret_ref"] = "chat-token";
  const json answer = try_out("/channels/0", all);
  EXPECT_EQ(answer["works"], false);
  EXPECT_NE(answer["said"].get<std::string>().find("There is no secret \"chat-token\""), std::string::npos) << answer;
}

TEST_F(Trials, AnAddressOfOnesOwnIsNeededToSendTo) {
  json all = document();
  all["channels"].push_back({{"id", "topic"}, {"kind", "ntfy"}, {"settings", json::object()}});
  const json answer = try_out("/channels/1", all);
  EXPECT_EQ(answer["works"], false);
  EXPECT_EQ(answer["to"], "Olga");
  EXPECT_NE(answer["said"].get<std::string>().find("add one to yourself"), std::string::npos) << answer;
}

TEST_F(Trials, AWebhookOfThePrivateNetworkIsNotCalled) {
  json all = document();
  all["webhooks"][0]["url"] = "http://127.0.0.1:1/secret-path";
  const json answer = try_out("/webhooks/0", all);
  EXPECT_EQ(answer["works"], false);
  EXPECT_EQ(answer["to"], "127.0.0.1") << "the address may be a secret";
  EXPECT_NE(answer["said"].get<std::string>().find("has a private address"), std::string::npos) << answer;
}

TEST_F(Trials, AMailboxWithoutAHostOrPasswordSaysSo) {
  json all = document();
  all["mailboxes"] = {{{"id", "piped"}, {"address", "a@example.org"}},
                      {{"id", "polled"}, {"address", "b@example.org"}, {"secret_ref", "nowhere"}, {"settings", {{"host", "127.0.0.1"}}}}};
  EXPECT_NE(try_out("/mailboxes/0", all)["said"].get<std::string>().find("names no host"), std::string::npos);
  EXPECT_NE(try_out("/mailboxes/1", all)["said"].get<std::string>().find("There is no secret \"nowhere\""), std::string::npos);
}

TEST_F(Trials, WhoTriedWhatStandsInTheAuditLog) {
  try_out("/webhooks/0", document());
  const std::vector<json> rows = tries_in_the_audit_log();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0]["actor"], "olga");
  EXPECT_EQ(rows[0]["subject"], "/webhooks/0");
}

TEST_F(Trials, ABackupIsMadeNowAndItsTimeKnown) {
  app.backups.emplace(engine::BackupPlan{Duration{}, 3, app.folder.path()}, app.folder.database_path(), app.writer);
  const json made = try_out("/server/backup", document());
  EXPECT_EQ(made["works"], true) << made;
  EXPECT_NE(made["to"].get<std::string>().find("support-oasis-"), std::string::npos);
  const json config = json::parse(ask(people.front(), "GET", "/api/v1/config").text);
  EXPECT_FALSE(config["server"]["backup_at"].get<std::string>().empty());
  app.backups.reset();
  app.backups.emplace(engine::BackupPlan{Duration{}, 3, app.folder.database_path() + "/below-a-file"}, app.folder.database_path(), app.writer);
  const json failed = try_out("/server/backup", document());
  EXPECT_EQ(failed["works"], false);
  EXPECT_FALSE(failed["said"].get<std::string>().empty());
  app.backups.reset();
}

TEST_F(Trials, TheAuditLogIsReadFromItsEndAPageAtATime) {
  app.write([](store::Database& database) {
    for (int i = 0; i < 60; ++i) store::append_audit(database, {Instant{}, "olga", "", "token_made", std::to_string(i), ""});
  });
  const json first = json::parse(ask(people.front(), "GET", "/api/v1/audit").text)["rows"];
  ASSERT_EQ(first.size(), 50u);
  EXPECT_EQ(first[0]["subject"], "59");
  EXPECT_GT(first[0]["n"], first[1]["n"]);
  EXPECT_EQ(ask({{"Cookie", people[1].cookie}}, "GET", "/api/v1/audit").status, 403) << "only administrators read it";
}

TEST_F(Trials, OnlyWhatIsThereCanBeTried) {
  for (const char* at : {"", "/users/0", "/channels/9", "/channels/x", "/channels/0/settings", "/server/heartbeat", "/server/files"})
    EXPECT_EQ(post(at, document()).status, 422) << at;
  json broken = document();
  broken["channels"][0]["kind"] = "pigeon";
  const WholeAnswer refused = post("/channels/0", broken);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(json::parse(refused.text)["error"]["where"], "/channels/0/kind");
}

}  // namespace
}  // namespace oasis::http
