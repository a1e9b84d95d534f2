// The page and its server: snapshot, outbox, live changes, lost connections and sessions, a wrong clock.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/client/replica/pages.hpp"

namespace oasis {
namespace {

using nlohmann::json;

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

TEST_F(OnePage, AnEndedSessionKeepsTheOutboxAndTheNextOneSendsIt) {
  open();
  server.commands_status = 401;
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(60));
  EXPECT_EQ(page.sync.link(), Sync::Link::signed_out);
  EXPECT_EQ(server.pushes.size(), 1u) << "pushing stops";
  EXPECT_EQ(page.replica.outbox.size(), 1u);
  server.commands_status = 200;
  Page next(server, profile);  // signing in loads the page anew
  next.sync.start();
  next.run(seconds(2));
  ASSERT_EQ(server.pushes.size(), 2u);
  EXPECT_EQ(server.pushes[1]["client_id"], server.pushes[0]["client_id"]);
}

TEST_F(OnePage, WhatAnotherPersonLeftInThisBrowserIsNeitherShownNorSent) {
  open();
  server.reachable = false;
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(1));
  server.reachable = true;
  server.me = "bob";
  Page next(server, profile);
  next.sync.start();
  next.run(seconds(2));
  EXPECT_EQ(next.replica.me.id, "bob");
  EXPECT_EQ(find_ticket(next.replica, "t1"), nullptr);
  EXPECT_TRUE(server.pushes.empty());
  EXPECT_EQ(profile.count("ann/outbox/"), 1) << "it waits for its author";
}

TEST_F(OnePage, AClientIdThatTheServerKnowsAsAnotherPersonsIsGivenUp) {
  open();
  server.commands_status = 403;
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(milliseconds(200));
  server.commands_status = 200;
  page.run(seconds(1));
  ASSERT_GE(server.pushes.size(), 2u);
  EXPECT_NE(server.pushes.back()["client_id"], server.pushes[0]["client_id"]);
}

TEST_F(OnePage, WhatMayNotBeSeenAnyMoreIsGoneBeforeTheNextSnapshotComes) {
  open();
  page.open_stream();
  page.hear_ticket("t9");
  page.replica.details["t9"].as_of = 2;
  server.keep_waiting = true;
  page.close_stream(410);
  EXPECT_EQ(find_ticket(page.replica, "t9"), nullptr);
  EXPECT_TRUE(page.replica.details.empty()) << "notes, above all";
}

// Simulated: a poll's late 410 came to a page that had a new snapshot already. It forgot its rows, its
// request for another snapshot was lost, and it went on from its cursor without them.
TEST_F(OnePage, WhatWasForgottenIsFetchedHoweverOftenThatFails) {
  open();
  page.open_stream();
  page.hear_ticket("t9");
  server.keep_waiting = true;
  page.close_stream(410);
  page.run(seconds(3));
  EXPECT_TRUE(page.platform.net.streams.empty()) << "it must not follow a log whose rows it lacks";
  server.keep_waiting = false;
  page.run(seconds(10));
  ASSERT_EQ(page.platform.net.streams.size(), 1u);
  EXPECT_EQ(page.platform.net.streams[0].request.last_event_id, "e1:1") << "the new snapshot's";
}

// Simulated: what was asked for by somebody who might see it came when they might not any more.
TEST_F(OnePage, DetailsThatComeAfterTheirTicketHasGoneAreNotKept) {
  open();
  page.open_stream();
  page.hear_ticket("t9");
  page.platform.net.answer = {};
  page.sync.look_at("t9");
  page.close_stream(410);
  ASSERT_TRUE(page.platform.net.answer_next({200, R"({"as_of":2,"messages":[],"events":[]})", {}}));
  EXPECT_TRUE(page.replica.details.empty());
}

TEST_F(OnePage, WithoutAConnectionTheBrowserIsAskedOnceForATicketThatItMayHaveKept) {
  open();
  page.open_stream();
  page.hear_ticket("t9");
  server.reachable = false;
  page.close_stream(0);
  page.run(seconds(5));
  ASSERT_EQ(page.sync.link(), Sync::Link::offline);
  const auto asked = [this] {
    return std::count_if(page.platform.net.sent.begin(), page.platform.net.sent.end(),
                         [](const platform::Request& request) { return request.url == "/api/v1/tickets/t9"; });
  };
  page.sync.look_at("t9");
  page.run(seconds(1));
  EXPECT_EQ(asked(), 1);
  page.sync.look_at("t9");
  page.run(seconds(1));
  EXPECT_EQ(asked(), 1);
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

TEST_F(OnePage, ABatchThatWasOvertakenBringsNoOldRowBack) {
  open();
  page.open_stream();
  const auto batch = [](int from, int to, const char* subject) {
    Ticket row;
    row.id = "t9";
    row.subject = subject;
    row.version = 1;
    return json{
        {"from", from},
        {"to", to},
        {"changes",
         {{{"seq", to}, {"entity", "ticket"}, {"id", "t9"}, {"op", "put"}, {"row", write_ticket(row)}}}}};
  };
  page.hear(batch(1, 3, "new"));
  page.hear(batch(1, 2, "old"));  // a poll that was slow
  EXPECT_EQ(find_ticket(page.replica, "t9")->subject, "new");
  EXPECT_EQ(page.replica.cursor.seq, 3);
}

TEST_F(OnePage, ANumberThatIsMissingIsLookedForBeforeTheRestGoesOnWithoutIt) {
  open();
  server.gaps = 1;
  ASSERT_FALSE(page.sync.give(ticket("t1")).has_value());
  page.run(seconds(1));
  ASSERT_EQ(server.pushes.size(), 2u);
  EXPECT_EQ(server.pushes[1]["client_id"], server.pushes[0]["client_id"])
      << "another tab may just have sent it: a new number might do this one twice";
  server.gaps = 2;
  ASSERT_FALSE(page.sync.give(ticket("t2")).has_value());
  page.run(seconds(1));
  EXPECT_EQ(server.pushes.back()["client_id"].get<std::string>().rfind("again-", 0), 0u);
  EXPECT_EQ(server.pushes.back()["commands"][0]["mid"], 1);
}

}  // namespace
}  // namespace oasis
