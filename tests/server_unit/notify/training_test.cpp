// Reminders of playbooks that are to be read (docs/semantics.md, "Playbooks"), on a virtual clock.
#include "server/notify/training.hpp"

#include <gtest/gtest.h>

#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/engine/writer.hpp"
#include "server/store/outbox.hpp"
#include "server/store/schema.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::notify {
namespace {

constexpr Instant thursday{1'775'127'600'000};  // 2026-04-02T11:00:00Z

constexpr const char* with_playbooks = R"json({
  "name": "Acme", "zone": "Europe/Berlin",
  "users": [
    {"id": "ann", "name": "Ann", "zone": "America/New_York",
     "contacts": {"sms": "+15550100", "email": "ann@acme.example"}},
    {"id": "bob", "name": "Bob", "contacts": {"sms": "+15550101"}},
    {"id": "vera", "name": "Vera", "role": "viewer", "contacts": {"email": "vera@acme.example"}}],
  "playbooks": [
    {"id": "calm", "name": "Calming an angry customer", "text": "Listen.",
     "quiz": [{"question": "First?", "answers": ["Explain", "Listen"], "right": 1}]},
    {"id": "shift", "name": "Handing over the shift", "text": "Write it down."}]
})json";

struct Reminders : testing::Test {
  TemporaryFolder folder;
  Zones zones = engine::load_zones();
  engine::ManualClock clock{thursday};
  engine::Links links{"https://support.acme.example", "key"};
  std::unique_ptr<engine::Writer> writer;

  void SetUp() override {
    auto database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
    store::migrate(database, store::migrations());
    engine::install_workspace(database, zones, clock.now());
    engine::WriterHooks hooks;
    hooks.jobs["training"] = [this](engine::Turn& turn) { return remind_readers(turn, links); };
    writer = std::make_unique<engine::Writer>(engine::Setting{zones, "test.invalid"}, std::move(database), clock, hooks);
    writer->run([](engine::Turn& turn) {
      ASSERT_TRUE(turn.adopt_document(with_playbooks, engine::Reach::open_tickets, "test").empty());
    });
    writer->act_on_time();
  }
  /// Everything that is due until then happens at its instant.
  void pass(Duration time) {
    const Instant until = clock.now() + time;
    const auto go_to = [this](Instant at) {
      clock.set(at);
      for (int i = 0; i < 3; ++i) writer->run([](engine::Turn&) {});
    };
    for (auto due = writer->next_due(); due && *due <= until; due = writer->next_due())
      go_to(std::max(*due, clock.now()));
    go_to(until);
  }
  std::vector<store::Outgoing> letters() {
    std::vector<store::Outgoing> all;
    writer->run_store([&](store::Database& database) {
      for (const char* user : {"ann", "bob", "vera"}) {
        for (const store::Outgoing& row : store::outgoing_to(database, user, Instant{0})) all.push_back(row);
      }
    });
    return all;
  }
  void read(const char* id) {
    writer->run([&](engine::Turn& turn) {
      for (const Playbook& one : current_policies(turn.state())->workspace().playbooks) {
        if (one.id == id) take_quiz(turn, one, "ann", {1});
      }
    });
  }
};

TEST_F(Reminders, ComeByMailOnMondayAtNineByTheReadersClockEveryOtherWeek) {
  pass(days(3));
  EXPECT_TRUE(letters().empty());
  pass(days(2));
  ASSERT_EQ(letters().size(), 1u) << "Bob has no mail address, Vera only looks on";
  const store::Outgoing first = letters().front();
  EXPECT_EQ(first.via, "email");
  EXPECT_EQ(first.queued, (Instant{1'775'480'400'000})) << "2026-04-06T09:00 in New York";
  EXPECT_EQ(first.subject, "2 playbooks to read");
  EXPECT_NE(first.words.find("- Calming an angry customer\n- Handing over the shift\n"), std::string::npos);
  EXPECT_NE(first.words.find("https://support.acme.example/training"), std::string::npos);
  pass(days(7));
  EXPECT_EQ(letters().size(), 1u);
  read("calm");
  pass(days(7));
  ASSERT_EQ(letters().size(), 2u);
  read("shift");
  pass(days(28));
  EXPECT_EQ(letters().size(), 2u) << "nothing is left to read";
}

}  // namespace
}  // namespace oasis::notify
