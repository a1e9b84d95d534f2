// /api/v1/drills: for those who answer for the set-up; a drill by hand and its result.
#include <gtest/gtest.h>

#include "server/notify/drills.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct DrillRoutes : WholeServer {
  void SetUp() override {
    json with_drill = document();
    with_drill["users"][0]["contacts"] = {{"email", "olga@example.org"}};
    with_drill["drills"] = {{{"id", "fire"}, {"chain", "main"}, {"subject", "setting-of-drill"}}};
    app.writer.run([&](engine::Turn& turn) {
      const auto faults = turn.adopt_document(with_drill.dump(), engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << faults.front().what;
    });
  }
  WholeAnswer hold(const Someone& who, const std::string& id, const json& body) {
    return ask({{"Cookie", who.cookie}}, "POST", "/api/v1/drills/" + id, body.dump(), "application/json");
  }
};

TEST_F(DrillRoutes, AreForUnscopedManagersAndTheScriptIsNotSeenByOthers) {
  for (const Someone& who : people) {
    const bool may = sees_settings(who.sight);
    EXPECT_EQ(ask(who, "GET", "/api/v1/drills").status, may ? 200 : 403) << who.id;
    if (!may) {
      EXPECT_EQ(hold(who, "fire", {{"outside_hours", true}}).status, 403) << who.id;
    }
    expect_nothing_hidden(who, ask(who, "GET", "/api/v1/bootstrap").text, "/api/v1/bootstrap");
  }
  std::size_t held = 1;
  app.read([&](store::Database& reading) { held = notify::held_drills(reading).size(); });
  EXPECT_EQ(held, 0u);
}

TEST_F(DrillRoutes, OneIsHeldByHandAndScored) {
  const Someone& olga = people.front();
  const json before = json::parse(ask(olga, "GET", "/api/v1/drills").text);
  EXPECT_EQ(before["drills"][0]["id"], "fire");
  EXPECT_GT(before["drills"][0]["next"], app.writer.now().ms) << "quarterly by itself";
  EXPECT_TRUE(before["held"].empty());
  EXPECT_EQ(hold(olga, "flood", json::object()).status, 404);
  EXPECT_EQ(hold(olga, "fire", {{"outside_hours", 1}}).status, 422);
  const WholeAnswer held = hold(olga, "fire", {{"outside_hours", true}});
  ASSERT_EQ(held.status, 200) << held.text;
  const json drill = json::parse(held.text)["held"][0];
  EXPECT_EQ(drill["drill"], "fire");
  EXPECT_EQ(drill["over"], false);
  EXPECT_EQ(drill["result"]["acknowledged"], false);
  EXPECT_EQ(hold(olga, "fire", {{"outside_hours", true}}).status, 409) << "one at a time";
  app.writer.run([&](engine::Turn& turn) {
    const Acknowledge acknowledge{drill["ticket"].get<std::string>()};
    ASSERT_FALSE(turn.run(acknowledge, Actor{Actor::Kind::user, "olga", Role::admin}));
  });
  const json after = json::parse(ask(olga, "GET", "/api/v1/drills").text)["held"][0];
  EXPECT_EQ(after["result"]["score"], 100);
  EXPECT_EQ(after["result"]["tiers"][0]["tier"], 1);
}

}  // namespace
}  // namespace oasis::http
