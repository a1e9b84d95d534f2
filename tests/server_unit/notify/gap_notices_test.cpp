// "Gaps in the next 30 days are reported … in a weekly notice", as a job of the server.
#include "server/notify/gap_notices.hpp"

#include <gtest/gtest.h>

#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/engine/writer.hpp"
#include "server/store/schema.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::notify {
namespace {

constexpr Instant wednesday{1'774'440'000'000};  // 2026-03-25T12:00:00Z
constexpr Instant monday{1'774'861'200'000};     // 2026-03-30T09:00:00Z

constexpr const char* document = R"json({
  "name": "Acme", "zone": "UTC", "last_resort": {"user": "olga"},
  "users": [
    {"id": "ann", "name": "Ann", "contacts": {"email": "ann@acme.example"}},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example"}}],
  "schedules": [{"id": "days", "zone": "UTC", "layers": [
    {"rotation": {"kind": "weekly", "start": "2026-01-05T09:00:00", "people": ["ann"]},
     "windows": [{"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "00:00", "to": "12:00"}]}]}]
})json";

struct GapNotices : testing::Test {
  TemporaryFolder folder;
  Zones zones = engine::load_zones();
  engine::ManualClock clock{wednesday};
  std::unique_ptr<engine::Writer> writer;

  void SetUp() override { start(true); }

  void start(bool first) {
    auto database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
    store::migrate(database, store::migrations());
    engine::install_workspace(database, zones, clock.now());
    engine::WriterHooks hooks;
    hooks.jobs["gaps"] = tell_of_gaps;
    writer = std::make_unique<engine::Writer>(engine::Setting{zones, "test.invalid"}, std::move(database), clock, hooks);
    if (first) {
      writer->run([](engine::Turn& turn) {
        ASSERT_TRUE(turn.adopt_document(document, engine::Reach::open_tickets, "test").empty());
      });
    }
    writer->act_on_time();
    settle();
  }
  void settle() {
    for (int i = 0; i < 3; ++i) writer->run([](engine::Turn&) {});
  }
  void at(Instant now) {
    clock.set(now);
    settle();
  }
  std::int64_t notices() {
    std::int64_t count = 0;
    writer->run_store([&](store::Database& database) {
      count = database.integer("SELECT count(*) FROM outbox WHERE key LIKE 'gaps/%' AND user = 'olga'");
    });
    return count;
  }
};

TEST_F(GapNotices, TheFirstComesOnMondayAtNineAndThenOneAWeek) {
  EXPECT_EQ(notices(), 0) << "nothing at the start";
  at(monday - hours(1));
  EXPECT_EQ(notices(), 0);
  at(monday);
  EXPECT_EQ(notices(), 1);
  at(monday + days(6));
  EXPECT_EQ(notices(), 1);
  at(monday + days(7));
  EXPECT_EQ(notices(), 2);
}

TEST_F(GapNotices, OneThatCameDueWhileNoServerRanIsSentOnceAtTheStart) {
  writer.reset();
  clock.set(monday + days(15));
  start(false);
  EXPECT_EQ(notices(), 1);
  writer.reset();
  start(false);
  EXPECT_EQ(notices(), 1);
}

}  // namespace
}  // namespace oasis::notify
