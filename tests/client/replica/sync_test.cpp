// The page and its server: snapshot, outbox, live changes, a lost connection, an ended session, another
// version, a clock that is wrong.
#include <gtest/gtest.h>

#include "tests/client/replica/pages.hpp"

namespace oasis {
namespace {

using nlohmann::json;

struct OnePage : testing::Test {
  ScriptedServer server;
  Profile profile;
  Page page{server, profile};

  void open() {
    page.sync.start();
    page.run(seconds(2));
  }
};

TEST_F(OnePage, ASnapshotMakesTheRoomsReadyAndTheStreamFollowsFromItsCursor) {
  open();
  EXPECT_TRUE(page.sync.ready());
  EXPECT_EQ(page.replica.me.id, "ann");
  ASSERT_EQ(page.platform.net.streams.size(), 1u);
  EXPECT_EQ(page.platform.net.streams[0].request.last_event_id, "e1:1");
}

TEST_F(OnePage, ASnapshotThatWasCutOffIsNotUsed) {
  server.cut_snapshot_by = 10;
  page.sync.start();
  page.run(milliseconds(200));
  EXPECT_FALSE(page.sync.ready());
  EXPECT_EQ(page.sync.link(), Sync::Link::offline);
}

TEST_F(OnePage, ASnapshotWhoseChecksumIsWrongIsNotUsed) {
  server.break_checksum = true;
  page.sync.start();
  page.run(milliseconds(200));
  EXPECT_FALSE(page.sync.ready());
}

TEST_F(OnePage, ACommandIsKeptBeforeItIsSentAndConfirmedByTheLogOnly) {
  open();
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(1));
  ASSERT_EQ(server.pushes.size(), 1u);
  EXPECT_EQ(server.pushes[0]["commands"][0]["mid"], 1);
  EXPECT_EQ(server.pushes[0]["version"], 1);
  EXPECT_EQ(profile.count("ann/outbox/"), 1) << "a page that crashes now finds it again";
  EXPECT_EQ(page.replica.outbox.size(), 1u) << "the answer alone does not confirm it";
  page.hear_done(server.pushes[0]["client_id"], 1);
  page.run(seconds(1));
  EXPECT_TRUE(page.replica.outbox.empty());
  EXPECT_EQ(profile.count("ann/outbox/"), 0);
  EXPECT_EQ(profile.count("ann/done/"), 1) << "kept, in case the server is restored from a backup";
  EXPECT_EQ(page.replica.cursor.seq, 2);
}

TEST_F(OnePage, TheNextPageTakesOverWhatAClosedOneLeft) {
  open();
  server.reachable = false;
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(1));
  server.reachable = true;
  Page next(server, profile);
  next.sync.start();
  next.run(seconds(2));
  ASSERT_EQ(server.pushes.size(), 1u);
  EXPECT_EQ(server.pushes[0]["commands"][0]["args"]["ticket"], "t1");
  EXPECT_EQ(server.pushes[0]["commands"][0]["mid"], 1)
      << "the same mid under the same client_id: it cannot be done twice";
}

TEST_F(OnePage, ALostConnectionIsShownAndHeals) {
  open();
  page.open_stream();
  EXPECT_EQ(page.sync.link(), Sync::Link::live);
  page.close_stream(0);
  EXPECT_EQ(page.sync.link(), Sync::Link::offline);
  page.run(seconds(2));
  ASSERT_EQ(page.platform.net.streams.size(), 1u) << "it tries again by itself";
  page.open_stream();
  EXPECT_EQ(page.sync.link(), Sync::Link::live);
  EXPECT_EQ(server.bootstraps, 1) << "from its cursor, without a new snapshot";
}

TEST_F(OnePage, ABatchAfterAGapIsNotAppliedButFetchedFromTheCursor) {
  open();
  page.open_stream();
  page.hear({{"from", 5}, {"to", 6}, {"changes", json::array()}});
  page.run(milliseconds(300));
  EXPECT_EQ(page.replica.cursor.seq, 1) << "what lies between is missing";
  ASSERT_FALSE(server.polls.empty());
  EXPECT_NE(server.polls[0].find("cursor=e1:1"), std::string::npos);
}

TEST_F(OnePage, AProxyThatKeepsTheStreamsBytesIsGotRoundByLongPolls) {
  open();
  page.open_stream();
  page.run(seconds(60));
  EXPECT_FALSE(server.polls.empty()) << "no comment within 45 s";
  EXPECT_NE(server.polls[0].find("wait=25"), std::string::npos);
  EXPECT_TRUE(page.platform.net.streams.empty());
}

TEST_F(OnePage, AProxyThatKeepsEvenTheFirstBytesIsGotRoundAsWell) {
  open();
  page.run(seconds(60));
  EXPECT_FALSE(server.polls.empty());
}

TEST_F(OnePage, ACursorThatIsTooOldFetchesASnapshotAndKeepsTheOutbox) {
  open();
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(1));
  server.pushes.clear();
  page.close_stream(410);
  page.run(seconds(3));
  EXPECT_EQ(server.bootstraps, 2);
  EXPECT_NE(find_ticket(page.replica, "t1"), nullptr) << "what was done here is still shown";
  ASSERT_FALSE(server.pushes.empty()) << "whether the snapshot has it, only the server knows";
  EXPECT_EQ(server.pushes.back()["commands"][0]["args"]["ticket"], "t1");
}

TEST_F(OnePage, AnEndedSessionKeepsTheOutbox) {
  open();
  server.commands_status = 401;
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(1));
  EXPECT_EQ(page.sync.link(), Sync::Link::signed_out);
  EXPECT_EQ(page.replica.outbox.size(), 1u);
  EXPECT_EQ(profile.count("ann/outbox/"), 1);
}

TEST_F(OnePage, AnotherHistoryAsksForANewSnapshot) {
  open();
  server.commands_status = 409;
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(3));
  EXPECT_GE(server.bootstraps, 2);
  EXPECT_LE(server.bootstraps, 8) << "without hammering a server that says so again";
  EXPECT_EQ(page.replica.outbox.size(), 1u) << "what was typed is offered again";
}

TEST_F(OnePage, AServerOfAnotherVersionMakesThePageLoadItselfAgainOnceAndKeepsTheOutbox) {
  open();
  server.commands_status = 426;
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(20));
  EXPECT_EQ(page.platform.loaded_pages, std::vector<std::string>{"/"}) << "not again and again";
  EXPECT_EQ(profile.count("ann/outbox/"), 1);
}

TEST_F(OnePage, AWrongClockIsMadeUpForByWhatTheServerSays) {
  page.platform.clock = page.platform.clock + hours(5);
  server.clock_behind = hours(5);
  open();
  const Duration off = page.sync.now() - (page.platform.clock - hours(5));
  EXPECT_LT(std::abs(off.ms), 1000);
}

TEST_F(OnePage, AClockThatIsSetMeanwhileIsNoticed) {
  open();
  page.open_stream();
  page.platform.clock = page.platform.clock + hours(2);
  server.clock_behind = hours(2);
  page.run(seconds(1));
  const Duration off = page.sync.now() - (page.platform.clock - hours(2));
  EXPECT_LT(std::abs(off.ms), 1000);
}

TEST_F(OnePage, ABrowserThatKeepsNothingStillSendsUnderAnIdOfItsOwn) {
  page.platform.store.full = true;
  open();
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(1));
  ASSERT_EQ(server.pushes.size(), 1u);
  EXPECT_GE(server.pushes[0]["client_id"].get<std::string>().size(), 8u);
}

TEST_F(OnePage, ARefusedCommandKeepsItsTextAndDoesNotBlockTheNext) {
  open();
  server.refuse_ticket = "t1";
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  ASSERT_FALSE(page.sync.give(ticket("t2")).has_value());
  page.run(seconds(1));
  ASSERT_EQ(page.replica.refused.size(), 1u);
  EXPECT_EQ(std::get<CreateTicket>(page.replica.refused[0].pending.command).message.text, "Please help");
  EXPECT_NE(find_ticket(page.replica, "t2"), nullptr);
  EXPECT_EQ(find_ticket(page.replica, "t1"), nullptr);
}

// ---- restored from a backup

struct Restored : OnePage {
  /// A ticket that the server has acknowledged, and then lost.
  void give_and_confirm(const char* id, std::int64_t mid) {
    ASSERT_FALSE(page.sync.give(ticket(id)).has_value());
    page.run(seconds(1));
    page.hear_done(server.pushes.back()["client_id"], mid);
    page.run(seconds(1));
  }
  void restore(std::int64_t last_mid) {
    server.epoch = "e2";
    server.last_mid = last_mid;
    server.pushes.clear();
    page.close_stream(409);
    page.run(seconds(3));
  }
};

TEST_F(Restored, WhatWasLostIsGivenAgainUnderItsNumbersAndOnlyThat) {
  open();
  give_and_confirm("t1", 1);
  give_and_confirm("t2", 2);
  restore(1);
  ASSERT_EQ(server.pushes.size(), 1u);
  ASSERT_EQ(server.pushes[0]["commands"].size(), 1u);
  EXPECT_EQ(server.pushes[0]["commands"][0]["args"]["ticket"], "t2");
  EXPECT_EQ(server.pushes[0]["commands"][0]["mid"], 2);
  EXPECT_EQ(server.pushes[0]["epoch"], "e2");
}

TEST_F(Restored, APageThatIsOpenedLaterGivesAgainAsWell) {
  open();
  give_and_confirm("t1", 1);
  server.epoch = "e2";
  server.pushes.clear();
  Page next(server, profile);
  next.sync.start();
  next.run(seconds(2));
  ASSERT_EQ(server.pushes.size(), 1u);
  EXPECT_EQ(server.pushes[0]["commands"][0]["args"]["ticket"], "t1");
}

TEST_F(Restored, AfterSevenDaysNothingIsKept) {
  open();
  give_and_confirm("t1", 1);
  page.platform.clock = page.platform.clock + days(8);
  server.clock_behind = Duration{} - days(8);
  restore(0);
  EXPECT_TRUE(server.pushes.empty());
  EXPECT_EQ(profile.count("ann/done/"), 0);
}

TEST_F(Restored, WhatBelongsToATicketThatIsNotBackYetWaitsForIt) {
  open();
  give_and_confirm("t1", 1);
  server.unknown_ticket = "t1";
  restore(0);
  EXPECT_TRUE(page.replica.refused.empty()) << "nobody is told of a refusal that is none";
  server.unknown_ticket.clear();
  server.pushes.clear();
  page.hear_ticket("t1");
  page.run(seconds(1));
  ASSERT_EQ(server.pushes.size(), 1u);
  EXPECT_EQ(server.pushes[0]["commands"][0]["args"]["ticket"], "t1");
}

TEST_F(Restored, AGapInWhatIsKeptGoesUnderANewClientId) {
  open();
  give_and_confirm("t1", 1);
  give_and_confirm("t2", 2);
  const std::string client = server.pushes.back()["client_id"];
  profile.entries.erase("ann/done/" + client + "/000000000001");
  server.expected = 1;
  restore(0);
  ASSERT_EQ(server.pushes.size(), 2u);
  EXPECT_NE(server.pushes[1]["client_id"], client);
  EXPECT_EQ(server.pushes[1]["commands"][0]["mid"], 1);
  EXPECT_EQ(profile.count("ann/done/" + client), 0) << "it must not be given a third time";
}

}  // namespace
}  // namespace oasis
