// POST /api/v1/presence at the real server: checked at the edge, forgotten at the end (docs/sync.md).
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

struct PresenceRoute : testing::Test {
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};

  Answer post(const std::string& body) { return desk.browser.post_json("/api/v1/presence", body); }
};

TEST_F(PresenceRoute, TellsWhoElseLooksAndNeverOneself) {
  desk.open_ticket("t-1");
  const Answer answer = post(R"({"page": "p1", "ticket": "t-1", "typing": true})");
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(json::parse(answer->body)["others"], json::array());
}

TEST_F(PresenceRoute, ATicketThatIsNotThereHasNoReaders) {
  EXPECT_EQ(json::parse(post(R"({"page": "p1", "ticket": "no-such-ticket"})")->body)["others"],
            json::array());
}

TEST_F(PresenceRoute, WhatIsWrongIsNamed) {
  EXPECT_EQ(post(R"({"ticket": "t-1"})")->status, 422);
  EXPECT_EQ(post(R"({"page": "p1"})")->status, 422);
  EXPECT_EQ(post(R"({"page": 7, "ticket": ""})")->status, 422);
  EXPECT_EQ(post("no json")->status, 422);
}

}  // namespace
}  // namespace oasis::test
