// A server that was restored from a backup gets back from its pages what it lost: all of it, once, and only
// that.
#include <gtest/gtest.h>

#include "tests/client/replica/pages.hpp"

namespace oasis {
namespace {

using nlohmann::json;

struct Restored : OnePage {
  void confirm_last_push() {
    page.hear_done(server.pushes.back()["client_id"], server.pushes.back()["commands"].back()["mid"]);
    page.run(seconds(1));
  }
  /// A ticket that the server has acknowledged.
  void give_and_confirm(const char* id) {
    ASSERT_FALSE(page.sync.give(ticket(id)).has_value());
    page.run(seconds(1));
    confirm_last_push();
  }
  /// A note on somebody else's ticket.
  void give_note() {
    page.hear_ticket("t9");
    Draft draft;
    draft.id = "note-1";
    draft.text = "Paper jam";
    ASSERT_FALSE(page.sync.give(WriteNote{"t9", draft}).has_value());
    page.run(seconds(1));
  }
  void restore(std::int64_t last_mid, const char* epoch = "e2") {
    server.epoch = epoch;
    server.last_mid = last_mid;
    server.pushes.clear();
    server.clients_asked.clear();
    page.close_stream(409);
    page.run(seconds(3));
  }
  /// The tickets that were given since the restore, each with its client_id's first letters and its number.
  std::string given() const {
    std::string all;
    for (const json& push : server.pushes) {
      for (const json& command : push["commands"]) {
        all += command["args"]["ticket"].get<std::string>() + " " +
               push["client_id"].get<std::string>().substr(0, 6) + ":" +
               std::to_string(command["mid"].get<int>()) + " " + push["epoch"].get<std::string>() + "; ";
      }
    }
    return all;
  }
};

TEST_F(Restored, WhatWasLostIsGivenAgainUnderAnIdOfItsOwnAndOnlyThat) {
  open();
  give_and_confirm("t1");
  give_and_confirm("t2");
  restore(1);
  EXPECT_EQ(given(), "t2 again-:1 e2; ");
}

TEST_F(Restored, WhatTheBackupHasIsAskedForOnceAndNotGivenAgain) {
  open();
  give_and_confirm("t1");
  restore(1);
  EXPECT_EQ(server.clients_asked.size(), 1u);
  EXPECT_EQ(given(), "");
  Page next(server, profile);
  next.sync.start();
  next.run(seconds(2));
  EXPECT_EQ(server.clients_asked.size(), 1u) << "an ordinary visit asks nothing";
}

TEST_F(Restored, NumbersCountInOneHistory) {
  open();
  give_and_confirm("t1");
  const std::string before = server.pushes.back()["client_id"];
  restore(1);
  ASSERT_FALSE(page.sync.give(ticket("t2")).has_value());
  page.run(seconds(1));
  EXPECT_NE(server.pushes.back()["client_id"], before);
  EXPECT_EQ(server.pushes.back()["commands"][0]["mid"], 1);
}

TEST_F(Restored, APageThatIsOpenedLaterGivesAgainAsWell) {
  open();
  give_and_confirm("t1");
  server.epoch = "e2";
  server.pushes.clear();
  Page next(server, profile);
  next.sync.start();
  next.run(seconds(2));
  EXPECT_EQ(given(), "t1 again-:1 e2; ");
}

TEST_F(Restored, AfterSevenDaysNothingIsKept) {
  open();
  give_and_confirm("t1");
  page.platform.clock = page.platform.clock + days(8);
  server.clock_behind = Duration{} - days(8);
  restore(0);
  EXPECT_TRUE(server.pushes.empty());
  EXPECT_EQ(profile.count("ann/done/"), 0);
}

// Simulated: sent too early it was refused, and the refusal was kept under the number that it was given again
// with.
TEST_F(Restored, WhatBelongsToATicketThatIsNotBackYetIsNotSentBeforeItIs) {
  open();
  give_note();
  confirm_last_push();
  restore(0);
  EXPECT_EQ(given(), "");
  EXPECT_TRUE(page.replica.refused.empty()) << "nobody is told of a refusal that is none";
  EXPECT_TRUE(page.replica.outbox.empty());
  page.hear_ticket("t9");
  page.run(seconds(1));
  EXPECT_EQ(given(), "t9 again-:1 e2; ");
  EXPECT_EQ(profile.count("ann/aside/"), 0);
}

TEST_F(Restored, WhatWaitsForItsTicketWaitsInTheNextPageToo) {
  open();
  give_note();
  confirm_last_push();
  restore(0);
  Page next(server, profile);
  next.sync.start();
  next.run(seconds(2));
  next.open_stream();
  EXPECT_EQ(given(), "");
  next.hear_ticket("t9");
  next.run(seconds(1));
  EXPECT_EQ(given(), "t9 again-:1 e2; ");
}

TEST_F(Restored, WhatBelongsToATicketThatNoSnapshotHasIsGivenIfTheServerHasIt) {
  open();
  give_note();
  confirm_last_push();
  server.old_ticket = "t9";
  restore(0);
  EXPECT_EQ(given(), "t9 again-:1 e2; ");
}

// Simulated: the next page did not know that the command was of a history that had ended, and took the
// refusal for one.
TEST_F(Restored, WhatWasAnsweredAndNotYetInTheLogIsGivenAgainByThePageThatIsOpenedLater) {
  open();
  give_note();
  server.epoch = "e2";
  server.pushes.clear();
  Page next(server, profile);
  next.sync.start();
  next.run(seconds(2));
  next.open_stream();
  EXPECT_EQ(given(), "") << "its ticket is lost as well";
  next.hear_ticket("t9");
  next.run(seconds(1));
  EXPECT_EQ(given(), "t9 again-:1 e2; ");
}

TEST_F(Restored, WhatTheBackupHasAndThePageDoesNotKnowOfIsSentUnderItsFirstNumber) {
  open();
  give_note();
  const std::string client = server.pushes.back()["client_id"];
  restore(1);
  ASSERT_FALSE(server.pushes.empty());
  EXPECT_EQ(server.pushes[0]["client_id"], client) << "the server answers what became of it";
}

TEST_F(Restored, ASecondRestoreGetsTheSameAgain) {
  open();
  give_and_confirm("t1");
  restore(0);
  page.hear_done(server.pushes.back()["client_id"], 1);
  page.run(seconds(1));
  restore(0, "e3");
  EXPECT_EQ(given(), "t1 again-:1 e3; ");
}

// A later backup of the first history has the command under its first number, and not under the second.
TEST_F(Restored, ALaterBackupThatHasItAfterAllGetsNothing) {
  open();
  give_and_confirm("t1");
  restore(0);
  page.hear_done(server.pushes.back()["client_id"], 1);
  page.run(seconds(1));
  restore(1, "e3");
  EXPECT_EQ(given(), "");
}

TEST_F(Restored, WhatNobodyBringsATicketForIsHandedBackAfterSevenDays) {
  open();
  give_note();
  restore(0);
  EXPECT_EQ(profile.count("ann/aside/"), 1);
  page.platform.clock = page.platform.clock + days(8);
  server.clock_behind = Duration{} - days(8);
  restore(0);
  ASSERT_EQ(page.replica.refused.size(), 1u);
  EXPECT_EQ(std::get<WriteNote>(page.replica.refused[0].pending.command).message.text, "Paper jam");
  EXPECT_EQ(profile.count("ann/aside/"), 0);
}

}  // namespace
}  // namespace oasis
