// /api/v1/training: what everybody is to read, receipts, coverage for those who answer for the set-up.
#include <gtest/gtest.h>

#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct TrainingRoutes : WholeServer {
  void SetUp() override { adopt(with_playbooks()); }
  json with_playbooks() {
    json all = document();
    all["users"][0]["contacts"] = {{"email", "olga@example.org"}};
    all["teams"] = {{{"id", "north"}, {"members", {"olga", "agent-0"}}}, {{"id", "south"}}};
    all["playbooks"] = {{{"id", "calm"},
                         {"name", "Calming"},
                         {"text", "Listen first."},
                         {"quiz", {{{"question", "First?"}, {"answers", {"Explain", "Listen"}}, {"right", 1}},
                                   {{"question", "Then?"}, {"answers", {"Act", "Wait"}}, {"right", 0}}}}},
                        {{"id", "brief"}, {"tiers", {900}}, {"text", "Four lines."}}};
    return all;
  }
  void adopt(const json& all) {
    app.writer.run([&](engine::Turn& turn) {
      const auto faults = turn.adopt_document(all.dump(), engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << faults.front().what;
    });
  }
  WholeAnswer answer(const Someone& who, const std::string& id, const json& body) {
    return ask({{"Cookie", who.cookie}}, "POST", "/api/v1/training/" + id, body.dump(), "application/json");
  }
  json training(const Someone& who) { return json::parse(ask(who, "GET", "/api/v1/training").text); }
};

TEST_F(TrainingRoutes, AReceiptCountsTheBestTryAndEndsWithTheText) {
  const Someone& olga = people.front();
  json mine = training(olga)["playbooks"][0];
  EXPECT_EQ(mine["playbook"], "calm");
  EXPECT_EQ(mine["to_know"], true);
  EXPECT_TRUE(mine["read"].is_null());
  EXPECT_EQ(training(olga)["playbooks"][1]["to_know"], false) << "nobody is told at tier 900";

  const WholeAnswer wrong = answer(olga, "calm", {{"answers", {0, 0}}});
  ASSERT_EQ(wrong.status, 200) << wrong.text;
  EXPECT_EQ(json::parse(wrong.text), (json{{"right", 1}, {"asked", 2}, {"wrong", {0}}}));
  EXPECT_EQ(training(olga)["playbooks"][0]["known"], false);
  ASSERT_EQ(answer(olga, "calm", {{"answers", {1, 0}}}).status, 200);
  ASSERT_EQ(answer(olga, "calm", {{"answers", {0, 1}}}).status, 200);
  mine = training(olga)["playbooks"][0];
  EXPECT_EQ(mine["right"], 2) << "the best try counts";
  EXPECT_EQ(mine["known"], true);

  json renamed = with_playbooks();
  renamed["playbooks"][0]["name"] = "Calming people";
  adopt(renamed);
  EXPECT_EQ(training(olga)["playbooks"][0]["known"], true) << "the text is the same";
  renamed["playbooks"][0]["text"] = "Listen, then repeat it.";
  adopt(renamed);
  EXPECT_TRUE(training(olga)["playbooks"][0]["read"].is_null()) << "another text is to be read anew";
}

TEST_F(TrainingRoutes, WhatIsNoAnswerIsRefusedWithItsPlace) {
  const Someone& olga = people.front();
  EXPECT_EQ(answer(olga, "none", {{"answers", json::array()}}).status, 404);
  for (const json& bad : {json::array(), json{{"answers", {1}}}, json{{"answers", "1"}}, json::object()}) {
    const WholeAnswer refused = answer(olga, "calm", bad);
    EXPECT_EQ(refused.status, 422) << bad;
    EXPECT_EQ(json::parse(refused.text)["error"]["where"], "/answers");
  }
  const WholeAnswer refused = answer(olga, "calm", {{"answers", {1, -1}}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(json::parse(refused.text)["error"]["where"], "/answers/1");
  EXPECT_TRUE(training(olga)["playbooks"][0]["read"].is_null());
}

TEST_F(TrainingRoutes, CoverageIsForThoseWhoAnswerForTheSetUp) {
  for (const Someone& who : people) {
    const WholeAnswer answer = ask(who, "GET", "/api/v1/training");
    if (answer.status != 200) continue;  // viewers
    EXPECT_EQ(json::parse(answer.text).contains("teams"), sees_settings(who.sight)) << who.id;
  }
  const Someone& olga = people.front();
  const auto unread = [&] {
    std::size_t count = 0;
    const json answer = training(olga);
    for (const json& row : answer["teams"]) count += row["unread"].size();
    return count;
  };
  const std::size_t before = unread();
  ASSERT_GT(before, 0u);
  for (const Someone& who : people) answer(who, "calm", {{"answers", {1, 0}}});
  EXPECT_LT(unread(), before);
}

}  // namespace
}  // namespace oasis::http
