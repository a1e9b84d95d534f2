// Several tabs of one browser: one stream, one that sends, and all show the same.
#include <gtest/gtest.h>

#include "tests/client/replica/pages.hpp"

namespace oasis {
namespace {

using nlohmann::json;

struct TwoTabs : testing::Test {
  ScriptedServer server;
  Profile profile;
  Page first{server, profile};
  Page second{server, profile};

  void SetUp() override {
    first.sync.start();
    first.run(seconds(2));
    first.open_stream();
    second.platform.neighbours.other_leads = true;
    second.sync.start();
    run(seconds(2));
  }
  /// Both, and what they tell each other.
  void run(Duration elapsed) {
    for (std::int64_t ms = 0; ms < elapsed.ms; ms += 100) {
      first.run(milliseconds(100));
      second.run(milliseconds(100));
      exchange(first, second);
      exchange(second, first);
    }
  }
  static void exchange(Page& from, Page& to) {
    std::vector<std::string> told;
    told.swap(from.platform.neighbours.told);
    for (const std::string& message : told) to.platform.neighbours.hear(message);
  }
};

TEST_F(TwoTabs, OneHasTheStreamAndBothHearWhatItBrings) {
  EXPECT_EQ(second.sync.part(), Sync::Part::following);
  EXPECT_TRUE(second.platform.net.streams.empty());
  EXPECT_EQ(second.sync.link(), Sync::Link::live) << "and show that it is live";
  first.hear_ticket("t9");
  run(seconds(1));
  EXPECT_NE(find_ticket(second.replica, "t9"), nullptr);
  EXPECT_EQ(second.replica.cursor.seq, first.replica.cursor.seq);
}

TEST_F(TwoTabs, TheOneThatLeadsSendsWhatTheOtherGives) {
  ASSERT_FALSE(second.sync.give(ticket("t1")).has_value());
  EXPECT_NE(find_ticket(second.replica, "t1"), nullptr);
  run(seconds(1));
  ASSERT_EQ(server.pushes.size(), 1u) << "once";
  EXPECT_NE(find_ticket(first.replica, "t1"), nullptr) << "both show it at once";
  EXPECT_EQ(profile.count("ann/given/"), 0);
  first.hear_done(server.pushes[0]["client_id"], 1);
  run(seconds(1));
  EXPECT_TRUE(second.replica.outbox.empty());
  EXPECT_TRUE(first.replica.outbox.empty());
}

TEST_F(TwoTabs, EveryTabLearnsWhyACommandWasRefused) {
  server.refuse_ticket = "t1";
  ASSERT_FALSE(second.sync.give(ticket("t1")).has_value());
  run(seconds(1));
  ASSERT_EQ(second.replica.refused.size(), 1u);
  EXPECT_EQ(second.replica.refused[0].what, "No.");
  EXPECT_EQ(first.replica.refused.size(), 1u);
}

TEST_F(TwoTabs, WhatMayNotBeSeenAnyMoreIsGoneInEveryTab) {
  first.hear_ticket("t9");
  run(milliseconds(200));
  ASSERT_NE(find_ticket(second.replica, "t9"), nullptr);
  server.keep_waiting = true;
  first.close_stream(410);
  exchange(first, second);
  EXPECT_EQ(find_ticket(second.replica, "t9"), nullptr);
}

TEST_F(TwoTabs, OneThatFollowsFetchesWhatItForgotHoweverOftenThatFails) {
  first.hear_ticket("t9");
  run(milliseconds(200));
  server.keep_waiting = true;
  first.close_stream(410);
  run(seconds(3));
  server.keep_waiting = false;
  const int before = server.bootstraps;
  second.run(seconds(10));
  EXPECT_GT(server.bootstraps, before);
  EXPECT_EQ(second.replica.cursor.seq, 1) << "of the new snapshot";
}

TEST_F(TwoTabs, AMissedMessageIsFetched) {
  first.hear_ticket("t8");
  first.platform.neighbours.told.clear();  // lost between the tabs
  first.hear_ticket("t9");
  run(seconds(1));
  EXPECT_FALSE(server.polls.empty()) << "the second tab asks for what lies between";
}

TEST_F(TwoTabs, ATabThatWasNotReadyLearnsThatItLacksSomething) {
  first.hear_ticket("t9");
  first.platform.neighbours.told.clear();  // before the second tab could hear
  second.platform.neighbours.hear(R"({"person":"ann","kind":"link","link":1,"epoch":"e1","seq":2})");
  second.run(seconds(1));
  EXPECT_FALSE(server.polls.empty());
}

TEST_F(TwoTabs, WhenTheOneThatLeadsClosesTheOtherGoesOn) {
  ASSERT_FALSE(second.sync.give(ticket("t1")).has_value());
  second.run(milliseconds(300));  // kept, but nobody hears
  ASSERT_FALSE(second.platform.neighbours.candidates.empty());
  second.platform.neighbours.candidates.back()();
  second.run(seconds(1));
  EXPECT_EQ(second.sync.part(), Sync::Part::leading);
  EXPECT_EQ(second.platform.net.streams.size(), 1u);
  ASSERT_EQ(server.pushes.size(), 1u);
  EXPECT_EQ(server.pushes[0]["commands"][0]["args"]["ticket"], "t1");
}

TEST_F(TwoTabs, OneThatIsFrozenDoesNotHoldTheOtherUp) {
  second.run(seconds(60));
  EXPECT_EQ(second.sync.part(), Sync::Part::alone);
  EXPECT_EQ(second.platform.net.streams.size(), 1u);
  ASSERT_FALSE(second.sync.give(ticket("t1")).has_value());
  second.run(seconds(1));
  ASSERT_EQ(server.pushes.size(), 1u);
}

TEST_F(TwoTabs, WithoutLocksEachHasAStreamAndAClientIdOfItsOwn) {
  Page third(server, profile);  // leads at once, as every tab does then
  third.sync.start();
  third.run(seconds(1));
  EXPECT_EQ(third.platform.net.streams.size(), 1u);
  ASSERT_FALSE(first.sync.give(ticket("t1")).has_value());
  ASSERT_FALSE(third.sync.give(ticket("t3")).has_value());
  first.run(seconds(1));
  third.run(seconds(1));
  ASSERT_GE(server.pushes.size(), 2u);
  EXPECT_NE(server.pushes[0]["client_id"], server.pushes[1]["client_id"]);
}

// Simulated: a ticket vanished from an offline tab because another one had seen it confirmed.
TEST_F(TwoTabs, WithoutLocksWhatAnotherTabSawDoneStaysOnTheScreenUntilItsOwnStreamBringsIt) {
  Page third(server, profile);
  third.sync.start();
  third.run(seconds(1));
  third.open_stream();
  ASSERT_FALSE(first.sync.give(ticket("t1")).has_value());
  first.run(seconds(1));
  exchange(first, third);
  third.run(seconds(1));
  const std::string client = server.pushes.front()["client_id"];
  third.hear_done(client, 1);
  exchange(third, first);
  EXPECT_NE(find_ticket(first.replica, "t1"), nullptr);
  first.hear_done(client, 1);
  EXPECT_TRUE(first.replica.outbox.empty());
}

TEST_F(TwoTabs, OneThatFollowsGoesOnShowingACommandUntilTheRowsHaveCome) {
  ASSERT_FALSE(second.sync.give(ticket("t1")).has_value());
  run(seconds(1));
  first.hear_done(server.pushes[0]["client_id"], 1);
  for (const std::string& message : first.platform.neighbours.told) {  // but the rows are late
    if (message.find("\"done\"") != std::string::npos) second.platform.neighbours.hear(message);
  }
  first.platform.neighbours.told.clear();
  EXPECT_NE(find_ticket(second.replica, "t1"), nullptr);
  second.platform.neighbours.hear(
      R"({"person":"ann","kind":"changes","epoch":"e1","body":"{\"from\":1,\"to\":2,\"changes\":[]}"})");
  EXPECT_TRUE(second.replica.outbox.empty());
}

TEST_F(TwoTabs, AnotherPersonsTabIsNotHeard) {
  second.platform.neighbours.hear(
      R"({"person":"bob","kind":"changes","epoch":"e1","body":"{\"from\":1,\"to\":9,\"changes\":[]}"})");
  EXPECT_EQ(second.replica.cursor.seq, 1);
}

}  // namespace
}  // namespace oasis
