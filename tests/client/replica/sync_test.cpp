// The page and its server: snapshot, outbox, live changes, a lost connection, an ended session.
#include "client/replica/sync.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "client/platform/null/null_platform.hpp"
#include "shared/text/sha256.hpp"

namespace oasis {
namespace {

using nlohmann::json;

json document() {
  return json::parse(R"({"name": "Acme", "zone": "UTC",
    "users": [{"id": "ann", "name": "Ann Ek", "role": "agent", "contacts": {"email": "ann@acme.example"}}]})");
}

std::string snapshot(std::int64_t seq = 1) {
  const json header = {{"epoch", "e1"},
                       {"seq", seq},
                       {"server_time", 1'790'000'000'000},
                       {"me", {{"id", "ann"}, {"name", "Ann Ek"}, {"role", "agent"}}},
                       {"workspace", {{"version", 1}, {"document", document()}}},
                       {"last_number", 0}};
  const std::string body = header.dump() + "\n";
  return body + json{{"rows", 0}, {"sha256", sha256_hex(body)}}.dump() + "\n";
}

struct Page {
  platform::NullPlatform platform;
  Replica replica;
  Sync sync{platform, replica};
  int bootstraps = 0;
  std::vector<json> pushes;
  int commands_status = 200;
  bool reachable = true;

  Page() {
    platform.net.answer = [this](const platform::Request& request) { return answer(request); };
  }

  platform::Response answer(const platform::Request& request) {
    if (!reachable) return {0, "", {}};
    if (request.url == "/api/v1/bootstrap") return ++bootstraps, platform::Response{200, snapshot(), {}};
    if (request.url != "/api/v1/commands") return {404, "", {}};
    const json body = json::parse(request.body);
    pushes.push_back(body);
    if (commands_status != 200)
      return {commands_status, R"({"error":{"code":"sign_in","message":"Sign in."}})", {}};
    json results = json::array();
    for (const json& command : body["commands"])
      results.push_back({{"mid", command["mid"]}, {"status", "applied"}, {"seq", 2}});
    return {200, json{{"epoch", "e1"}, {"server_time", 1'790'000'000'000}, {"results", results}}.dump(), {}};
  }

  void run(Duration elapsed) {
    for (std::int64_t ms = 0; ms <= elapsed.ms; ms += 100) {
      platform.clock = platform.clock + milliseconds(100);
      platform.frame([this] { sync.tick(); });
    }
  }

  void hear(const json& batch) {
    ASSERT_FALSE(platform.net.streams.empty());
    platform.net.streams.back().hooks.event(
        {"e1:" + std::to_string(batch["to"].get<int>()), "message", batch.dump()});
  }
};

CreateTicket ticket(const char* id) {
  CreateTicket command;
  command.ticket = id;
  command.subject = "Printer on fire";
  command.message.id = std::string(id) + "-first";
  return command;
}

TEST(Sync, ASnapshotMakesTheRoomsReadyAndTheStreamFollowsFromItsCursor) {
  Page page;
  page.sync.start();
  page.run(seconds(1));
  EXPECT_TRUE(page.sync.ready());
  EXPECT_EQ(page.replica.me.id, "ann");
  ASSERT_EQ(page.platform.net.streams.size(), 1u);
  EXPECT_EQ(page.platform.net.streams[0].request.last_event_id, "e1:1");
}

TEST(Sync, ASnapshotThatWasCutOffIsNotUsed) {
  Page page;
  page.platform.net.answer = [](const platform::Request&) {
    return platform::Response{200, snapshot().substr(0, snapshot().size() - 10), {}};
  };
  page.sync.start();
  page.run(milliseconds(200));
  EXPECT_FALSE(page.sync.ready());
  EXPECT_EQ(page.sync.link(), Sync::Link::offline);
}

TEST(Sync, ACommandIsKeptBeforeItIsSentAndForgottenWhenTheLogHasIt) {
  Page page;
  page.sync.start();
  page.run(seconds(1));
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(1));
  ASSERT_EQ(page.pushes.size(), 1u);
  EXPECT_EQ(page.pushes[0]["commands"][0]["mid"], 1);
  EXPECT_EQ(page.platform.store.entries.size(), 1u) << "a page that crashes now finds it again";
  const std::string client = page.pushes[0]["client_id"];
  page.hear({{"from", 1},
             {"to", 2},
             {"changes",
              {{{"seq", 2},
                {"entity", "command"},
                {"id", client + ":1"},
                {"op", "put"},
                {"row", {{"client_id", client}, {"mid", 1}, {"status", "applied"}}}}}}});
  page.run(seconds(1));
  EXPECT_TRUE(page.replica.outbox.empty());
  EXPECT_TRUE(page.platform.store.entries.empty());
  EXPECT_EQ(page.replica.cursor.seq, 2);
}

TEST(Sync, TheNextPageTakesOverWhatAClosedOneLeft) {
  std::map<std::string, std::string> kept;
  std::string client;
  {
    Page page;
    page.sync.start();
    page.run(seconds(1));
    page.reachable = false;
    ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
    page.run(seconds(1));
    kept = page.platform.store.entries;
    ASSERT_EQ(kept.size(), 1u);
  }
  Page next;
  next.platform.store.entries = kept;
  next.sync.start();
  next.run(seconds(1));
  ASSERT_EQ(next.pushes.size(), 1u);
  EXPECT_EQ(next.pushes[0]["commands"][0]["args"]["ticket"], "t1");
  EXPECT_EQ(next.pushes[0]["commands"][0]["mid"], 1)
      << "the same mid under the same client_id: it cannot be done twice";
}

TEST(Sync, ALostConnectionIsShownAndHeals) {
  Page page;
  page.sync.start();
  page.run(seconds(1));
  page.platform.net.streams.back().hooks.opened();
  EXPECT_EQ(page.sync.link(), Sync::Link::live);
  const auto hooks = page.platform.net.streams.back().hooks;
  page.platform.net.streams.clear();
  hooks.closed(0);
  EXPECT_EQ(page.sync.link(), Sync::Link::offline);
  page.run(seconds(2));
  ASSERT_EQ(page.platform.net.streams.size(), 1u) << "it tries again by itself";
  page.platform.net.streams.back().hooks.opened();
  EXPECT_EQ(page.sync.link(), Sync::Link::live);
  EXPECT_EQ(page.bootstraps, 1) << "from its cursor, without a new snapshot";
}

TEST(Sync, AnEndedSessionKeepsTheOutbox) {
  Page page;
  page.sync.start();
  page.run(seconds(1));
  page.commands_status = 401;
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(1));
  EXPECT_EQ(page.sync.link(), Sync::Link::signed_out);
  EXPECT_EQ(page.replica.outbox.size(), 1u);
  EXPECT_EQ(page.platform.store.entries.size(), 1u);
}

TEST(Sync, AnotherHistoryAsksForANewSnapshot) {
  Page page;
  page.sync.start();
  page.run(seconds(1));
  page.commands_status = 409;
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(3));
  EXPECT_GE(page.bootstraps, 2);
  EXPECT_LE(page.bootstraps, 8) << "without hammering a server that says so again";
  EXPECT_EQ(page.replica.outbox.size(), 1u) << "what was typed is offered again";
}

}  // namespace
}  // namespace oasis
