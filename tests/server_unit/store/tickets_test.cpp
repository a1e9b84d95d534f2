// What server/store/tickets promises about finding tickets without reading all of them.
#include "server/store/tickets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "server/store/schema.hpp"
#include "server/store/timers.hpp"
#include "server/store/workspaces.hpp"
#include "tests/chance.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::store {
namespace {

constexpr Instant now{1'774'620'000'000};

struct StoredTickets : testing::Test {
  TemporaryFolder folder;
  Database db = Database::open(folder.path() + "/test.db", Access::read_write);
  std::vector<Ticket> tickets;

  void SetUp() override {
    migrate(db, migrations());
    for (std::uint32_t version : {1, 2, 3}) put_workspace(db, {version, "{}"}, now, "test");
  }
  Ticket& add(int number) {
    Ticket ticket;
    ticket.id = "t-" + std::to_string(number);
    ticket.number = number;
    ticket.version = 1;
    ticket.updated = now - days(3);
    tickets.push_back(ticket);
    return tickets.back();
  }
};

TEST_F(StoredTickets, OpenOnesComeByVersionAndIdAPartAtATime) {
  for (int i = 0; i < 20; ++i) {
    Ticket& ticket = add(i);
    ticket.version = static_cast<std::uint32_t>(1 + i % 3);
    if (i % 5 == 0) ticket.status = Status::closed;
    put_ticket(db, ticket);
  }
  std::vector<std::pair<std::uint32_t, TicketId>> expected;
  for (const Ticket& ticket : tickets) {
    if (!is_finished(ticket.status)) expected.emplace_back(ticket.version, ticket.id);
  }
  std::sort(expected.begin(), expected.end());
  std::vector<std::pair<std::uint32_t, TicketId>> found;
  OpenPlace after;
  for (auto part = open_tickets(db, after, 3); !part.empty(); part = open_tickets(db, after, 3)) {
    EXPECT_LE(part.size(), 3u);
    for (const OpenPlace& place : part) found.emplace_back(place.version, place.id);
    after = part.back();
  }
  EXPECT_EQ(found, expected);
}

TEST_F(StoredTickets, OfInterestIsWhatADigestTellsOfAndNothingElse) {
  test::Chance chance(4711);
  const std::array<Id, 3> people{"", "ann", "bob"};
  const std::array<Id, 3> teams{"", "north", "south"};
  std::set<TicketId> due_soon;
  for (int i = 0; i < 300; ++i) {
    Ticket& ticket = add(i);
    ticket.assignee = chance.one_of(people);
    ticket.acknowledged_by = chance.one_of(people);
    ticket.team = chance.one_of(teams);
    if (chance.once_in(3)) ticket.status = Status::resolved;
    if (chance.once_in(3)) ticket.updated = now - hours(1);
    put_ticket(db, ticket);
    if (!chance.once_in(3)) continue;
    const Instant due = now + hours(chance.below(100) + 1);
    replace_ticket_timers(db, ticket.id, {{due, Timer::Kind::breach, ticket.id, "", 3}});
    if (due <= now + hours(48)) due_soon.insert(ticket.id);
  }
  std::set<TicketId> expected;
  for (const Ticket& ticket : tickets) {
    const bool mine = ticket.assignee == "ann" || ticket.acknowledged_by == "ann";
    const bool stirred = ticket.updated > now - days(1) || due_soon.count(ticket.id) != 0;
    if (!is_finished(ticket.status) && (mine || (ticket.team == "north" && stirred)))
      expected.insert(ticket.id);
  }
  std::set<TicketId> found;
  const DigestInterest anns{"ann", {"north"}, now - days(1), now, now + hours(48)};
  each_ticket_of_interest(db, anns, [&](const Ticket& ticket) {
    EXPECT_TRUE(found.insert(ticket.id).second) << "each once";
    EXPECT_TRUE(ticket == tickets[static_cast<std::size_t>(ticket.number)]);
  });
  EXPECT_EQ(found, expected);
  EXPECT_GT(found.size(), 50u);
}

TEST_F(StoredTickets, TicketsOfAnOlderDatabaseAreFoundAsWell) {
  Database old = Database::open(folder.path() + "/old.db", Access::read_write);
  migrate(old, migrations().first(7));
  put_workspace(old, {1, "{}"}, now, "test");
  old.run(
      "INSERT INTO ticket (id, number, finished, updated, version, row) VALUES "
      "('a', 1, 0, 0, 1, '{\"assignee\": \"ann\"}'), ('b', 2, 0, 0, 1, '{\"acknowledged_by\": \"ann\"}'), "
      "('c', 3, 1, 0, 1, '{\"assignee\": \"ann\"}')");
  migrate(old, migrations());
  EXPECT_EQ(old.integer("SELECT count(*) FROM ticket WHERE assignee = 'ann' AND finished = 0"), 1);
  EXPECT_EQ(old.integer("SELECT count(*) FROM ticket WHERE holder = 'ann'"), 1);
  EXPECT_EQ(open_tickets(old, {}, 10).size(), 2u);
}

}  // namespace
}  // namespace oasis::store
