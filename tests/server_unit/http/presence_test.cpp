// Who looks at a ticket at this moment: told by pages, forgotten when they fall silent.
#include "server/http/presence.hpp"

#include <gtest/gtest.h>

namespace oasis::http {
namespace {

const Instant noon{1'774'612'800'000};

TEST(Presence, OthersAreSeenAndOneselfIsNot) {
  Presence presence;
  presence.tell("ann", "p1", "t1", false, noon);
  presence.tell("bob", "p2", "t1", true, noon);
  EXPECT_EQ(presence.others("ann", "t1", noon), (std::vector<Looker>{{"bob", true}}));
  EXPECT_EQ(presence.others("bob", "t1", noon), (std::vector<Looker>{{"ann", false}}));
  EXPECT_TRUE(presence.others("ann", "t2", noon).empty());
}

TEST(Presence, APersonWithTwoPagesIsThereOnceAndTypesIfEitherDoes) {
  Presence presence;
  presence.tell("bob", "p1", "t1", false, noon);
  presence.tell("bob", "p2", "t1", true, noon);
  EXPECT_EQ(presence.others("ann", "t1", noon), (std::vector<Looker>{{"bob", true}}));
}

TEST(Presence, WhoeverLeavesOrFallsSilentIsGone) {
  Presence presence;
  presence.tell("bob", "p1", "t1", false, noon);
  presence.tell("bob", "p1", "", false, noon);
  EXPECT_TRUE(presence.others("ann", "t1", noon).empty());
  presence.tell("bob", "p1", "t1", false, noon);
  EXPECT_EQ(presence.others("ann", "t1", noon + Presence::fresh).size(), 1u);
  EXPECT_TRUE(presence.others("ann", "t1", noon + Presence::fresh + seconds(1)).empty());
}

TEST(Presence, APageThatGoesOnToAnotherTicketIsThereOnly) {
  Presence presence;
  presence.tell("bob", "p1", "t1", true, noon);
  presence.tell("bob", "p1", "t2", false, noon);
  EXPECT_TRUE(presence.others("ann", "t1", noon).empty());
  EXPECT_EQ(presence.others("ann", "t2", noon).size(), 1u);
}

}  // namespace
}  // namespace oasis::http
