// Rows of measures equal the full fold, however often they were brought up to date on the way.
#include "server/engine/measuring.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "server/store/measures.hpp"
#include "server/store/schema.hpp"
#include "server/store/tickets.hpp"
#include "server/store/workspaces.hpp"
#include "shared/policy/policies.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::engine {
namespace {

constexpr Instant start{1'772'452'800'000};
const Actor ann{Actor::Kind::user, "ann", Role::agent};

struct Measuring : testing::Test {
  Measuring() {
    store::migrate(database, store::migrations());
    store::put_workspace(database, {1, "{}"}, start, "test");
    state.versions.push_back(Policies::prepare(Workspace{}, zones, 1).value());
  }

  void add(const TicketId& ticket, int minute, Fact fact) {
    Event event{ticket, next[ticket]++, start + minutes(minute), ann, {}, std::move(fact)};
    if (event.number == 0) {
      Ticket row;
      row.id = ticket;
      row.number = static_cast<std::int64_t>(next.size());
      row.version = 1;
      store::put_ticket(database, row);
    }
    if (auto* created = std::get_if<Created>(&event.fact)) {
      created->message.ticket = ticket;
      created->message.id = ticket + "-message";
    }
    store::put_event(database, event);
  }
  int measure(std::int64_t most) {
    int parts = 0;
    for (bool more = true; more; ++parts) {
      Turn turn(setting, database, state, start);
      more = measure_part(turn, most);
    }
    return parts;
  }
  std::map<TicketId, std::vector<Measure>> rows() {
    std::map<TicketId, std::vector<Measure>> found;
    store::each_measure(database, {start - days(1), start + days(1)},
                        [&](const TicketId& ticket, const Measure& row) { found[ticket].push_back(row); });
    return found;
  }

  TemporaryFolder folder;
  store::Database database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
  Zones zones;
  Setting setting{zones, "example.org"};
  State state;
  std::map<TicketId, std::uint32_t> next;
};

Created created() {
  Created fact;
  fact.subject = "Printer";
  return fact;
}

TEST_F(Measuring, BroughtUpToDateInPartsTheyEqualTheFullFold) {
  for (int i = 0; i < 5; ++i) add("t" + std::to_string(i), i, created());
  EXPECT_EQ(measure(2), 3) << "five events in parts of two";
  for (int i = 0; i < 5; ++i) add("t" + std::to_string(i), 10 + i, Resolved{"done"});
  measure(3);
  const auto in_parts = rows();
  store::set_measured_until(database, 0);
  measure(1'000);
  EXPECT_EQ(rows(), in_parts);
  ASSERT_EQ(in_parts.size(), 5u);
  ASSERT_EQ(in_parts.at("t0").size(), 2u) << "each measure once";
}

// So that a history of years is folded once, and not once for each day that something happened to the ticket.
TEST_F(Measuring, ATicketIsMeasuredWhenTheTurnOfItsLastEventComes) {
  add("long", 0, created());
  add("short", 1, created());
  add("long", 2, Resolved{"done"});
  Turn turn(setting, database, state, start);
  ASSERT_TRUE(measure_part(turn, 2));
  EXPECT_EQ(rows().count("short"), 1u);
  EXPECT_EQ(rows().count("long"), 0u);
  EXPECT_TRUE(store::is_measured(database, "short"));
  EXPECT_FALSE(store::is_measured(database, "long"));
  EXPECT_EQ(store::uncounted(database).events_left, 1);
  ASSERT_FALSE(measure_part(turn, 2)) << "that was all";
  EXPECT_EQ(rows().at("long").size(), 2u);
  EXPECT_TRUE(store::is_measured(database, "long"));
}

TEST_F(Measuring, WithNothingNewThereIsNothingToDo) {
  add("t0", 0, created());
  EXPECT_TRUE(store::unmeasured(database, 10).events > 0);
  EXPECT_EQ(measure(10), 1);
  EXPECT_EQ(store::unmeasured(database, 10).events, 0);
  EXPECT_EQ(store::uncounted(database).events_left, 0);
}

// A finished ticket of long ago: only its row and the stored version of the document know how it lived.
TEST_F(Measuring, ATicketOfAVersionThatIsNotInMemoryIsMeasured) {
  add("t", 0, created());
  add("t", 5, Resolved{"done"});
  measure(100);
  const auto before = rows();
  store::put_workspace(database, {2, "{}"}, start, "test");
  state.versions = {Policies::prepare(Workspace{}, zones, 2).value()};
  store::set_measured_until(database, 0);
  measure(100);
  EXPECT_EQ(rows(), before);
  EXPECT_FALSE(before.at("t").empty());
}

}  // namespace
}  // namespace oasis::engine
