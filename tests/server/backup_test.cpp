// backup, restore and check of the real binary; a full disk under the real server.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/places.hpp"
#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

struct Backups : testing::Test {
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};
  const std::string data = folder.path() + "/data";

  Finished run(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--data", data});
    return run_command(arguments);
  }
};

TEST_F(Backups, ABackupOfARunningServerIsWholeAndBringsItsHistoryBack) {
  desk.open_ticket("t-1");
  const Finished made = run({"backup", "--to", folder.path() + "/copy.db"});
  ASSERT_EQ(made.exit_code, 0) << made.errors;
  const json noted = desk.audit().back();
  EXPECT_EQ(noted["action"], "backup_made");
  EXPECT_EQ(noted["subject"], folder.path() + "/copy.db");
  desk.open_ticket("t-2");
  const Finished checked = run({"check", folder.path() + "/copy.db"});
  EXPECT_EQ(checked.exit_code, 0) << checked.errors;
  EXPECT_NE(checked.out.find("1 tickets"), std::string::npos) << checked.out;
  EXPECT_EQ(run({"check"}).exit_code, 0) << "the one in use as well";

  const Finished refused = run({"restore", folder.path() + "/copy.db"});
  EXPECT_EQ(refused.exit_code, 1) << "not while the server runs";
  EXPECT_NE(refused.errors.find("already uses the data folder"), std::string::npos) << refused.errors;

  const std::string epoch = desk.epoch();
  desk.server.kill();
  const Finished restored = run({"restore", folder.path() + "/copy.db"});
  ASSERT_EQ(restored.exit_code, 0) << restored.errors;
  EXPECT_EQ(run({"check"}).exit_code, 0);
  EXPECT_EQ(desk.audit().back()["action"], "restored");
  EXPECT_EQ(run({"audit", "check"}).exit_code, 0) << "the chain goes on";
  desk.server.start_again();
  EXPECT_EQ(desk.browser.get("/api/v1/bootstrap")->status, 401) << "everybody signs in again";
  ASSERT_TRUE(desk.browser.sign_in(admin_email, admin_password));
  EXPECT_NE(desk.epoch(), epoch) << "another history";
  EXPECT_EQ(desk.status_of("/api/v1/tickets/t-1"), 200);
  EXPECT_EQ(desk.status_of("/api/v1/tickets/t-2"), 404);
  const auto before = restored.out.find(data + "/oasis-before-restore-");
  ASSERT_NE(before, std::string::npos) << restored.out;
  const std::string old = restored.out.substr(before, restored.out.find('\n', before) - before);
  EXPECT_NE(run({"check", old}).out.find("2 tickets"), std::string::npos)
      << "the old one is kept, with its log";
}

TEST_F(Backups, ARestoreThatCannotBeDoneChangesNothing) {
  desk.open_ticket("t-1");
  desk.server.stop();
  std::ofstream(folder.path() + "/text.db") << "not a database at all, and long enough to look at";
  for (const std::string& file : {folder.path() + "/text.db", folder.path() + "/absent.db", folder.path()}) {
    const Finished refused = run({"restore", file});
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_NE(refused.errors, "");
  }
  EXPECT_NE(run({"check"}).out.find("1 tickets"), std::string::npos);
}

TEST_F(Backups, WithoutAPlaceABackupGoesIntoTheDataFolder) {
  ASSERT_EQ(run({"backup"}).exit_code, 0);
  ASSERT_EQ(run({"backup"}).exit_code, 0);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(data + "/backups")) {
    ++files;
    EXPECT_EQ(entry.path().extension(), ".db");
    EXPECT_EQ(fs::status(entry.path()).permissions() & fs::perms::group_all, fs::perms::none);
  }
  EXPECT_EQ(files, 2u);
  desk.server.stop();
  ASSERT_EQ(run({"backup"}).exit_code, 0);
  std::size_t noted = 0;
  for (const json& line : desk.audit()) noted += line["action"] == "backup_made" ? 1 : 0;
  EXPECT_EQ(noted, 3u) << "also without a server";
}

TEST_F(Backups, CheckSaysWhatIsWrongAndWhatToDo) {
  desk.open_ticket("t-1");
  ASSERT_EQ(run({"backup"}).exit_code, 0);
  const std::string copy = fs::directory_iterator(data + "/backups")->path();
  {
    // Pages in the middle of the file, as a failing disk leaves them; a backup, because a database that was
    // in use may have newer ones beside it.
    std::fstream file(copy, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 3);
    file << std::string(4096 * 4, '\xff');
  }
  const Finished checked = run({"check", copy});
  EXPECT_NE(checked.exit_code, 0);
  EXPECT_NE(checked.errors.find("estore"), std::string::npos) << checked.errors;
}

TEST(FullDisk, StopsWritesWithAClearAnswerReadsGoOnAndWritingResumes) {
  TemporaryFolder folder;
  const std::string full = folder.path() + "/full";
  ::setenv("LD_PRELOAD", (binary_folder() + "/tests/libfull_disk.so").c_str(), 1);
  ::setenv("OASIS_TEST_DISK_IS_FULL", full.c_str(), 1);
  ::setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);  // where the server is built with sanitisers
  Desk desk(folder.path() + "/data");
  ::unsetenv("LD_PRELOAD");
  ::unsetenv("OASIS_TEST_DISK_IS_FULL");
  ::unsetenv("ASAN_OPTIONS");
  desk.open_ticket("t-1");
  const std::string epoch = desk.epoch();
  std::ofstream(full) << "";

  const json note = {{"epoch", epoch},
                     {"client_id", desk.client_id},
                     {"commands",
                      {{{"mid", 2},
                        {"name", "note"},
                        {"args", {{"ticket", "t-1"}, {"message", {{"id", "n-1"}, {"text", "a note"}}}}}}}}};
  int status = 0;
  const json refused = desk.post_commands(note, &status);
  EXPECT_EQ(status, 503);
  EXPECT_EQ(refused["error"]["code"], "disk_full");
  EXPECT_NE(refused["error"]["message"].get<std::string>().find("Free some space"), std::string::npos);
  EXPECT_EQ(desk.status_of("/api/v1/tickets/t-1"), 200) << "reading goes on";

  fs::remove(full);
  const json done = desk.post_commands(note, &status);
  EXPECT_EQ(status, 200) << done.dump();
  EXPECT_EQ(done["results"][0]["status"], "applied") << "the same command: it had no effect before";
  EXPECT_EQ(desk.events("t-1", "noted").size(), 1u);
  EXPECT_EQ(desk.server.stop(), 0);
}

}  // namespace
}  // namespace oasis::test
