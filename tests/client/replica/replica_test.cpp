// A replica shows a person's own commands at once, keeps them until the log confirms them, and takes back
// what the server refuses.
#include "client/replica/replica.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"
#include "shared/policy/policies.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

const Instant now = parse_instant("2026-03-27T10:00:00Z").value();

Replica replica_of_ann() {
  const auto document = nlohmann::json::parse(R"({
    "name": "Acme", "zone": "UTC", "default_sla": "standard",
    "users": [{"id": "ann", "name": "Ann Ek", "role": "agent", "contacts": {"email": "ann@acme.example"}}],
    "teams": [{"id": "support", "members": ["ann"]}],
    "slas": [{"id": "standard", "targets": {"normal": {"first_response": "1h", "resolution": "24h"}}}]})");
  Zones zones;
  Replica replica;
  replica.me = {Actor::Kind::user, "ann", Role::agent};
  replica.confirmed.versions = {Policies::prepare(read_workspace(document, zones).value(), zones, 1).value()};
  return replica;
}

Command create(const TicketId& id) {
  CreateTicket command;
  command.ticket = id;
  command.subject = "Printer on fire";
  command.from_email = "gina@globex.example";
  command.message.id = id + "-first";
  command.message.text = "Please help";
  return command;
}

TEST(Replica, ACommandShowsAtOnceAndWaitsInTheOutbox) {
  Replica replica = replica_of_ann();
  EXPECT_FALSE(submit(replica, "k1", create("t1"), now).has_value());
  ASSERT_NE(find_ticket(replica, "t1"), nullptr);
  EXPECT_EQ(find_ticket(replica, "t1")->subject, "Printer on fire");
  EXPECT_TRUE(find_ticket(replica, "t1")->clocks[0].due.has_value())
      << "its clocks run before the server knows it";
  EXPECT_EQ(replica.outbox.size(), 1u);
  EXPECT_TRUE(replica.confirmed.tickets.empty());
}

TEST(Replica, LaterCommandsBuildOnWhatEarlierOnesLeadTo) {
  Replica replica = replica_of_ann();
  ASSERT_FALSE(submit(replica, "k1", create("t1"), now).has_value());
  ASSERT_FALSE(submit(replica, "k2", Acknowledge{"t1"}, now).has_value());
  EXPECT_EQ(find_ticket(replica, "t1")->acknowledged_by, "ann");
  EXPECT_EQ(replica.outbox.size(), 2u);
}

TEST(Replica, TheCoreRefusesBeforeAnythingIsSent) {
  Replica replica = replica_of_ann();
  const auto refused = submit(replica, "k1", Acknowledge{"nothing"}, now);
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->code, Refusal::Code::unknown_ticket);
  EXPECT_TRUE(replica.outbox.empty());
}

TEST(Replica, AnAnsweredCommandStaysShownUntilItsChangeArrives) {
  Replica replica = replica_of_ann();
  ASSERT_FALSE(submit(replica, "k1", create("t1"), now).has_value());
  const Ticket expected = *find_ticket(replica, "t1");
  find_pending(replica, "k1")->applied = {"e1", 5};
  replay(replica, now);
  EXPECT_NE(find_ticket(replica, "t1"), nullptr);

  Ticket row = expected;
  row.number = 7;
  confirm(replica, "t1", row);
  confirm_command(replica, "k1");
  replay(replica, now);
  EXPECT_TRUE(replica.outbox.empty());
  EXPECT_EQ(find_ticket(replica, "t1")->number, 7) << "the server's row is what is shown now";
}

TEST(Replica, WhatTheServerRefusesIsTakenBackAndKeptForItsAuthor) {
  Replica replica = replica_of_ann();
  ASSERT_FALSE(submit(replica, "k1", create("t1"), now).has_value());
  refuse(replica, "k1", "forbidden", "You may not open tickets here.");
  replay(replica, now);
  EXPECT_EQ(find_ticket(replica, "t1"), nullptr);
  ASSERT_EQ(replica.refused.size(), 1u);
  EXPECT_EQ(std::get<CreateTicket>(replica.refused[0].pending.command).message.text, "Please help");
}

TEST(Replica, WhatIsGivenAgainComesBeforeWhatIsNewAndEachOnce) {
  Replica replica = replica_of_ann();
  const auto pending = [](const char* key, std::int64_t mid, bool again) {
    PendingCommand made;
    made.key = key;
    made.client = "client-1";
    made.mid = mid;
    made.command = create(key);
    made.again = again;
    return made;
  };
  add_pending(replica, pending("new", 9, false));
  add_pending(replica, pending("second", 5, true));
  add_pending(replica, pending("first", 4, true));
  add_pending(replica, pending("first", 4, true));
  std::string order;
  for (const PendingCommand& one : replica.outbox) order += one.key + " ";
  EXPECT_EQ(order, "first second new ");
}

TEST(Replica, ARemovedTicketIsGoneWithItsDetails) {
  Replica replica = replica_of_ann();
  Ticket row;
  row.id = "t1";
  confirm(replica, "t1", row);
  replica.details["t1"].as_of = 3;
  confirm(replica, "t1", std::nullopt);
  EXPECT_EQ(find_ticket(replica, "t1"), nullptr);
  EXPECT_TRUE(replica.details.empty());
}

}  // namespace
}  // namespace oasis
