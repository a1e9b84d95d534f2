// Whoever presses a button in Slack that is not theirs is told so, in the language that they chose.
#include <gtest/gtest.h>

#include <fstream>

#include "server/notify/signatures.hpp"
#include "server/store/languages.hpp"
#include "server/store/outbox.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct SlackButtons : WholeServer {
  void SetUp() override {
    std::ofstream(folder.path() + "/data/secrets") << "slack-signing=shh\n";
    json with_slack = document();
    with_slack["channels"][0]["settings"]["signing_secret_ref"] = "slack-signing";
    with_slack["users"][0]["contacts"] = {{"slack", "U0OLGA"}};
    with_slack["users"][1]["contacts"] = {{"slack", "U0EVE"}};
    app.writer.run([&](engine::Turn& turn) {
      const auto faults = turn.adopt_document(with_slack.dump(), engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << ": " << faults.front().what;
    });
  }
  /// What Slack is told after `who` pressed a button of olga's page.
  std::string told(const std::string& who, const std::string& answer_to) {
    const std::string url = app.links.acknowledge_url(1, tickets[0].id, "olga", app.writer.now() + hours(24));
    const json payload = {
        {"user", {{"id", who}}},
        {"response_url", answer_to},
        {"actions", {{{"action_id", "acknowledge"}, {"value", url.substr(url.rfind('/') + 1)}}}}};
    const std::string body = "payload=" + httplib::encode_uri_component(payload.dump());
    const std::string at = std::to_string(app.writer.now().ms / 1000);
    const std::string signature = "v0=" + notify::hmac_sha256_hex("shh", "v0:" + at + ":" + body);
    EXPECT_EQ(ask({{"X-Slack-Request-Timestamp", at}, {"X-Slack-Signature", signature}}, "POST",
                  "/callbacks/slack", body, "application/x-www-form-urlencoded")
                  .status,
              200);
    std::string words;
    app.read([&](store::Database& reading) {
      for (const store::Outgoing& row : store::outgoing_to(reading, "", Instant{}))
        if (row.address == answer_to) words = row.words;
    });
    return words;
  }
};

TEST_F(SlackButtons, AnothersPageIsRefusedInTheLanguageOfWhoPressed) {
  EXPECT_EQ(told("U0EVE", "https://hooks.slack.com/1"), "This page is for somebody else.");
  app.writer.run([](engine::Turn& turn) { store::set_language(turn.database(), "viewer-0", "de"); });
  EXPECT_EQ(told("U0EVE", "https://hooks.slack.com/2"), "Diese Nachricht ist für jemand anderen.");
  EXPECT_EQ(told("U0STRANGER", "https://hooks.slack.com/3"), "This page is for somebody else.");
}

}  // namespace
}  // namespace oasis::http
