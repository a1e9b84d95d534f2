// What somebody wrote is not lost: what the server refused after it was shown as done, and what storage kept.
#include <gtest/gtest.h>

#include "client/screens/composer.hpp"

namespace oasis {
namespace {

struct GiveBack : testing::Test {
  GiveBack() {
    drafts.keep = [this](const std::string& key, const std::string& text) { drafts.texts[key] = text; };
  }
  Drafts drafts;
  Replica replica;
};

TEST_F(GiveBack, PutsARefusedReplyBackIntoItsField) {
  Reply reply;
  reply.ticket = "t1";
  reply.message.text = "Dear Gina";
  reply.message.attachments = {{"f1", "plan.pdf", "application/pdf", 3, false}};
  EXPECT_EQ(give_back(drafts, replica, reply), "t1");
  EXPECT_EQ(drafts.texts["reply/t1"], "Dear Gina");
  EXPECT_EQ(drafts.files["reply/t1"].attached.size(), 1u);
}

TEST_F(GiveBack, KeepsWhatWasWrittenSince) {
  drafts.texts["note/t1"] = "And another thing";
  WriteNote note;
  note.ticket = "t1";
  note.message.text = "Smoke everywhere";
  EXPECT_EQ(give_back(drafts, replica, note), "t1");
  EXPECT_EQ(drafts.texts["note/t1"], "Smoke everywhere\n\nAnd another thing");
}

TEST_F(GiveBack, FollowsATicketThatWasMergedMeanwhile) {
  Ticket merged;
  merged.id = "t1";
  merged.merged_into = "t2";
  confirm(replica, "t1", merged);
  WriteNote note;
  note.ticket = "t1";
  note.message.text = "Smoke everywhere";
  EXPECT_EQ(give_back(drafts, replica, note), "t2");
  EXPECT_EQ(drafts.texts["note/t2"], "Smoke everywhere");
}

TEST_F(GiveBack, HasNothingOfACommandWithoutWords) {
  EXPECT_EQ(give_back(drafts, replica, Acknowledge{"t1"}), "");
  EXPECT_TRUE(drafts.texts.empty());
}

TEST_F(GiveBack, AKeptDraftComesIntoTheFieldThatWasShownBeforeStorageAnswered) {
  drafts.texts["reply/t1"];  // as drawing the empty field leaves it
  drafts.texts["note/t1"] = "Typed since";
  for (const char* key : {"reply/t1", "note/t1", "reply/t2"}) take_kept(drafts, key, "Kept");
  EXPECT_EQ(drafts.texts["reply/t1"], "Kept");
  EXPECT_EQ(drafts.texts["note/t1"], "Typed since");
  EXPECT_EQ(drafts.texts["reply/t2"], "Kept");
}

}  // namespace
}  // namespace oasis
