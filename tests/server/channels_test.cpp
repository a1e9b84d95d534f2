// Channels and answers on the real server: a provider on loopback, reports, replies, buttons, own rules.
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <chrono>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/server/desk.hpp"
#include "tests/server_unit/notify/provider_double.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;
using oasis_test::ProviderDouble;

std::string hmac(const EVP_MD* kind, const std::string& key, const std::string& text) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(kind, key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), mac, &size);
  return {reinterpret_cast<const char*>(mac), size};
}

std::string hex(const std::string& bytes) {
  std::string text;
  for (const char c : bytes) {
    char two[3];
    std::snprintf(two, sizeof two, "%02x", static_cast<unsigned char>(c));
    text += two;
  }
  return text;
}

std::string twilio_signature(const std::string& token, const std::string& url,
                             const std::map<std::string, std::string>& fields) {
  std::string text = url;
  for (const auto& [name, value] : fields) text += name + value;
  const std::string mac = hmac(EVP_sha1(), token, text);
  unsigned char base64[64];
  const int size = EVP_EncodeBlock(base64, reinterpret_cast<const unsigned char*>(mac.data()),
                                   static_cast<int>(mac.size()));
  return {reinterpret_cast<const char*>(base64), static_cast<std::size_t>(size)};
}

struct ChannelsOnTheServer : testing::Test {
  TemporaryFolder folder;
  ProviderDouble provider;
  Desk desk{folder.path() + "/data", {"--private-host", "127.0.0.1"}};

  void SetUp() override {
    std::ofstream(desk.server.data_folder() + "/secrets")
        << "twilio=the-token\nslack-signing=shh\nslack-bot=xoxb-1\n";
    provider.answer([](const httplib::Request& request, httplib::Response& response) {
      if (request.path.find("Messages.json") != std::string::npos) {
        response.status = 201;
        response.set_content(R"({"sid":"SM1"})", "application/json");
      } else {
        response.set_content(R"({"ok":true,"id":"n1","channel":"C1","ts":"1.2"})", "application/json");
      }
    });
  }
  json document(const json& contacts) {
    return {{"name", "Acme Support"},
            {"last_resort", {{"user", "olga-brandt"}}},
            {"users",
             {{{"id", "ann"}, {"name", "Ann Ek"}, {"role", "agent"}, {"contacts", contacts}},
              {{"id", "olga-brandt"},
               {"name", "Olga Brandt"},
               {"role", "admin"},
               {"contacts", {{"email", admin_email}}}}}},
            {"channels",
             {{{"id", "sms"},
               {"kind", "sms"},
               {"secret_ref", "twilio"},
               {"settings", {{"base_url", provider.url()}, {"account", "AC1"}, {"from", "+15550100"}}}},
              {{"id", "slack"},
               {"kind", "slack"},
               {"secret_ref", "slack-bot"},
               {"settings", {{"base_url", provider.url()}, {"signing_secret_ref", "slack-signing"}}}},
              {{"id", "ntfy"}, {"kind", "ntfy"}, {"settings", {{"base_url", provider.url()}}}},
              {{"id", "webhook"}, {"kind", "webhook"}, {"settings", {{"limit", "5000"}, {"per", "1m"}}}}}},
            {"chains",
             {{{"id", "default"},
               {"steps",
                {{{"tier", 1}, {"notify", {{{"user", "ann"}}}}, {"wait", "30m"}},
                 {{"tier", 2}, {"notify", {{{"user", "olga-brandt"}}}}, {"wait", "30m"}}}}}}},
            {"rules",
             {{{"id", "now"},
               {"on", "created"},
               {"if", {{"tag", "page"}}},
               {"then", {{{"escalate", {{"chain", "default"}}}}}}}}}};
  }
  void page(const std::string& ticket) {
    ASSERT_EQ(desk.command("create", {{"ticket", ticket},
                                      {"subject", "Printer on fire"},
                                      {"from_email", "gina@globex.example"},
                                      {"tags", {"page"}},
                                      {"message", {{"id", ticket + "-m"}, {"text", "help"}}}})["status"],
              "applied");
  }
  json delivery(const std::string& ticket, const std::string& via) {
    const json answer = desk.get("/api/v1/tickets/" + ticket);
    for (const json& one : answer["deliveries"]) {
      if (one["via"] == via) return one;
    }
    return json::object();
  }
  Answer post(const std::string& path, const std::map<std::string, std::string>& fields,
              const httplib::Headers& headers) {
    httplib::Client client("127.0.0.1", desk.server.port());
    httplib::Params params(fields.begin(), fields.end());
    auto result = client.Post(path, headers, params);
    return std::make_shared<httplib::Response>(result ? *result : httplib::Response());
  }
  /// What the audit log says of refused answers, oldest first.
  std::vector<std::string> refused_answers() {
    std::vector<std::string> details;
    std::istringstream lines(run_command({"audit", "export", "--data", desk.server.data_folder()}).out);
    for (std::string line; std::getline(lines, line);) {
      const json row = json::parse(line, nullptr, false);
      if (row.is_object() && row["action"] == "answer_refused") details.push_back(row["detail"]);
    }
    EXPECT_EQ(run_command({"audit", "check", "--data", desk.server.data_folder()}).exit_code, 0);
    return details;
  }
  httplib::Request first_request(const std::string& part) {
    httplib::Request found;
    EXPECT_TRUE(eventually([&] {
      for (const httplib::Request& request : provider.requests()) {
        if ((request.path + request.body).find(part) == std::string::npos) continue;
        found = request;
        return true;
      }
      return false;
    })) << part;
    return found;
  }
};

TEST_F(ChannelsOnTheServer, ATextMessageIsDeliveredByItsReportAndAnsweredByItsCode) {
  desk.import(document({{"sms", "+15550101"}}).dump());
  page("t-1");
  const std::string body = first_request("Messages.json").get_param_value("Body");
  ASSERT_TRUE(eventually([&] { return delivery("t-1", "sms")["state"] == "sent"; }));

  const std::string report =
      "/callbacks/sms?message=" + std::to_string(delivery("t-1", "sms")["id"].get<int>());
  const std::map<std::string, std::string> delivered{{"MessageSid", "SM1"}, {"MessageStatus", "delivered"}};
  EXPECT_EQ(post(report, delivered, {{"X-Twilio-Signature", "forged"}})->status, 403);
  EXPECT_EQ(delivery("t-1", "sms")["state"], "sent") << "a forged report changes nothing";
  const std::string signature = twilio_signature("the-token", desk.server.url() + report, delivered);
  EXPECT_EQ(post(report, delivered, {{"X-Twilio-Signature", signature}})->status, 204);
  const json now = delivery("t-1", "sms");
  EXPECT_EQ(now["state"], "delivered");
  EXPECT_GE(now["delivered_at"], now["sent_at"]);

  EXPECT_EQ(desk.get("/healthz")["parts"]["providers"]["sms"], "ok");
  EXPECT_NE(desk.browser.get("/metrics")->body.find("oasis_provider_up{via=\"sms\"} 1\n"), std::string::npos);

  EXPECT_FALSE(now.contains("seen_at"));
  const std::map<std::string, std::string> read{{"MessageSid", "SM1"}, {"MessageStatus", "read"}};
  EXPECT_EQ(post(report, read, {{"X-Twilio-Signature", twilio_signature("the-token", desk.server.url() + report, read)}})->status, 204);
  EXPECT_TRUE(delivery("t-1", "sms").contains("seen_at"));

  const std::string code = body.substr(body.find("ack ") + 4, 6);
  const auto say = [&](const std::string& text, const std::string& from, const std::string& sid) {
    const std::map<std::string, std::string> fields{{"From", from}, {"Body", text}, {"MessageSid", sid}};
    const std::string path = "/callbacks/sms/inbound";
    return post(path, fields,
                {{"X-Twilio-Signature", twilio_signature("the-token", desk.server.url() + path, fields)}});
  };
  say("ack " + code, "+15559999", "IN0");
  EXPECT_TRUE(desk.events("t-1", "acknowledged").empty()) << "the code of somebody else";
  const auto answer = say("ack " + code, "+15550101", "IN1");
  EXPECT_NE(answer->body.find("<Response><Message>You have ticket #1"), std::string::npos) << answer->body;
  const auto facts = desk.events("t-1", "acknowledged");
  ASSERT_EQ(facts.size(), 1u);
  EXPECT_EQ(facts[0]["by"]["id"], "ann");
  EXPECT_EQ(delivery("t-1", "sms")["answer"], "acknowledge");
  EXPECT_TRUE(delivery("t-1", "sms").contains("answered_at"));
  EXPECT_NE(say("ack " + code, "+15550101", "IN2")->body.find("used already"), std::string::npos);
  EXPECT_NE(desk.server.log().find("event=answer_refused"), std::string::npos);
  EXPECT_EQ(refused_answers(), (std::vector<std::string>{"signature, by text message", "unknown_number, by text message",
                                                         "repeated, by text message, as ann"}));
}

TEST_F(ChannelsOnTheServer, AButtonOfSlackEscalatesOrClosesIfTheSignatureFits) {
  desk.import(document({{"slack", "U0ANN"}}).dump());
  page("t-1");
  const json sent = json::parse(first_request("chat.postMessage").body);
  const std::string claim = sent["blocks"].back()["elements"][1]["value"];
  const auto press = [&](const std::string& who, const std::string& key, const char* button = "escalate") {
    const json payload = {{"type", "block_actions"},
                          {"user", {{"id", who}}},
                          {"actions", {{{"action_id", button}, {"value", claim}}}}};
    const std::string body = "payload=" + httplib::encode_uri_component(payload.dump());
    const std::string at = std::to_string(
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
            .count());
    httplib::Client client("127.0.0.1", desk.server.port());
    const auto result =
        client.Post("/callbacks/slack",
                    {{"X-Slack-Request-Timestamp", at},
                     {"X-Slack-Signature", "v0=" + hex(hmac(EVP_sha256(), key, "v0:" + at + ":" + body))}},
                    body, "application/x-www-form-urlencoded");
    return result ? result->status : -1;
  };
  EXPECT_EQ(press("U0ANN", "wrong"), 403);
  EXPECT_EQ(press("U0EVE", "shh"), 200) << "Slack is told in Slack";
  EXPECT_EQ(desk.events("t-1", "escalated").size(), 1u) << "the page was ann's";
  EXPECT_EQ(press("U0ANN", "shh"), 200);
  EXPECT_EQ(desk.events("t-1", "escalated").size(), 2u);
  press("U0ANN", "shh");
  EXPECT_EQ(desk.events("t-1", "escalated").size(), 2u) << "once";
  EXPECT_EQ(press("U0ANN", "shh", "close"), 200);
  EXPECT_EQ(desk.events("t-1", "closed").size(), 1u);
  EXPECT_EQ(refused_answers(), (std::vector<std::string>{"signature, by Slack", "other_person, by Slack, as ann",
                                                         "repeated, by Slack, as ann"}));
}

TEST_F(ChannelsOnTheServer, TheButtonsOfNtfyPostToTheSignedLink) {
  desk.import(document({{"ntfy", "ann-topic"}}).dump());
  page("t-1");
  const json buttons = json::parse(first_request("ann-topic").body)["actions"];
  const json& button = buttons[0];
  const std::string url = button["url"];
  httplib::Client client("127.0.0.1", desk.server.port());
  const auto result = client.Post(url.substr(url.find("/a/")), button["body"].get<std::string>(),
                                  button["headers"]["Content-Type"].get<std::string>());
  ASSERT_TRUE(result);
  EXPECT_EQ(result->status, 200);
  EXPECT_EQ(desk.events("t-1", "acknowledged").size(), 1u);
  const auto again = client.Post(url.substr(url.find("/a/")), button["body"].get<std::string>(),
                                 button["headers"]["Content-Type"].get<std::string>());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, 409);
  const auto closed = client.Post(url.substr(url.find("/a/")), buttons[2]["body"].get<std::string>(),
                                  button["headers"]["Content-Type"].get<std::string>());
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->status, 200);
  EXPECT_EQ(desk.events("t-1", "closed").size(), 1u);
  const auto forged = client.Post("/a/1-ann-1774620000-aaaaaaaaaaaaaaaaaaaaaaaaaa", "do=close&by=button",
                                  button["headers"]["Content-Type"].get<std::string>());
  ASSERT_TRUE(forged);
  EXPECT_EQ(forged->status, 404);
  EXPECT_EQ(refused_answers(),
            (std::vector<std::string>{"repeated, by button, as ann", "forged, by button, as ann"}));
  const Finished everything = run_command({"audit", "export", "--data", desk.server.data_folder()});
  EXPECT_EQ(everything.out.find(url.substr(url.find("/a/") + 3)), std::string::npos) << "the link itself is a secret";
}

TEST_F(ChannelsOnTheServer, ANewAddressIsUsedOnlyAfterItsCodeCameBack) {
  desk.import(document({{"email", "ann@acme.example"}}).dump());
  Browser& olga = desk.browser;
  EXPECT_NE(olga.get("/notifications")->body.find("not verified yet"), std::string::npos);
  EXPECT_EQ(
      olga.post_form("/notifications", {{"do", "add"}, {"via", "ntfy"}, {"address", "not a topic"}})->status,
      422);
  EXPECT_EQ(
      olga.post_form("/notifications", {{"do", "add"}, {"via", "ntfy"}, {"address", "olga-topic"}})->status,
      303);
  const std::string title = json::parse(first_request("olga-topic").body)["title"];
  const std::string code = title.substr(title.size() - 6);
  EXPECT_NE(olga.get("/notifications")->body.find("waits for its code"), std::string::npos);
  EXPECT_FALSE(desk.get("/api/v1/me/notifications")["contacts"].back()["in_use"].get<bool>());
  EXPECT_EQ(olga.post_form("/notifications", {{"do", "verify"}, {"via", "ntfy"}, {"code", "wrong"}})->status,
            422);
  EXPECT_EQ(olga.post_form("/notifications", {{"do", "verify"}, {"via", "ntfy"}, {"code", code}})->status,
            303);
  const json contacts = desk.get("/api/v1/me/notifications")["contacts"];
  ASSERT_EQ(contacts.size(), 2u) << contacts.dump();
  EXPECT_EQ(contacts[1]["address"], "olga-topic");
  EXPECT_TRUE(contacts[1]["in_use"].get<bool>());
  EXPECT_TRUE(contacts[1].contains("verified_at"));
  const std::size_t before = provider.requests().size();
  EXPECT_NE(olga.get("/notifications")->body.find("Send me a test"), std::string::npos);
  EXPECT_EQ(olga.post_form("/notifications", {{"do", "test"}, {"via", "ntfy"}})->status, 303);
  ASSERT_TRUE(eventually([&] { return provider.requests().size() == before + 1; })) << "the test that was asked for";
  EXPECT_NE(provider.requests().back().body.find("olga-topic"), std::string::npos);
}

TEST_F(ChannelsOnTheServer, OwnRulesAreSavedForOneselfOnlyAndCheckedLikeTheDocument) {
  desk.import(document({{"email", "ann@acme.example"}}).dump());
  Browser& olga = desk.browser;
  const httplib::Params form{{"do", "save"},
                             {"critical-own", "no"},
                             {"normal-own", "yes"},
                             {"normal-0-via", "email"},
                             {"normal-0-after", "5m"},
                             {"low-own", "yes"},
                             {"low-0-via", "weekly"},
                             {"low-0-at", "08:30"},
                             {"low-0-day", "tue"},
                             {"quiet-from", "22:00"},
                             {"quiet-to", "07:00"},
                             {"zone", "Europe/Berlin"},
                             {"language", "de"},
                             {"away-from", "2027-08-02T09:00"},
                             {"away-to", "2027-08-16T09:00"}};
  EXPECT_EQ(olga.post_form("/notifications", form)->status, 303);
  const json saved = desk.get("/api/v1/me/notifications");
  EXPECT_EQ(saved["notify"]["normal"][0]["after"], "5m");
  EXPECT_EQ(saved["notify"]["low"][0]["day"], "tue");
  EXPECT_FALSE(saved["notify"].contains("critical"));
  EXPECT_EQ(saved["quiet_hours"]["from"], "22:00");
  EXPECT_EQ(saved["away"].size(), 1u);
  EXPECT_EQ(saved["language"], "de");
  EXPECT_NE(olga.get("/notifications")->body.find("<option value=\"de\" selected>"), std::string::npos);
  EXPECT_NE(olga.get("/notifications")->body.find("value=\"08:30\""), std::string::npos);
  httplib::Params wrong = form;
  wrong.erase("zone");
  wrong.emplace("zone", "Europe/Atlantis");
  const auto refused = olga.post_form("/notifications", wrong);
  EXPECT_EQ(refused->status, 422);
  EXPECT_NE(refused->body.find("/zone"), std::string::npos);
  EXPECT_EQ(desk.get("/api/v1/me/notifications")["zone"], "Europe/Berlin") << "nothing was changed";
}

TEST_F(ChannelsOnTheServer, ATestFromTheCommandLineSaysWhatTheProviderAnswered) {
  desk.import(document({{"email", "ann@acme.example"}}).dump());
  const auto test = [&](const std::string& kind, const std::string& address) {
    return run_command({"channel", "test", kind, address, "--data", desk.server.data_folder()});
  };
  EXPECT_EQ(test("ntfy", "some-topic").exit_code, 0);
  provider.answer(403, R"({"code":40301,"error":"forbidden"})");
  const Finished refused = test("ntfy", "some-topic");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.errors.find("forbidden"), std::string::npos) << refused.errors;
  EXPECT_NE(test("email", "ann@acme.example").errors.find("--smtp"), std::string::npos);
}

TEST_F(ChannelsOnTheServer, AMistakeInAChannelIsFoundWhenTheDocumentIsRead) {
  json workspace = document({{"email", "ann@acme.example"}});
  workspace["channels"][0]["settings"]["auth_token"] = "oops";
  workspace["channels"][2]["kind"] = "pigeon";
  const Finished done =
      run_command({"config", "import", "--data", desk.server.data_folder()}, workspace.dump());
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_NE(done.errors.find("/channels/0/settings/auth_token: secrets are never written here"),
            std::string::npos)
      << done.errors;
  EXPECT_NE(done.errors.find("/channels/2/kind: \"pigeon\""), std::string::npos) << done.errors;
}

}  // namespace
}  // namespace oasis::test
