// Who is on call soon and cannot be reached: no way that works, an address that fails, an account that is disabled.
#include "server/notify/readiness.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/store/bounces.hpp"
#include "server/store/contacts.hpp"
#include "shared/policy/policies.hpp"
#include "tests/server_unit/notify/answering.hpp"

namespace oasis::notify {
namespace {

TEST_F(Answering, WhoIsDisabledIsNotToldAlsoAfterARestart) {
  disable("ann", true);
  restart();
  open_ticket("t-2");
  page_of("t-2", "bob");
  run([](Turn& turn) {
    for (const store::Told& told : store::outgoing_of(turn.database(), "t-2")) EXPECT_NE(told.message.user, "ann");
    const auto unready = unready_people(*current_policies(turn.state()), turn.database(), start);
    const auto ann = std::find_if(unready.begin(), unready.end(), [](const Unready& one) { return one.user == "ann"; });
    ASSERT_NE(ann, unready.end());
    EXPECT_FALSE(ann->reachable);
    EXPECT_EQ(ann->obstacles.front().kind, Obstacle::Kind::disabled);
  });
}

TEST_F(Answering, ReadinessNamesWhoIsOnCallWithoutAWayThatIsKnownToWork) {
  run([&](Turn& turn) {
    const auto before = unready_people(*current_policies(turn.state()), turn.database(), start);
    ASSERT_EQ(before.size(), 2u) << "nothing is verified yet";
    EXPECT_FALSE(before[0].reachable);
    EXPECT_EQ(before[0].obstacles.front().kind, Obstacle::Kind::unverified);
    EXPECT_FALSE(before[0].obstacles.front().fix.empty());
    for (const char* address : {"ann@acme.example", "bob@acme.example"}) {
      const Id user = std::string(address).substr(0, 3);
      store::mark_contact_works(turn.database(), {user, "email", address}, start);
    }
    store::mark_contact_works(turn.database(), {"ann", "sms", "+15550101"}, start);
    EXPECT_TRUE(unready_people(*current_policies(turn.state()), turn.database(), start).empty());
    store::mark_contact_failed(turn.database(), {"ann", "sms", "+15550101"}, "No such number.", start);
    const auto after = unready_people(*current_policies(turn.state()), turn.database(), start);
    ASSERT_EQ(after.size(), 1u);
    EXPECT_EQ(after[0].user, "ann");
    EXPECT_TRUE(after[0].reachable) << "by e-mail";
    EXPECT_EQ(after[0].obstacles.front().kind, Obstacle::Kind::failing);
  });
}

TEST_F(Answering, ReadinessLooksFourteenDaysAhead) {
  nlohmann::json four = nlohmann::json::parse(document);
  for (const char* id : {"cleo", "dora"}) four["users"].push_back({{"id", id}, {"name", id}});
  // Weeks from Monday 9:00: ann's is under way; dora's begins on the 17th day from now.
  four["schedules"][0]["layers"][0]["rotation"]["start"] = "2026-03-23T09:00:00";
  four["schedules"][0]["layers"][0]["rotation"]["people"] = {"ann", "bob", "cleo", "dora"};
  run([&](Turn& turn) {
    ASSERT_TRUE(turn.adopt_document(four.dump(), engine::Reach::open_tickets, "test").empty());
    const auto names = [&](Instant now) {
      std::string all;
      for (const Unready& one : unready_people(*current_policies(turn.state()), turn.database(), now))
        all += one.user + " ";
      return all;
    };
    EXPECT_EQ(names(start), "ann bob cleo ");
    EXPECT_EQ(names(start + days(3)), "bob cleo dora ") << "soonest first";
  });
}

TEST_F(Answering, ReadinessNamesAnAddressWhoseMailCameBack) {
  run([&](Turn& turn) {
    for (const char* address : {"ann@acme.example", "bob@acme.example"}) {
      const Id user = std::string(address).substr(0, 3);
      store::mark_contact_works(turn.database(), {user, "email", address}, start);
    }
    store::mark_contact_works(turn.database(), {"ann", "sms", "+15550101"}, start);
    store::put_bounce(turn.database(), {"bob@acme.example", start, true, "5.1.1", "No such mailbox", 1});
    const auto after = unready_people(*current_policies(turn.state()), turn.database(), start);
    ASSERT_EQ(after.size(), 1u);
    EXPECT_EQ(after[0].user, "bob");
    EXPECT_FALSE(after[0].reachable);
    EXPECT_NE(after[0].obstacles.front().what.find("came back: No such mailbox"), std::string::npos);
  });
}

}  // namespace
}  // namespace oasis::notify
