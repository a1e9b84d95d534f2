// Refusals have no ids in them.
#include "client/screens/refusal.hpp"

#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

constexpr const char* unknown = "0199a3b2-77aa-7c01-8f00-0123456789ab";

struct Refusing : testing::Test {
  Refusing() {
    Ticket into;
    into.id = "t2";
    into.number = 6;
    confirm(replica, "t2", into);
  }
  Replica replica;
};

TEST_F(Refusing, NamesTicketsByTheirNumbers) {
  EXPECT_EQ(say_refusal(replica, "was merged into t2"), "was merged into #6");
  EXPECT_EQ(say_refusal(replica, "t2: nobody at2 t22 knows it"), "#6: nobody at2 t22 knows it");
  EXPECT_EQ(say_refusal(replica, "no ticket \"t2\" any more."), "no ticket #6 any more.");
}

TEST_F(Refusing, SaysNothingOfIdsThatNothingHereHas) {
  EXPECT_EQ(say_refusal(replica, std::string("was merged into ") + unknown), "was merged into another one");
  EXPECT_EQ(say_refusal(replica, std::string("no ticket \"") + unknown + "\""), "no such ticket");
  EXPECT_EQ(say_refusal(replica, "no team \"gone\""), "no such team");
  EXPECT_EQ(say_refusal(replica, "the newest document has no chain \"gone\"."), "the newest document has no such chain.");
}

TEST_F(Refusing, LeavesSentencesAsTheyAre) {
  EXPECT_EQ(say_refusal(replica, ""), "");
  EXPECT_EQ(say_refusal(replica, "must be in the future,  within a year "), "must be in the future,  within a year ");
  EXPECT_EQ(say_refusal(replica, "\""), "\"\"") << "a quotation that never ends";
}

TEST(RefusingInAWorkspace, ThingsOfTheDocumentHaveTheirNames) {
  DeskHarness h;
  const Workspace& workspace = h.replica.confirmed.versions.back()->workspace();
  ASSERT_FALSE(workspace.users.empty());
  const User& user = workspace.users.front();
  EXPECT_EQ(say_refusal(h.replica, "no escalation runs along \"" + user.id + "\""),
            "no escalation runs along \"" + user.name + "\"");
}

}  // namespace
}  // namespace oasis
