// Each channel by HTTP against a double that gives the provider's documented answers.
#include "server/notify/channels.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "server/notify/signatures.hpp"
#include "tests/server_unit/notify/provider_double.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::notify {
namespace {

using nlohmann::json;
using oasis_test::ProviderDouble;

/// Takes one request, reads it and hangs up without a word.
class HangsUp {
 public:
  HangsUp() {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    socklen_t size = sizeof address;
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    ::listen(socket_, 4);
    thread_ = std::thread([this] {
      const int connection = ::accept(socket_, nullptr, nullptr);
      char bytes[8192];
      static_cast<void>(::read(connection, bytes, sizeof bytes));
      ::close(connection);
    });
  }
  ~HangsUp() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  int socket_ = -1;
  int port_ = 0;
  std::thread thread_;
};

struct Channels : testing::Test {
  TemporaryFolder folder;
  engine::Links links{"https://help.example", "key"};
  House house{folder.path(), links, {net::Permits{{"127.0.0.1"}}, seconds(2)}};
  ProviderDouble provider;

  void SetUp() override {
    std::ofstream(folder.path() + "/secrets")
        << "twilio=the-token\nslack-bot=xoxb-1\nhook=hook-secret\nntfy=tk_1\n"
        << "flow=" << provider.url() << "/flow\n";
  }
  static oasis::Channel settings(const std::string& kind,
                                 std::vector<std::pair<std::string, std::string>> values,
                                 const std::string& secret) {
    oasis::Channel channel;
    channel.id = kind;
    channel.kind = kind;
    channel.settings = std::move(values);
    channel.secret_ref = secret;
    return channel;
  }
  static Parcel page(const std::string& via, const std::string& address) {
    Parcel parcel;
    parcel.row.id = 7;
    parcel.row.user = "ann";
    parcel.row.via = via;
    parcel.row.address = address;
    parcel.row.message_id = "abc@oasis.invalid";
    parcel.letter = {"Printer on fire (high)", "Ticket #12: Printer on fire\nWho: Gina & <Globex>\n"};
    parcel.number = 12;
    parcel.urgency = Urgency::critical;
    parcel.answer_url = "https://help.example/a/12-ann-1774706400-token";
    parcel.code = "K7Q2M9";
    return parcel;
  }
  Outcome send(Result<Channel> channel, const Parcel& parcel) {
    EXPECT_TRUE(channel.ok()) << (channel.ok() ? "" : channel.error().what);
    return channel.ok() ? (*channel)(parcel) : Outcome{};
  }
  Outcome sms(const Parcel& parcel) {
    const auto twilio =
        settings("sms", {{"base_url", provider.url()}, {"account", "AC1"}, {"from", "+15550100"}}, "twilio");
    return send(sms_channel(&twilio, house), parcel);
  }
  Outcome slack(const Parcel& parcel) {
    const auto bot = settings("slack", {{"base_url", provider.url()}}, "slack-bot");
    return send(slack_channel(&bot, house), parcel);
  }
};

TEST_F(Channels, ATextMessageIsAFormWithTheReplyCodeAndAnAddressForReports) {
  provider.answer(201, R"({"sid":"SM1","status":"queued","error_code":null})");
  const Outcome outcome = sms(page("sms", "+15550101"));
  EXPECT_EQ(outcome.kind, Outcome::Kind::sent);
  EXPECT_EQ(outcome.provider, "SM1");
  const auto request = provider.requests().at(0);
  EXPECT_EQ(request.path, "/2010-04-01/Accounts/AC1/Messages.json");
  EXPECT_EQ(request.get_header_value("Authorization"), "Basic QUMxOnRoZS10b2tlbg==");
  EXPECT_EQ(request.get_param_value("To"), "+15550101");
  EXPECT_EQ(request.get_param_value("From"), "+15550100");
  EXPECT_EQ(request.get_param_value("StatusCallback"), "https://help.example/callbacks/sms?message=7");
  const std::string body = request.get_param_value("Body");
  EXPECT_NE(body.find("#12 Printer on fire"), std::string::npos) << body;
  EXPECT_NE(body.find("ack K7Q2M9"), std::string::npos) << body;
}

TEST_F(Channels, TwiliosErrorsArePermanentOrTemporaryByTheirCode) {
  provider.answer(400, R"({"code":21211,"message":"The 'To' number is not valid.","status":400})");
  Outcome outcome = sms(page("sms", "+15550101"));
  EXPECT_EQ(outcome.kind, Outcome::Kind::refused);
  EXPECT_NE(outcome.detail.find("21211"), std::string::npos);
  provider.answer(429, R"({"code":20429,"message":"Too many requests","status":429})", "application/json",
                  {{"Retry-After", "30"}});
  outcome = sms(page("sms", "+15550101"));
  EXPECT_EQ(outcome.kind, Outcome::Kind::try_again);
  EXPECT_EQ(outcome.retry_after, seconds(30));
  EXPECT_FALSE(outcome.may_repeat) << "a request over the limit was never processed";
  provider.answer(500, "oops");
  outcome = sms(page("sms", "+15550101"));
  EXPECT_EQ(outcome.kind, Outcome::Kind::try_again);
  EXPECT_TRUE(outcome.may_repeat);
  EXPECT_TRUE(outcome.provider_fault);
  EXPECT_EQ(outcome.detail.find("the-token"), std::string::npos);
}

TEST_F(Channels, BeforeATextMessageGoesOutAgainTheProviderIsAskedWhetherItHasIt) {
  provider.answer(201, R"({"sid":"SM1"})");
  sms(page("sms", "+15550101"));
  const std::string body = provider.requests().at(0).get_param_value("Body");
  provider.answer([&](const httplib::Request& request, httplib::Response& response) {
    EXPECT_EQ(request.method, "GET") << "nothing is sent twice";
    EXPECT_EQ(request.get_param_value("To"), "+15550101");
    response.set_content(json{{"messages", {{{"sid", "SM1"}, {"to", "+15550101"}, {"body", body}}}}}.dump(),
                         "application/json");
  });
  Parcel again = page("sms", "+15550101");
  again.row.may_repeat = true;
  const Outcome outcome = sms(again);
  EXPECT_EQ(outcome.kind, Outcome::Kind::sent);
  EXPECT_EQ(outcome.provider, "SM1");
}

TEST_F(Channels, WhatIsNoNumberIsRefusedWithoutAsking) {
  EXPECT_EQ(sms(page("sms", "0301234")).kind, Outcome::Kind::refused);
  EXPECT_TRUE(provider.requests().empty());
}

TEST_F(Channels, SlacksBotPostsButtonsThatCarryTheClaim) {
  provider.answer(200, R"({"ok":true,"channel":"C1","ts":"1774620000.0001"})");
  const Outcome outcome = slack(page("slack", "U0ANN"));
  EXPECT_EQ(outcome.kind, Outcome::Kind::sent);
  EXPECT_EQ(outcome.provider, "C1/1774620000.0001");
  const auto request = provider.requests().at(0);
  EXPECT_EQ(request.path, "/api/chat.postMessage");
  EXPECT_EQ(request.get_header_value("Authorization"), "Bearer xoxb-1");
  const json body = json::parse(request.body);
  EXPECT_EQ(body["channel"], "U0ANN");
  const json& actions = body["blocks"].back();
  EXPECT_EQ(actions["type"], "actions");
  EXPECT_EQ(actions["elements"][0]["action_id"], "acknowledge");
  EXPECT_EQ(actions["elements"][0]["value"], "12-ann-1774706400-token");
  EXPECT_EQ(actions["elements"][1]["action_id"], "escalate");
  const json& close = actions["elements"][2];
  EXPECT_EQ(close["action_id"], "close");
  EXPECT_EQ(close["value"], "12-ann-1774706400-token");
  EXPECT_EQ(close["confirm"]["confirm"]["text"], "Close") << "asked once more";
  EXPECT_EQ(close["confirm"]["title"]["type"], "plain_text");
  EXPECT_NE(body["blocks"][1]["text"]["text"].get<std::string>().find("Gina &amp; &lt;Globex&gt;"),
            std::string::npos);
}

TEST_F(Channels, SlacksOwnErrorsComeWith200) {
  provider.answer(200, R"({"ok":false,"error":"channel_not_found"})");
  EXPECT_EQ(slack(page("slack", "C1")).kind, Outcome::Kind::refused);
  provider.answer(200, R"({"ok":false,"error":"internal_error"})");
  EXPECT_EQ(slack(page("slack", "C1")).kind, Outcome::Kind::try_again);
  provider.answer(429, R"({"ok":false,"error":"ratelimited"})", "application/json", {{"Retry-After", "7"}});
  EXPECT_EQ(slack(page("slack", "C1")).retry_after, seconds(7));
}

TEST_F(Channels, AnIncomingWebhookOfSlackTakesAWebAddress) {
  provider.answer(200, "ok", "text/plain");
  EXPECT_EQ(slack(page("slack", provider.url() + "/services/T/B/x")).kind, Outcome::Kind::sent);
  const json body = json::parse(provider.requests().at(0).body);
  EXPECT_EQ(body["blocks"].back()["elements"][0]["url"], "https://help.example/a/12-ann-1774706400-token")
      << "without an app there is nobody to press a button to: it opens the page";
  provider.answer(404, "no_service", "text/plain");
  const Outcome gone = slack(page("slack", provider.url() + "/services/T/B/x"));
  EXPECT_EQ(gone.kind, Outcome::Kind::refused);
  EXPECT_NE(gone.detail.find("no_service"), std::string::npos);
}

TEST_F(Channels, TeamsGetsAnAdaptiveCardAndAnswers202) {
  provider.answer(202, "", "text/plain");
  EXPECT_EQ(send(teams_channel(nullptr, house), page("teams", "secret:flow")).kind, Outcome::Kind::sent);
  const auto request = provider.requests().at(0);
  EXPECT_EQ(request.path, "/flow") << "the address may be a secret";
  const json body = json::parse(request.body);
  EXPECT_EQ(body["type"], "message");
  EXPECT_EQ(body["attachments"][0]["contentType"], "application/vnd.microsoft.card.adaptive");
  const json& card = body["attachments"][0]["content"];
  EXPECT_EQ(card["type"], "AdaptiveCard");
  EXPECT_EQ(card["actions"][0]["url"], "https://help.example/a/12-ann-1774706400-token");
}

TEST_F(Channels, NtfyGetsPriorityTagsAndButtonsThatPost) {
  provider.answer(200, R"({"id":"xE73Iyuabi","event":"message"})");
  const auto server = settings("ntfy", {{"base_url", provider.url()}}, "ntfy");
  const Outcome outcome = send(ntfy_channel(&server, house), page("ntfy", "oasis-ann"));
  EXPECT_EQ(outcome.kind, Outcome::Kind::sent);
  EXPECT_EQ(outcome.provider, "xE73Iyuabi");
  const auto request = provider.requests().at(0);
  EXPECT_EQ(request.path, "/");
  EXPECT_EQ(request.get_header_value("Authorization"), "Bearer tk_1");
  const json body = json::parse(request.body);
  EXPECT_EQ(body["topic"], "oasis-ann");
  EXPECT_EQ(body["priority"], 5);
  EXPECT_EQ(body["tags"][0], "rotating_light");
  const json& button = body["actions"][0];
  EXPECT_EQ(button["action"], "http");
  EXPECT_EQ(button["method"], "POST");
  EXPECT_EQ(button["url"], "https://help.example/a/12-ann-1774706400-token");
  EXPECT_EQ(button["body"], "do=acknowledge&by=button");
  EXPECT_EQ(button["headers"]["Content-Type"], "application/x-www-form-urlencoded");
  ASSERT_EQ(body["actions"].size(), 3u) << "as many as ntfy shows";
  EXPECT_EQ(body["actions"][1]["body"], "do=escalate&by=button");
  EXPECT_EQ(body["actions"][2]["body"], "do=close&by=button");
  EXPECT_EQ(body["actions"][2]["url"], button["url"]);
}

TEST_F(Channels, AWebhookIsSignedAndKnowsItsRepetitions) {
  provider.answer(204, "");
  const auto signing = settings("webhook", {}, "hook");
  EXPECT_EQ(send(webhook_channel(&signing, house), page("webhook", provider.url() + "/in")).kind,
            Outcome::Kind::sent);
  const auto request = provider.requests().at(0);
  EXPECT_EQ(request.get_header_value("Idempotency-Key"), "abc@oasis.invalid");
  const std::string timestamp = request.get_header_value("X-Oasis-Timestamp");
  EXPECT_EQ(request.get_header_value("X-Oasis-Signature"),
            "v1=" + hmac_sha256_hex("hook-secret", timestamp + "." + request.body));
  EXPECT_EQ(json::parse(request.body)["ticket"], 12);
}

TEST_F(Channels, ARulesWebhookPostsItsPayload) {
  provider.answer(200, "");
  Workspace workspace;
  workspace.webhooks.push_back({"crm", provider.url() + "/crm", ""});
  Parcel parcel;
  parcel.row.address = "crm";
  parcel.row.message_id = "k@oasis.invalid";
  parcel.payload = R"({"ticket":{"id":"t"}})";
  EXPECT_EQ(send(rule_webhook_channel(workspace, house), parcel).kind, Outcome::Kind::sent);
  EXPECT_EQ(provider.requests().at(0).body, parcel.payload);
  parcel.row.address = "gone";
  EXPECT_EQ(send(rule_webhook_channel(workspace, house), parcel).kind, Outcome::Kind::refused);
}

/// Every way out by HTTP, each with what its provider documents as an answer.
struct EachChannel : Channels, testing::WithParamInterface<const char*> {
  const std::string name = GetParam();

  /// Whether others use the same provider, so that its faults say something about their messages.
  bool is_shared() const { return name.find("webhook") == std::string::npos || name == "slack_webhook"; }

  Outcome send_by(const std::string& url) {
    if (name == "sms") {
      const auto twilio = settings("sms", {{"base_url", url}, {"account", "AC1"}, {"from", "+15550100"}}, "twilio");
      return send(sms_channel(&twilio, house), page("sms", "+15550101"));
    }
    if (name == "slack_bot") {
      const auto bot = settings("slack", {{"base_url", url}}, "slack-bot");
      return send(slack_channel(&bot, house), page("slack", "C1"));
    }
    if (name == "slack_webhook") return send(slack_channel(nullptr, house), page("slack", url + "/services/T/B/x"));
    if (name == "teams") return send(teams_channel(nullptr, house), page("teams", url + "/workflow"));
    if (name == "ntfy") {
      const auto ntfy = settings("ntfy", {{"base_url", url}}, "ntfy");
      return send(ntfy_channel(&ntfy, house), page("ntfy", "oasis-ann"));
    }
    if (name == "webhook") return send(webhook_channel(nullptr, house), page("webhook", url + "/in"));
    Workspace workspace;
    workspace.webhooks.push_back({"crm", url + "/crm", ""});
    Parcel parcel = page("webhook", "crm");
    parcel.payload = R"({"ticket":{"id":"t"}})";
    return send(rule_webhook_channel(workspace, house), parcel);
  }
  Outcome send_to_provider() { return send_by(provider.url()); }
};

TEST_P(EachChannel, IsSentWhenTheProviderTakesIt) {
  const bool slack = name.rfind("slack", 0) == 0;
  provider.answer(name == "sms" ? 201 : name == "teams" ? 202 : 200,
                  name == "sms"    ? R"({"sid":"SM1","status":"queued"})"
                  : name == "ntfy" ? R"({"id":"n1","event":"message"})"
                  : slack          ? R"({"ok":true,"channel":"C1","ts":"1.2"})"
                                   : "ok");
  const Outcome outcome = send_to_provider();
  EXPECT_EQ(outcome.kind, Outcome::Kind::sent) << outcome.detail;
  EXPECT_FALSE(outcome.may_repeat);
  EXPECT_FALSE(outcome.provider_fault);
}

TEST_P(EachChannel, WaitsAsLongAs429Asks) {
  provider.answer(429, "{}", "application/json", {{"Retry-After", "30"}});
  const Outcome outcome = send_to_provider();
  EXPECT_EQ(outcome.kind, Outcome::Kind::try_again);
  EXPECT_EQ(outcome.retry_after, seconds(30));
  EXPECT_FALSE(outcome.may_repeat) << "what is over the limit was never taken";
  EXPECT_FALSE(outcome.provider_fault) << "it answers";
  EXPECT_NE(outcome.detail.find("429"), std::string::npos) << outcome.detail;
}

TEST_P(EachChannel, TriesAgainAfter500AndSaysThatItMayHaveArrived) {
  provider.answer(500, "oops", "text/plain");
  const Outcome outcome = send_to_provider();
  EXPECT_EQ(outcome.kind, Outcome::Kind::try_again);
  EXPECT_TRUE(outcome.may_repeat);
  EXPECT_EQ(outcome.provider_fault, is_shared()) << "a webhook's server is nobody else's";
}

TEST_P(EachChannel, TriesAgainAfterATimeOutAndSaysThatItMayHaveArrived) {
  house.outside.patience = milliseconds(300);
  provider.answer([](const httplib::Request&, httplib::Response&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1500));
  });
  const Outcome outcome = send_to_provider();
  EXPECT_EQ(outcome.kind, Outcome::Kind::try_again);
  EXPECT_TRUE(outcome.may_repeat);
  EXPECT_EQ(outcome.provider_fault, is_shared()) << "a webhook's server is nobody else's";
}

TEST_P(EachChannel, TriesAgainAfterAHangUpAndSaysThatItMayHaveArrived) {
  const HangsUp server;
  const Outcome outcome = send_by(server.url());
  EXPECT_EQ(outcome.kind, Outcome::Kind::try_again);
  EXPECT_TRUE(outcome.may_repeat);
  EXPECT_EQ(outcome.provider_fault, is_shared()) << "a webhook's server is nobody else's";
}

INSTANTIATE_TEST_SUITE_P(All, EachChannel,
                         testing::Values("sms", "slack_bot", "slack_webhook", "teams", "ntfy", "webhook", "rule_webhook"),
                         [](const testing::TestParamInfo<const char*>& info) { return std::string(info.param); });

TEST_F(Channels, NobodyThereIsTriedAgainWithoutAMark) {
  const Outcome outcome = send(webhook_channel(nullptr, house), page("webhook", "http://127.0.0.1:1/in"));
  EXPECT_EQ(outcome.kind, Outcome::Kind::try_again);
  EXPECT_FALSE(outcome.may_repeat);
}

TEST_F(Channels, APrivateAddressThatNobodyPermittedIsRefused) {
  const House strict{folder.path(), links, {net::Permits{}, seconds(2)}};
  const Outcome outcome = send(webhook_channel(nullptr, strict), page("webhook", provider.url() + "/in"));
  EXPECT_EQ(outcome.kind, Outcome::Kind::refused);
  EXPECT_TRUE(provider.requests().empty());
}

TEST_F(Channels, AMissingSecretIsNamed) {
  const auto twilio = settings("sms", {{"account", "AC1"}, {"from", "+15550100"}}, "nowhere");
  const auto channel = sms_channel(&twilio, house);
  ASSERT_FALSE(channel.ok());
  EXPECT_EQ(channel.error().where, "/channels/sms/secret_ref");
  EXPECT_NE(channel.error().what.find("nowhere"), std::string::npos);
}

TEST(Signatures, SlacksExampleFits) {
  // The example of Slack's documentation.
  const std::string key = "8f742231b10e8888abcd99yyyzzz85a5";
  const std::string body =
      "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_"
      "name="
      "foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%"
      "2F%2Fhooks."
      "slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015."
      "47445629121."
      "803a0bc887a14d10d2c447fce8b6703c";
  const std::string signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
  const Instant now{1531420618'000};
  EXPECT_TRUE(is_from_slack(key, "1531420618", signature, body, now));
  EXPECT_FALSE(is_from_slack(key, "1531420618", signature, body + "x", now)) << "forged";
  EXPECT_FALSE(is_from_slack(key, "1531420618", signature, body, now + minutes(6))) << "replayed";
  EXPECT_FALSE(is_from_slack("", "1531420618", signature, body, now)) << "without a key nothing fits";
}

TEST(Signatures, TwiliosExampleFits) {
  // The example of Twilio's documentation.
  const std::string text =
      "https://mycompany.com/myapp.php?foo=1&bar=2CallSidCA1234567890ABCDECaller+14158675309Digits1234From+"
      "14158675309To+18005551212";
  EXPECT_EQ(hmac_sha1_base64("12345", text), "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
}

}  // namespace
}  // namespace oasis::notify
