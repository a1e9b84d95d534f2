// A back-test by all processors gives what one gives, in the same order.
#include "server/engine/back_test.hpp"

#include <gtest/gtest.h>

#include "server/engine/documents.hpp"

namespace oasis::engine {
namespace {

constexpr Instant monday{1'772'438'400'000};  // 2026-03-02T08:00:00Z

std::shared_ptr<const Policies> paging_for_every_ticket() {
  return read_document(R"({
    "default_sla": "std", "last_resort": {"user": "olga"},
    "users": [{"id": "ann", "contacts": {"email": "ann@acme.example"}},
              {"id": "olga", "contacts": {"email": "olga@acme.example"}}],
    "slas": [{"id": "std", "targets": {"normal": {"first_response": "1h"}}}],
    "chains": [{"id": "c", "steps": [{"tier": 1, "notify": [{"user": "ann"}], "wait": "30m"},
                                     {"tier": 2, "notify": [{"user": "olga"}], "wait": "10m"}]}],
    "rules": [{"id": "r", "on": "created", "then": [{"escalate": {"chain": "c"}}]}]})",
                       1, Zones())
      ->policies;
}

/// One a minute; every other one is answered, the later the higher its number.
std::vector<GivenTicket> tickets_of_a_morning(int count) {
  std::vector<GivenTicket> tickets;
  for (int i = 0; i < count; ++i) {
    const TicketId id = "T" + std::to_string(i);
    const Instant at = monday + minutes(i);
    CreateTicket create;
    create.ticket = id;
    create.message.id = id + "/1";
    tickets.push_back({id, i + 1, {{at, "", true, Command(create)}}});
    if (i % 2 == 0) continue;
    Reply reply;
    reply.ticket = id;
    reply.message.id = id + "/2";
    tickets.back().events.push_back({at + minutes(i), "ann", false, Command(reply)});
  }
  return tickets;
}

TEST(BackTest, GivesTheSameByAnyNumberOfThreads) {
  const auto policies = paging_for_every_ticket();
  const auto tickets = tickets_of_a_morning(230);
  const auto alone = back_test(tickets, policies, Zones(), monday + hours(12), 1);
  ASSERT_TRUE(alone.ok());
  EXPECT_EQ(alone->tickets, 230);
  EXPECT_EQ(alone->first_responses.size(), 115u);
  EXPECT_EQ(alone->escalated.count, 230);
  for (const unsigned threads : {2u, 5u}) {
    const auto together = back_test(tickets, policies, Zones(), monday + hours(12), threads);
    ASSERT_TRUE(together.ok());
    EXPECT_EQ(together->first_responses, alone->first_responses);
    for (std::size_t i = 0; i < clock_count; ++i) EXPECT_EQ(together->breaches[i].tickets, alone->breaches[i].tickets);
    EXPECT_EQ(together->pages.at("olga").tickets, alone->pages.at("olga").tickets);
    EXPECT_EQ(together->pages.at("ann").count, alone->pages.at("ann").count);
  }
}

TEST(BackTest, OfNothingIsNothing) {
  const auto nothing = back_test({}, paging_for_every_ticket(), Zones(), monday, 3);
  ASSERT_TRUE(nothing.ok());
  EXPECT_EQ(nothing->tickets, 0);
}

}  // namespace
}  // namespace oasis::engine
