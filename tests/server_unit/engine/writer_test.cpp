// The writer on a virtual clock: group commit, due timers in order, undo, late marks.
#include "server/engine/writer.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "server/engine/audit.hpp"
#include "server/engine/away.hpp"
#include "server/engine/documents.hpp"
#include "server/engine/jobs.hpp"
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
  std::atomic<int> jobs_ran = 0;
  watch::Work work;
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
    hooks.jobs = regular_jobs(work);
    hooks.committed = [this](std::int64_t head, const std::vector<store::Change>&) { heads.push_back(head); };
    hooks.jobs_ran = [this] { ++jobs_ran; };
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
  void open_tickets(int count) {
    writer->run([&](Turn& turn) {
      for (int i = 0; i < count; ++i) {
        const auto refusal =
            turn.run(creation("t-" + std::to_string(i)), Actor{Actor::Kind::customer, "", Role::viewer});
        ASSERT_FALSE(refusal.has_value()) << refusal->what;
      }
    });
  }
  void close_ticket(const TicketId& id) {
    writer->run([&](Turn& turn) {
      SetFields close;
      close.ticket = id;
      close.status = Status::closed;
      ASSERT_FALSE(turn.run(close, Actor{Actor::Kind::user, "ann", Role::agent}).has_value());
    });
  }
  /// A new version of the document, in which a first response has `target`.
  void edit(const std::string& target, Reach reach) {
    std::string edited = document;
    edited.replace(edited.find("\"1h\""), 4, "\"" + target + "\"");
    writer->run(
        [&](Turn& turn) { ASSERT_TRUE(turn.adopt_document(edited, reach, "config import").empty()); });
  }
  std::map<std::uint32_t, int> open_by_version() {
    std::map<std::uint32_t, int> found;
    writer->run_store([&](store::Database& database) {
      for (const store::OpenPlace& place : store::open_tickets(database, {}, 10'000)) ++found[place.version];
    });
    return found;
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

TEST_F(WriterTest, WhoMayNotWaitGivesItNothingToDo) {
  bool done = false;
  {
    const WithoutWaiting without_waiting;
    EXPECT_THROW(writer->run([&done](Turn&) { done = true; }), MayNotWait);
  }
  writer->run([](Turn&) {});  // what was given before this has been done when it returns
  EXPECT_FALSE(done);
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

// The ticket that a reply to a closed one would open is there already, but not in memory.
TEST_F(WriterTest, AReplyOpensNoTicketThatIsThereAlready) {
  open_ticket("closed");
  close_ticket("closed");
  open_ticket("there");
  restart({});
  writer->run([](Turn& turn) {
    const auto refusal = turn.run(CustomerReply{"closed", Draft{"again", "again", {}, "", false, {}}, "there"},
                                  Actor{Actor::Kind::customer, "", Role::viewer});
    ASSERT_TRUE(refusal.has_value());
    EXPECT_EQ(refusal->where, "/opens");
  });
  EXPECT_EQ(events("there").front().number, 0u);
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

TEST_F(WriterTest, AStartReadsNoTicketsAndTheStateIsTheOneThatWasLeft) {
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
    EXPECT_TRUE(turn.state().tickets.empty());
    ASSERT_TRUE(turn.fetch("t"));
    EXPECT_TRUE(turn.state().tickets.at("t") == before);
    EXPECT_TRUE(turn.state().people == people);
    EXPECT_EQ(audit_timers(turn), 0) << "its timers are those that follow from it";
  });
}

TEST_F(WriterTest, WhoSendsHearsOfAJobThatChangedNoRow) {
  settle();
  const std::size_t commits = heads.size();
  const int before = jobs_ran;
  settle();
  EXPECT_EQ(jobs_ran, before) << "none was due";
  pass(minutes(11));
  EXPECT_GT(jobs_ran, before);
  EXPECT_EQ(heads.size(), commits);
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

TEST_F(WriterTest, TicketsThatNobodyUsedForLongLeaveTheMemoryAndComeBackWhenNeeded) {
  open_ticket("t");
  open_tickets(4096);
  writer->run([](Turn& turn) {
    EXPECT_EQ(turn.state().tickets.count("t"), 0u);
    EXPECT_EQ(turn.state().tickets.size(), 4096u);
    EXPECT_FALSE(turn.run(WriteNote{"t", Draft{"n", "late note", {}, "", false}},
                          Actor{Actor::Kind::user, "ann", Role::agent})
                     .has_value());
    EXPECT_EQ(turn.state().tickets.count("t"), 1u);
  });
  writer->run([](Turn& turn) { EXPECT_EQ(turn.state().tickets.size(), 4096u); });
}

// Bob is told an hour later, "only if it is still open": by then the ticket is closed, and not in memory.
TEST_F(WriterTest, WhatWaitsForSomebodyKnowsTheTicketThatItIsAboutAlsoAfterARestart) {
  std::string with_delay = document;
  const std::string bob = "\"contacts\": {\"email\": \"bob@acme.example\"}";
  with_delay.replace(
      with_delay.find(bob), bob.size(),
      bob +
          ", \"notify\": {\"critical\": [{\"via\": \"email\", \"after\": \"1h\"}], \"normal\": "
          "[{\"via\": \"email\", \"after\": \"1h\"}]}");
  writer->run([&](Turn& turn) {
    const auto faults = turn.adopt_document(with_delay, Reach::open_tickets, "test");
    ASSERT_TRUE(faults.empty()) << faults.front().where << ": " << faults.front().what;
  });
  open_ticket("t");
  pass(minutes(41));
  ASSERT_EQ(steps("t").size(), 2u);
  close_ticket("t");
  restart({});
  pass(hours(2));
  const std::vector<Event> all = events("t");
  ASSERT_TRUE(std::holds_alternative<Suppressed>(all.back().fact));
  EXPECT_EQ(std::get<Suppressed>(all.back().fact).why, "the ticket is resolved");
  EXPECT_EQ(all.back().number + 1, all.size());
  writer->run([](Turn& turn) { EXPECT_TRUE(turn.state().people.at("bob").waiting.empty()); });
}

TEST_F(WriterTest, ManyOpenTicketsMoveToAnEditedDocumentInPartsAlsoAfterARestart) {
  open_tickets(1200);
  edit("4h", Reach::open_tickets);  // version 3
  EXPECT_EQ(open_by_version(), (std::map<std::uint32_t, int>{{2, 700}, {3, 500}}));
  edit("5h", Reach::new_tickets);  // version 4 is not for those that are open
  open_ticket("new");
  restart({});
  for (int i = 0; i < 4; ++i) pass(milliseconds(10));
  EXPECT_EQ(open_by_version(), (std::map<std::uint32_t, int>{{3, 1200}, {4, 1}}));
  writer->run([](Turn& turn) {
    EXPECT_EQ(*turn.state().tickets.at("t-7").clocks[0].due, start + hours(4));
    EXPECT_EQ(audit_timers(turn), 0);
  });
}

TEST_F(WriterTest, AnEditDuringAnotherOnesMoveTakesItsPlace) {
  open_tickets(1200);
  edit("4h", Reach::open_tickets);
  edit("5h", Reach::open_tickets);
  for (int i = 0; i < 4; ++i) pass(milliseconds(10));
  EXPECT_EQ(open_by_version(), (std::map<std::uint32_t, int>{{4, 1200}}));
}

TEST_F(WriterTest, TheAuditorMendsTicketsThatAreNotInMemoryAndTakesAwayWhatBelongsToNone) {
  open_ticket("t");
  open_ticket("finished");
  close_ticket("finished");
  writer->run_store([](store::Database& database) {
    database.run("DELETE FROM timer");
    for (const char* ticket : {"finished", "gone"})
      store::replace_ticket_timers(database, ticket,
                                   {{start + hours(9), Timer::Kind::breach, ticket, "", 0}});
  });
  writer.reset();
  open();  // without its own auditor
  writer->run([](Turn& turn) {
    EXPECT_EQ(audit_timers(turn), 3);
    EXPECT_EQ(audit_timers(turn), 0);
    EXPECT_TRUE(store::tickets_with_timers(turn.database(), "t", 10).empty());
    EXPECT_TRUE(turn.state().tickets.empty()) << "it looks, and keeps nothing";
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

/// A wall clock that somebody sets: no time passes by it.
struct SetClock final : Clock {
  std::atomic<std::int64_t> wall{start.ms};
  Instant now() override { return {wall}; }
  Duration elapsed() override { return {}; }
  void sleep(std::unique_lock<std::mutex>& lock, std::condition_variable& wake, std::optional<Instant>) override {
    wake.wait(lock);
  }
};

TEST_F(WriterTest, AClockThatLeapsAheadIsToldOnceInATurnOfItsOwn) {
  writer.reset();
  SetClock set;
  std::vector<std::pair<Instant, Duration>> told;
  store::Database database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
  WriterHooks hooks;
  hooks.leapt = [&told](Turn& turn, Duration by) { told.emplace_back(turn.now(), by); };
  writer = std::make_unique<Writer>(Setting{zones, "test.invalid"}, std::move(database), set, hooks);
  settle();
  set.wall = (start + minutes(4)).ms;
  settle();
  EXPECT_TRUE(told.empty()) << "clocks are corrected all the time";
  set.wall = (start + minutes(64)).ms;
  settle();
  settle();
  EXPECT_EQ(told, (std::vector<std::pair<Instant, Duration>>{{start + minutes(64), hours(1)}}));
  writer.reset();
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
