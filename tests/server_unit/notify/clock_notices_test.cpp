// "Forwards by more than 5 minutes with no downtime: log, tell an admin, then go on" (the log is the writer's).
#include "server/notify/clock_notices.hpp"

#include <gtest/gtest.h>

#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/engine/writer.hpp"
#include "server/store/schema.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::notify {
namespace {

constexpr Instant midday{1'774'440'000'000};  // 2026-03-25T12:00:00Z

constexpr const char* acme = R"json({
  "name": "Acme", "zone": "UTC", "last_resort": {"user": "olga"},
  "users": [
    {"id": "ann", "name": "Ann", "contacts": {"email": "ann@acme.example"}},
    {"id": "mia", "name": "Mia", "role": "manager", "contacts": {"email": "mia@acme.example"}},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example"}},
    {"id": "omar", "name": "Omar", "role": "admin", "contacts": {"email": "omar@acme.example"}}]
})json";

struct ClockNotices : testing::Test {
  TemporaryFolder folder;
  Zones zones = engine::load_zones();
  engine::ManualClock clock{midday};
  std::unique_ptr<engine::Writer> writer;

  void SetUp() override {
    auto database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
    store::migrate(database, store::migrations());
    engine::install_workspace(database, zones, clock.now());
    writer = std::make_unique<engine::Writer>(engine::Setting{zones, "test.invalid"}, std::move(database), clock,
                                              engine::WriterHooks{});
    writer->run([](engine::Turn& turn) {
      ASSERT_TRUE(turn.adopt_document(acme, engine::Reach::open_tickets, "test").empty());
    });
  }
  void leap(Duration by) {
    writer->run([by](engine::Turn& turn) { tell_of_leap(turn, by); });
  }
  std::vector<std::string> told() {
    std::vector<std::string> found;
    writer->run_store([&](store::Database& database) {
      auto rows = database.prepare("SELECT user || ': ' || subject FROM outbox ORDER BY id");
      while (rows.step()) found.push_back(rows.text(0));
    });
    return found;
  }
};

TEST_F(ClockNotices, EveryAdministratorIsToldByHowMuch) {
  leap(hours(26) + minutes(7));
  EXPECT_EQ(told(), (std::vector<std::string>{"olga: The server's clock leapt ahead by 1 day 2 h",
                                              "omar: The server's clock leapt ahead by 1 day 2 h"}));
}

TEST_F(ClockNotices, AClockThatLeapsAgainAndAgainIsToldOfOnceAnHour) {
  leap(minutes(6));
  leap(minutes(7));
  EXPECT_EQ(told().size(), 2u);
  clock.set(midday + hours(1));
  leap(minutes(90));
  ASSERT_EQ(told().size(), 4u);
  EXPECT_EQ(told().back(), "omar: The server's clock leapt ahead by 1 h 30 min");
}

}  // namespace
}  // namespace oasis::notify
