// A back-test of tickets as numbers: each counts what the core tells, and knows the tickets behind it.
#include "shared/simulate/outcome.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

constexpr Instant evening{1'772'488'800'000};  // 2026-03-02T22:00:00Z

std::shared_ptr<const Policies> with_wait(const char* wait) {
  const std::string text = R"({
    "default_sla": "std", "last_resort": {"user": "olga"},
    "users": [{"id": "ann", "contacts": {"email": "ann@acme.example"}},
              {"id": "olga", "contacts": {"email": "olga@acme.example"}}],
    "slas": [{"id": "std", "targets": {"normal": {"first_response": "1h"}}}],
    "chains": [{"id": "c", "steps": [{"tier": 1, "notify": [{"user": "ann"}], "wait": ")" +
                           std::string(wait) + R"("},
                                     {"tier": 2, "notify": [{"user": "olga"}], "wait": "10m"}]}],
    "rules": [{"id": "r", "on": "created", "then": [{"escalate": {"chain": "c"}}]}]})";
  return *Policies::prepare(*read_workspace(nlohmann::json::parse(text), Zones()), Zones(), 1);
}

GivenTicket answered_after(const TicketId& id, TicketNumber number, Duration time) {
  CreateTicket create;
  create.ticket = id;
  create.message.id = id + "/1";
  Reply reply;
  reply.ticket = id;
  reply.message.id = id + "/2";
  SetFields resolve;
  resolve.ticket = id;
  resolve.status = Status::resolved;
  return {id,
          number,
          {{evening, "", true, Command(create)},
           {evening + time, "ann", false, Command(reply)},
           {evening + time + minutes(1), "ann", false, Command(resolve)}}};
}

Outcome outcome_with(const char* wait) {
  const GivenTicket soon = answered_after("T1", 1, minutes(20)), late = answered_after("T2", 2, hours(2));
  Outcome outcome;
  EXPECT_FALSE(add_outcome(outcome, {&soon, &late}, with_wait(wait), Zones(), evening + hours(9)));
  return outcome;
}

TEST(Outcome, CountsBreachesPagesNightsAndTiersWithTheirTickets) {
  const Outcome outcome = outcome_with("30m");
  EXPECT_EQ(outcome.tickets, 2);
  const Counted& breached = outcome.breaches[static_cast<std::size_t>(ClockKind::first_response)];
  EXPECT_EQ(breached.tickets, std::vector<TicketNumber>{2});
  EXPECT_EQ(outcome.escalated.count, 2);
  EXPECT_EQ(outcome.tiers.at(1).count, 2);
  EXPECT_EQ(outcome.tiers.at(2).tickets, std::vector<TicketNumber>{2});
  EXPECT_EQ(outcome.exhausted.tickets, std::vector<TicketNumber>{2});
  EXPECT_GE(outcome.pages.at("ann").count, 1);
  EXPECT_EQ(std::count(outcome.night_pages.tickets.begin(), outcome.night_pages.tickets.end(), 2), 1);
}

TEST(Outcome, KnowsHowLongCustomersWaited) {
  const Outcome outcome = outcome_with("30m");
  EXPECT_EQ(outcome.first_responses, (Times{{minutes(20), 1}, {hours(2), 2}}));
  EXPECT_TRUE(outcome.next_responses.empty());
  EXPECT_EQ(outcome.resolutions, (Times{{minutes(21), 1}, {minutes(121), 2}}));
}

TEST(Outcome, AnotherWaitGivesOtherNumbers) {
  EXPECT_EQ(outcome_with("10m").tiers.at(2).count, 2);
  EXPECT_EQ(outcome_with("3h").tiers.count(2), 0u);
}

}  // namespace
}  // namespace oasis
