// kill -9 while messages leave: none is lost, and what may come twice can be told apart, by its key or by its words.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>
#include <utility>

#include "tests/server/desk.hpp"
#include "tests/server_unit/notify/provider_double.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;
using oasis_test::ProviderDouble;

struct KilledSending : testing::Test {
  std::atomic<int> before_it_hangs = 0;
  std::atomic<bool> hangs = true;
  ProviderDouble provider;
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data", {"--private-host", "127.0.0.1"}};

  /// From some request on the provider takes what comes and answers nothing: that has arrived, and the server does not
  /// know.
  void SetUp() override {
    provider.answer([this](const httplib::Request&, httplib::Response& response) {
      if (before_it_hangs-- <= 0) {
        while (hangs) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
      response.set_content(R"({"id":"n1"})", "application/json");
    });
  }
  void TearDown() override { hangs = false; }

  json document() {
    return {{"name", "Acme Support"},
            {"last_resort", {{"user", "olga-brandt"}}},
            {"users",
             {{{"id", "olga-brandt"}, {"name", "Olga Brandt"}, {"role", "admin"}, {"contacts", {{"email", admin_email}}}}}},
            {"channels",
             {{{"id", "ntfy"}, {"kind", "ntfy"}, {"settings", {{"base_url", provider.url()}}}},
              {{"id", "webhook"}, {"kind", "webhook"}, {"settings", {{"limit", "5000"}, {"per", "1m"}}}}}}};
  }
  static json creating(const std::string& id) {
    return {{"ticket", id},
            {"subject", "s"},
            {"from_email", "gina@globex.example"},
            {"message", {{"id", id + "-m"}, {"text", "x"}}}};
  }
  void create_many(const std::vector<std::string>& ids) {
    json commands = json::array();
    for (const std::string& id : ids)
      commands.push_back({{"mid", desk.next_mid++}, {"name", "create"}, {"args", creating(id)}});
    int status = 0;
    desk.post_commands({{"epoch", desk.epoch()}, {"client_id", desk.client_id}, {"commands", commands}}, &status);
    ASSERT_EQ(status, 200);
  }
  void kill_once_it_hangs(std::size_t all) {
    ASSERT_TRUE(eventually([&] { return before_it_hangs < 0; }));
    desk.server.kill();
    ASSERT_LT(provider.requests().size(), all) << "it was killed in the middle";
    hangs = false;
    desk.server.start_again();
  }
  bool all_are_sent() {
    const json counts = desk.get("/api/v1/outbox")["counts"];
    return !counts.empty() &&
           std::all_of(counts.begin(), counts.end(), [](const json& one) { return one["state"] == "sent"; });
  }
  json deliveries(const std::string& ticket) { return desk.get("/api/v1/tickets/" + ticket)["deliveries"]; }
};

TEST_F(KilledSending, OfAThousandWebhooksEachArrivesAndTheKeyTellsWhatCameTwice) {
  before_it_hangs = 200;
  json workspace = document();
  json actions = json::array();
  for (const char* id : {"a", "b", "c", "d"}) {
    workspace["webhooks"].push_back({{"id", id}, {"url", provider.url() + "/" + id}});
    actions.push_back({{"webhook", {{"url", id}}}});
  }
  workspace["rules"] = {{{"id", "tell"}, {"on", "created"}, {"then", actions}}};
  desk.import(workspace.dump());
  std::vector<std::string> tickets;
  for (int i = 0; i < 250; ++i) tickets.push_back("t-" + std::to_string(i));
  for (auto batch = tickets.begin(); batch != tickets.end(); batch += 50) create_many({batch, batch + 50});
  kill_once_it_hangs(1000);

  using Message = std::pair<std::string, std::string>;  // ticket and webhook
  struct Came {
    std::map<std::string, int> times;  // by key
    std::map<Message, std::set<std::string>> keys;
  };
  const auto came = [&] {
    Came found;
    for (const httplib::Request& request : provider.requests()) {
      const std::string key = request.get_header_value("Idempotency-Key");
      const json body = json::parse(request.body);
      ++found.times[key];
      found.keys[{body["ticket"]["id"], body["webhook"]}].insert(key);
    }
    return found;
  };
  const auto all_came = [&] { return provider.requests().size() >= 1000 && came().keys.size() == 1000; };
  // A thousand, two at a time and each with two commits, take their time on a small machine.
  ASSERT_TRUE(eventually(all_came) || eventually(all_came) || eventually(all_came))
      << came().keys.size() << " of 1000 arrived";
  ASSERT_TRUE(eventually([&] { return all_are_sent(); }));
  const Came all = came();
  EXPECT_EQ(all.times.size(), 1000u) << "who drops what has a known key has each once";
  int marked = 0;
  int twice = 0;
  for (const std::string& ticket : tickets) {
    for (const json& one : deliveries(ticket)) {
      const std::set<std::string>& keys = all.keys.at({ticket, one["address"]});
      ASSERT_EQ(keys.size(), 1u) << "the same at each attempt";
      const int times = all.times.at(*keys.begin());
      EXPECT_TRUE(times == 1 || one["may_repeat"]) << one << " came " << times << " times";
      marked += one["may_repeat"].get<bool>();
      twice += times > 1;
    }
  }
  EXPECT_GT(twice, 0) << "some were under way";
  EXPECT_LE(marked, 8) << "only what was under way";
}

TEST_F(KilledSending, WhereTheOtherSideCannotTellItsWordsSayWhatMayRepeat) {
  constexpr std::size_t people = 100;
  before_it_hangs = 30;
  json workspace = document();
  json members = json::array();
  for (std::size_t i = 0; i < people; ++i) {
    const std::string id = "u" + std::to_string(i);
    workspace["users"].push_back({{"id", id}, {"name", id}, {"role", "agent"}, {"contacts", {{"ntfy", "topic-" + id}}}});
    members.push_back(id);
  }
  workspace["teams"] = {{{"id", "all"}, {"name", "All"}, {"members", members}}};
  workspace["rules"] = {{{"id", "tell"},
                         {"on", "created"},
                         {"then", {{{"notify", {{"team", "all"}, {"urgency", "critical"}}}}}}}};
  desk.import(workspace.dump());
  create_many({"t"});
  kill_once_it_hangs(people);

  const auto texts = [&] {
    std::map<std::string, std::vector<std::string>> found;  // by topic, in the order in which they came
    for (const httplib::Request& request : provider.requests()) {
      const json body = json::parse(request.body);
      found[body["topic"]].push_back(body["message"]);
    }
    return found;
  };
  ASSERT_TRUE(eventually([&] { return texts().size() == people; })) << texts().size() << " people were told";
  ASSERT_TRUE(eventually([&] { return all_are_sent(); }));
  const auto all = texts();
  std::size_t twice = 0;
  for (const json& one : deliveries("t")) {
    const std::vector<std::string>& came = all.at(one["address"]);
    EXPECT_TRUE(came.size() == 1 || one["may_repeat"]) << one;
    for (std::size_t i = 1; i < came.size(); ++i)
      EXPECT_NE(came[i].find("may have reached you before"), std::string::npos) << came[i];
    twice += came.size() > 1;
  }
  EXPECT_GT(twice, 0u) << "some were under way";
}

}  // namespace
}  // namespace oasis::test
