// The writer on a virtual clock: group commit, due timers in order, undo, late marks.
#include "server/engine/writer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "server/engine/audit.hpp"
#include "server/engine/documents.hpp"
#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/store/outbox.hpp"
#include "server/store/schema.hpp"
#include "server/store/tickets.hpp"
#include "server/store/timers.hpp"
#include "shared/policy/policies.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::engine {
namespace {

constexpr Instant start{1'774'620'000'000};

constexpr const char* document = R"json({
  "name": "Acme", "last_resort": {"user": "olga"}, "default_sla": "standard",
  "users": [
    {"id": "ann", "name": "Ann", "contacts": {"email": "ann@acme.example"}},
    {"id": "bob", "name": "Bob", "contacts": {"email": "bob@acme.example"}},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example"}}],
  "slas": [{"id": "standard", "targets": {"normal": {"first_response": "1h", "resolution": "24h"}}}],
  "chains": [{"id": "default", "steps": [
    {"tier": 1, "notify": [{"user": "ann"}], "wait": "10m"},
    {"tier": 2, "notify": [{"user": "bob"}], "wait": "10m"},
    {"tier": 3, "notify": [{"user": "olga"}], "wait": "10m"}]}],
  "rules": [{"id": "no-answer", "on": "no_response", "for": "30m", "then": [{"escalate": {"chain": "default"}}]}]
})json";

struct WriterTest : testing::Test {
  TemporaryFolder folder;
  Zones zones = load_zones();
  ManualClock clock{start};
  std::vector<std::int64_t> heads;
  std::unique_ptr<Writer> writer;

  void SetUp() override {
    open();
    writer->run(
        [](Turn& turn) { ASSERT_TRUE(turn.adopt_document(document, Reach::open_tickets, "test").empty()); });
    writer->act_on_time();
  }
  void open() {
    store::Database database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
    store::migrate(database, store::migrations());
    install_workspace(database, zones, clock.now());
    WriterHooks hooks;
    hooks.committed = [this](std::int64_t head, const std::vector<store::Change>&) { heads.push_back(head); };
    writer = std::make_unique<Writer>(Setting{zones, "test.invalid"}, std::move(database), clock, hooks);
  }
  void restart(Duration pause) {
    writer.reset();
    clock.set(clock.now() + pause);
    open();
    writer->act_on_time();
    settle();
  }
  /// Everything that is due now has happened when this returns.
  void settle() {
    for (int i = 0; i < 3; ++i) writer->run([](Turn&) {});
  }
  void pass(Duration span) {
    const Instant until = clock.now() + span;
    for (auto due = writer->next_due(); due && *due <= until; due = writer->next_due()) {
      clock.set(std::max(*due, clock.now()));
      settle();
    }
    clock.set(until);
    settle();
  }
  static CreateTicket creation(const TicketId& id) {
    CreateTicket create;
    create.ticket = id;
    create.subject = "Printer on fire";
    create.from_email = "gina@globex.example";
    create.message.id = id + "-first";
    create.message.text = "help";
    return create;
  }
  void open_ticket(const TicketId& id) {
    writer->run([&](Turn& turn) {
      ASSERT_FALSE(turn.run(creation(id), Actor{Actor::Kind::customer, "", Role::viewer}).has_value());
    });
  }
  std::vector<Event> events(const TicketId& id) {
    std::vector<Event> found;
    writer->run_store([&](store::Database& database) { found = store::events_of(database, id); });
    return found;
  }
  std::vector<Escalated> steps(const TicketId& id) {
    std::vector<Escalated> found;
    for (const Event& event : events(id)) {
      if (const auto* step = std::get_if<Escalated>(&event.fact)) found.push_back(*step);
    }
    return found;
  }
};

TEST_F(WriterTest, StepsFireAtTheirOwnInstants) {
  open_ticket("t");
  pass(minutes(45));
  std::vector<Duration> when;
  for (const Event& event : events("t")) {
    if (std::holds_alternative<Escalated>(event.fact)) when.push_back(event.at - start);
  }
  EXPECT_EQ(when, (std::vector<Duration>{minutes(30), minutes(40)}));
}

TEST_F(WriterTest, AfterAnOutageTheOverdueStepFiresOnceMarkedLateAndTheNextWaitCountsFromThere) {
  open_ticket("t");
  pass(minutes(35));
  restart(minutes(60));
  ASSERT_EQ(steps("t").size(), 2u);
  EXPECT_EQ(steps("t")[1].tier, 2);
  EXPECT_EQ(steps("t")[1].late, minutes(55));
  pass(minutes(9));
  EXPECT_EQ(steps("t").size(), 2u);
  pass(minutes(2));
  EXPECT_EQ(steps("t").size(), 3u);
}

TEST_F(WriterTest, ACommandThatFindsNoServerDoesNotFireWhatIsDue) {
  open_ticket("t");
  writer.reset();
  clock.set(start + hours(2));
  open();  // without act_on_time
  settle();
  EXPECT_TRUE(steps("t").empty());
}

TEST_F(WriterTest, WhatAPieceOfWorkThrowsUndoesItsPartOnlyInRowsAndInMemory) {
  open_ticket("kept");
  EXPECT_THROW(writer->run([](Turn& turn) {
    ASSERT_FALSE(turn.run(creation("lost"), Actor{Actor::Kind::customer, "", Role::viewer}).has_value());
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  writer->run([](Turn& turn) {
    EXPECT_EQ(turn.state().tickets.count("lost"), 0u);
    EXPECT_EQ(turn.state().tickets.count("kept"), 1u);
    EXPECT_EQ(turn.state().last_number, 1);
    EXPECT_FALSE(store::find_ticket(turn.database(), "lost").has_value());
  });
  open_ticket("lost");
  EXPECT_FALSE(events("lost").empty());
}

TEST_F(WriterTest, AMessageIdIsTakenOnce) {
  open_ticket("t");
  writer->run([](Turn& turn) {
    const auto refusal = turn.run(CustomerReply{"t", Draft{"t-first", "again", {}, "", false}, "n"},
                                  Actor{Actor::Kind::customer, "", Role::viewer});
    ASSERT_TRUE(refusal.has_value());
    EXPECT_EQ(refusal->code, Refusal::Code::conflict);
  });
}

TEST_F(WriterTest, TheStateThatIsLoadedIsTheStateThatWasLeft) {
  open_ticket("t");
  pass(minutes(41));
  Ticket before;
  std::map<Id, Person> people;
  writer->run([&](Turn& turn) {
    before = turn.state().tickets.at("t");
    people = turn.state().people;
  });
  restart({});
  writer->run([&](Turn& turn) {
    EXPECT_TRUE(turn.state().tickets.at("t") == before);
    EXPECT_TRUE(turn.state().people == people);
    EXPECT_EQ(audit_timers(turn), 0) << "its timers are those that follow from it";
  });
}

TEST_F(WriterTest, TheAuditorMendsATimerThatIsMissing) {
  open_ticket("t");
  writer->run([](Turn& turn) {
    turn.database().run("DELETE FROM timer");
    EXPECT_GT(audit_timers(turn), 0);
  });
  pass(minutes(31));
  EXPECT_EQ(steps("t").size(), 1u);
}

TEST_F(WriterTest, FinishedTicketsLeaveTheMemoryAndComeBackWhenNeeded) {
  open_ticket("t");
  writer->run([](Turn& turn) {
    SetFields close;
    close.ticket = "t";
    close.status = Status::closed;
    ASSERT_FALSE(turn.run(close, Actor{Actor::Kind::user, "ann", Role::agent}).has_value());
  });
  settle();
  writer->run([](Turn& turn) {
    EXPECT_EQ(turn.state().tickets.count("t"), 0u);
    EXPECT_FALSE(turn.run(WriteNote{"t", Draft{"n", "late note", {}, "", false}},
                          Actor{Actor::Kind::user, "ann", Role::agent})
                     .has_value());
  });
}

TEST_F(WriterTest, EveryPageIsAnOutboxRowOfTheSameTransaction) {
  open_ticket("t");
  pass(minutes(31));
  writer->run_store([](store::Database& database) {
    const auto messages = store::outgoing_of(database, "t");
    ASSERT_EQ(messages.size(), 1u);
    EXPECT_EQ(messages[0].message.address, "ann@acme.example");
    EXPECT_EQ(messages[0].message.state, store::Delivery::queued);
  });
}

TEST_F(WriterTest, ManyThreadsShareCommitsAndEveryHeadIsNewer) {
  std::vector<std::thread> threads;
  std::atomic<int> done = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) {
        open_ticket("t" + std::to_string(t) + "-" + std::to_string(i));
        ++done;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(done, 160);
  writer.reset();
  for (std::size_t i = 1; i < heads.size(); ++i) EXPECT_LT(heads[i - 1], heads[i]);
}

TEST_F(WriterTest, APersonAddedByTheAdminCountsForOpenTicketsAtOnce) {
  open_ticket("t");
  writer->run([](Turn& turn) {
    std::string with_chen = document;
    with_chen.replace(with_chen.find("{\"id\": \"bob\""), 0, "{\"id\": \"chen\", \"name\": \"Chen\"}, ");
    ASSERT_TRUE(turn.adopt_document(with_chen, Reach::open_tickets, "test").empty());
    EXPECT_EQ(turn.state().tickets.at("t").version, current_policies(turn.state())->version());
  });
}

}  // namespace
}  // namespace oasis::engine
