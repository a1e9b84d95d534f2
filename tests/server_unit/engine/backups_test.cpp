// Backups by the clock, and the one before a migration.
#include "server/engine/backups.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/store/backup.hpp"
#include "server/store/folder.hpp"
#include "server/store/schema.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::engine {
namespace {

namespace fs = std::filesystem;
constexpr Instant start{1'774'620'000'000};

/// Whole ones: not one that is being made.
std::size_t files_in(const std::string& folder) {
  if (!fs::is_directory(folder)) return 0;
  return static_cast<std::size_t>(
      std::count_if(fs::directory_iterator(folder), fs::directory_iterator(),
                    [](const fs::directory_entry& file) { return file.path().extension() == ".db"; }));
}

struct ScheduledBackups : testing::Test {
  TemporaryFolder parent;
  store::Folder folder = store::Folder::lock(parent.path() + "/data");
  Zones zones = load_zones();
  ManualClock clock{start};
  std::string target = parent.path() + "/backups";

  struct Look {
    Duration after;     // when the server looks at the clock
    std::size_t files;  // how many there must be then
  };
  /// A server that starts, runs through these times, and stops.
  void run(BackupPlan plan, const std::vector<Look>& looks) {
    plan.folder = target;
    store::Database database = store::open_for_writing(folder);
    install_workspace(database, zones, clock.now());
    std::optional<Backups> backups;
    WriterHooks hooks;
    hooks.jobs["backup"] = [&backups](Turn& turn) { return backups->when_due(turn); };
    Writer writer({zones, "test.invalid"}, std::move(database), clock, hooks);
    backups.emplace(plan, folder.database_path(), writer);
    writer.act_on_time();
    writer.run([](Turn&) {});  // it has looked at the clock once before that goes on
    for (const Look& look : looks) {
      clock.set(start + look.after);
      for (int i = 0; i < 3; ++i) writer.run([](Turn&) {});
      wait_for(look.files);
    }
    writer.rest();
    backups.reset();  // waits for the one that is being made
  }
  /// The thread that makes them has its own pace.
  void wait_for(std::size_t files) const {
    for (int tries = 0; tries < 2000 && files_in(target) != files; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(files_in(target), files);
  }
};

TEST_F(ScheduledBackups, TheFirstIsDueAfterTheFirstIntervalAndThenOneAfterEach) {
  run({hours(6), 10, ""}, {{hours(5), 0}});
  run({hours(6), 10, ""}, {{hours(7), 1}, {hours(8), 1}});  // a restart does not begin the interval anew
  run({hours(6), 10, ""}, {{hours(14), 2}, {hours(21), 3}});
}

TEST_F(ScheduledBackups, AnIntervalOfNothingMeansNever) {
  run({Duration{}, 10, ""}, {{days(9), 0}, {days(90), 0}});
}

TEST_F(ScheduledBackups, OneThatFailsIsTriedAgainAfterAnHour) {
  const std::string folder_for_backups = std::exchange(target, parent.path() + "/file");
  std::ofstream(target) << "no folder";
  run({hours(6), 10, ""}, {{hours(1), 0}, {hours(7), 0}});
  target = folder_for_backups;
  run({hours(6), 10, ""}, {{hours(7) + minutes(30), 0}});
  run({hours(6), 10, ""}, {{hours(8) + minutes(30), 1}});
}

TEST_F(ScheduledBackups, TheNewestAreKeptAndOtherFilesLeftAlone) {
  fs::create_directories(target);
  for (const char* day : {"01", "02", "03", "04"}) {
    std::ofstream(target + "/support-oasis-202611" + day + "T030000Z.db") << day;
  }
  std::ofstream(target + "/before-schema-3.db") << "x";
  EXPECT_EQ(store::keep_newest(target, 2), 2u);
  EXPECT_TRUE(fs::exists(target + "/support-oasis-20261104T030000Z.db"));
  EXPECT_FALSE(fs::exists(target + "/support-oasis-20261102T030000Z.db"));
  EXPECT_TRUE(fs::exists(target + "/before-schema-3.db"));
}

TEST_F(ScheduledBackups, AnOlderDatabaseIsBackedUpBeforeItsTablesChange) {
  {
    store::Database old = store::Database::open(folder.database_path(), store::Access::read_write);
    store::migrate(old, store::migrations().first(2));
  }
  store::Database database = store::open_for_writing(folder);
  const auto newest = static_cast<std::int64_t>(store::migrations().size());
  EXPECT_EQ(database.integer("PRAGMA user_version"), newest);
  if (newest == 2) {
    EXPECT_EQ(files_in(folder.backups_path()), 0u) << "nothing changed";
  } else {
    ASSERT_EQ(files_in(folder.backups_path()), 1u);
    store::Database copy = store::Database::open(
        fs::directory_iterator(folder.backups_path())->path().string(), store::Access::read_only);
    EXPECT_EQ(copy.integer("PRAGMA user_version"), 2);
  }
}

}  // namespace
}  // namespace oasis::engine
