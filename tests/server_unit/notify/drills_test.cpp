// Drills of the server from plan to score, on a virtual clock (docs/semantics.md, "Drills").
#include "server/notify/drills.hpp"

#include <gtest/gtest.h>

#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/engine/writer.hpp"
#include "server/store/outbox.hpp"
#include "server/store/schema.hpp"
#include "server/store/tickets.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::notify {
namespace {

constexpr Instant first_monday{1'774'861'200'000};    // 2026-03-30T09:00:00Z
constexpr Instant first_saturday{1'775'300'400'000};  // 2026-04-04T11:00:00Z

constexpr const char* with_a_drill = R"json({
  "name": "Acme", "zone": "UTC", "last_resort": {"user": "olga"},
  "users": [
    {"id": "ann", "name": "Ann", "contacts": {"email": "ann@acme.example"}},
    {"id": "bob", "name": "Bob", "contacts": {"email": "bob@acme.example"}},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example"}}],
  "chains": [{"id": "c", "steps": [
    {"tier": 1, "notify": [{"user": "ann"}], "wait": "20m"},
    {"tier": 2, "notify": [{"user": "bob"}], "wait": "20m"}]}],
  "drills": [{"id": "fire", "name": "Fire", "chain": "c", "subject": "The printer burns", "text": "Smoke everywhere."}]
})json";

struct Drills : testing::Test {
  TemporaryFolder folder;
  Zones zones = engine::load_zones();
  engine::ManualClock clock{first_monday};
  std::unique_ptr<engine::Writer> writer;

  void SetUp() override { start(true); }
  void start(bool first) {
    auto database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
    store::migrate(database, store::migrations());
    engine::install_workspace(database, zones, clock.now());
    engine::WriterHooks hooks;
    hooks.jobs[job_of_drills] = hold_drills;
    writer = std::make_unique<engine::Writer>(engine::Setting{zones, "test.invalid"}, std::move(database), clock, hooks);
    if (first) adopt(with_a_drill);
    writer->act_on_time();
    settle();
  }
  void adopt(const std::string& text) {
    writer->run([&](engine::Turn& turn) {
      const auto faults = turn.adopt_document(text, engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << faults.front().what;
    });
  }
  void settle() {
    for (int i = 0; i < 3; ++i) writer->run([](engine::Turn&) {});
  }
  void at(Instant now) {
    clock.set(now);
    settle();
  }
  /// Everything that is due until then happens at its instant.
  void pass_to(Instant until) {
    for (auto due = writer->next_due(); due && *due <= until; due = writer->next_due()) at(std::max(*due, clock.now()));
    at(until);
  }
  std::optional<Instant> planned() {
    std::optional<Instant> found;
    const auto policies = writer->policies();
    writer->run_store([&](store::Database& database) {
      found = planned_drill(database, *policies, policies->workspace().drills.front(), clock.now());
    });
    return found;
  }
  std::vector<HeldDrill> held() {
    std::vector<HeldDrill> found;
    writer->run_store([&](store::Database& database) { found = held_drills(database); });
    return found;
  }
  Ticket ticket(const TicketId& id) {
    std::optional<Ticket> found;
    writer->run_store([&](store::Database& database) { found = store::find_ticket(database, id); });
    EXPECT_TRUE(found);
    return found.value_or(Ticket{});
  }
  DrillScore score(const HeldDrill& one) {
    DrillScore found;
    writer->run_store([&](store::Database& database) { found = score_of(database, one, clock.now()); });
    return found;
  }
  std::optional<Refusal> hold_now(bool outside_hours = false) {
    std::optional<Refusal> refusal;
    writer->run([&](engine::Turn& turn) { refusal = start_drill(turn, "fire", "olga", outside_hours); });
    settle();
    return refusal;
  }
  /// Words of their own that wait to leave: "ann: DRILL …".
  std::vector<std::string> told(const std::string& like) {
    std::vector<std::string> found;
    writer->run_store([&](store::Database& database) {
      auto rows = database.prepare("SELECT user || ': ' || subject || '|' || words FROM outbox WHERE key LIKE ? ORDER BY id")
                      .bind(like);
      while (rows.step()) found.push_back(rows.text(0));
    });
    return found;
  }
};

TEST_F(Drills, APlannedOneIsAnnouncedBeginsEndsAndItsScoreIsTold) {
  const auto when = planned();
  ASSERT_TRUE(when);
  ASSERT_GT(*when, first_monday + days(1));
  at(*when - days(1) - minutes(1));
  EXPECT_TRUE(told("drill/fire/%").empty());
  at(*when - days(1));
  const auto announced = told("drill/fire/%");
  ASSERT_EQ(announced.size(), 3u) << "Ann and Bob take part, and Olga as the last resort";
  for (const std::string& one : announced) {
    EXPECT_NE(one.find(": DRILL announced: Fire on "), std::string::npos) << one;
    EXPECT_NE(one.find("|DRILL "), std::string::npos) << one;
  }
  EXPECT_TRUE(held().empty());

  at(*when);
  ASSERT_EQ(held().size(), 1u);
  const HeldDrill drill = held().front();
  EXPECT_EQ(drill.from, *when);
  EXPECT_EQ(drill.to, *when + minutes(40));
  EXPECT_TRUE(ticket(drill.ticket).drill);
  EXPECT_EQ(ticket(drill.ticket).subject, "The printer burns");
  ASSERT_TRUE(planned());
  EXPECT_GT(*planned(), *when + days(1)) << "the next quarter's";

  pass_to(*when + minutes(25));
  writer->run([&](engine::Turn& turn) {
    ASSERT_FALSE(turn.run(Acknowledge{drill.ticket}, Actor{Actor::Kind::user, "bob", Role::agent}));
  });
  EXPECT_TRUE(told("drill/%/score/%").empty());
  pass_to(drill.to);
  EXPECT_EQ(ticket(drill.ticket).status, Status::closed);
  const DrillScore result = score(drill);
  EXPECT_EQ(result.score, 85) << "Ann did not answer";
  ASSERT_EQ(result.tiers.size(), 2u);
  EXPECT_EQ(result.tiers[1].acknowledged_after, minutes(5));
  const auto scores = told("drill/%/score/%");
  ASSERT_EQ(scores.size(), 1u) << "to who answers for the set-up";
  EXPECT_EQ(scores[0].find("olga: DRILL is over: Fire, score 85|DRILL Fire is over."), 0u) << scores[0];
  EXPECT_NE(scores[0].find("- Tier 2: acknowledged after 300 s\n"), std::string::npos) << scores[0];
  EXPECT_NE(scores[0].find("- Step 1 was missed: nobody acknowledged\n"), std::string::npos) << scores[0];
  at(drill.to + hours(2));
  EXPECT_EQ(told("drill/%/score/%").size(), 1u) << "once";
  EXPECT_EQ(held().size(), 1u);
}

TEST_F(Drills, OneThatIsNotAnnouncedComesWithoutAWord) {
  std::string quiet = with_a_drill;
  quiet.replace(quiet.find("\"subject\""), 0, "\"announced\": false, ");
  adopt(quiet);
  const auto when = planned();
  ASSERT_TRUE(when);
  at(*when - days(1));
  at(*when - minutes(1));
  EXPECT_TRUE(told("drill/fire/%").empty());
  EXPECT_TRUE(held().empty());
  at(*when);
  EXPECT_EQ(held().size(), 1u);
}

TEST_F(Drills, AnotherDocumentDoesNotMoveATimeThatStillFits) {
  const auto when = planned();
  ASSERT_TRUE(when);
  at(*when - minutes(30));  // what was drawn may be days before: the first moment that fits is what counts
  std::string other = with_a_drill;
  other.replace(other.find("\"Acme\""), 6, "\"Acme Ltd\"");
  adopt(other);
  EXPECT_EQ(planned(), when);
  at(*when - minutes(1));
  at(*when);
  EXPECT_EQ(held().size(), 1u);
  EXPECT_EQ(told("drill/fire/%").size(), 3u) << "announced once";
}

TEST_F(Drills, WhatCameDueWhileNoServerRanIsHeldInTheNextWorkingHours) {
  const auto when = planned();
  ASSERT_TRUE(when);
  at(*when - hours(2));
  writer.reset();
  const std::int64_t day = day_number(Zone::utc().to_local(*when));
  clock.set(Zone::utc().to_instant(at_clock(day, ClockTime{23 * 60}), Repeated::first));
  start(false);
  EXPECT_TRUE(held().empty()) << "not at night";
  ASSERT_TRUE(planned());
  EXPECT_LT(*planned(), *when + days(4)) << "nor in three months";
  at(*planned());
  EXPECT_EQ(held().size(), 1u);
}

TEST_F(Drills, ByHandAtOnceButOutsideOfWorkingHoursOnlyIfAsked) {
  ASSERT_FALSE(hold_now());
  ASSERT_EQ(held().size(), 1u);
  const auto again = hold_now();
  ASSERT_TRUE(again);
  EXPECT_EQ(again->code, Refusal::Code::conflict) << "one at a time";
  pass_to(held().front().to);
  EXPECT_EQ(told("drill/%/score/%").size(), 1u);
  at(first_saturday);
  const auto refused = hold_now();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->where, "/outside_hours");
  EXPECT_EQ(held().size(), 1u);
  EXPECT_FALSE(hold_now(true));
  EXPECT_EQ(held().size(), 2u);
}

TEST_F(Drills, AChannelThatFailedIsInTheScore) {
  ASSERT_FALSE(hold_now());
  const HeldDrill drill = held().front();
  writer->run_store([&](store::Database& database) {
    database.prepare("UPDATE outbox SET state = 'failed' WHERE ticket = ? AND user = 'ann'").bind(drill.ticket).run();
  });
  const DrillScore result = score(drill);
  EXPECT_EQ(result.failed, (std::vector<FailedDelivery>{{"ann", "email"}}));
}

TEST_F(Drills, ADrillThatIsTakenOutOfTheDocumentIsNotHeld) {
  const auto when = planned();
  ASSERT_TRUE(when);
  std::string without = with_a_drill;
  without.erase(without.find(",\n  \"drills\""), without.rfind('}') - without.find(",\n  \"drills\""));
  adopt(without);
  at(*when);
  at(*when + hours(2));
  EXPECT_TRUE(held().empty());
}

}  // namespace
}  // namespace oasis::notify
