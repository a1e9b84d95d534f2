// What server/store/schema and server/store/folder promise.
#include "server/store/schema.hpp"

#include <gtest/gtest.h>

#include <array>
#include <fstream>

#include "server/store/folder.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::store {
namespace {

constexpr std::array two_steps{Migration{"one", "CREATE TABLE one (a INTEGER) STRICT;"},
                               Migration{"two", "CREATE TABLE two (a INTEGER) STRICT;"}};
constexpr std::array broken_second{two_steps[0],
                                   Migration{"two", "CREATE TABLE two (a INTEGER) STRICT; oops;"}};

struct Schema : testing::Test {
  TemporaryFolder folder;
  std::string file = folder.path() + "/test.db";
  Database db = Database::open(file, Access::read_write);

  std::string refusal(std::span<const Migration> steps) {
    try {
      migrate(db, steps);
    } catch (const Failure& failure) {
      return failure.what();
    }
    return "";
  }
};

TEST_F(Schema, AppliesOnlyWhatIsMissing) {
  EXPECT_EQ(migrate(db, std::span(two_steps).first(1)), 1);
  EXPECT_EQ(migrate(db, two_steps), 1);
  EXPECT_EQ(migrate(db, two_steps), 0);
  EXPECT_EQ(db.integer("PRAGMA user_version"), 2);
  EXPECT_EQ(db.integer("PRAGMA application_id"), application_id);
}

TEST_F(Schema, AFailedStepLeavesTheDatabaseAsItWas) {
  EXPECT_NE(refusal(broken_second), "");
  EXPECT_EQ(db.integer("PRAGMA user_version"), 0);
  EXPECT_EQ(db.integer("SELECT count(*) FROM sqlite_schema"), 0);
  EXPECT_EQ(migrate(db, two_steps), 2);
}

TEST_F(Schema, ANewerDatabaseIsRefusedAndUntouched) {
  migrate(db, two_steps);
  EXPECT_NE(refusal(std::span(two_steps).first(1)).find("newer support-oasis"), std::string::npos);
  EXPECT_EQ(db.integer("PRAGMA user_version"), 2);
}

TEST_F(Schema, AnotherProgramsDatabaseIsRefused) {
  db.run("CREATE TABLE theirs (a)");
  EXPECT_NE(refusal(two_steps).find("another program"), std::string::npos);
  EXPECT_EQ(db.integer("PRAGMA application_id"), 0);
}

TEST_F(Schema, EveryTableIsStrict) {
  migrate(db, migrations());
  auto loose = db.prepare(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 "
      "AND schema = 'main' AND name NOT LIKE 'sqlite_%'");
  EXPECT_FALSE(loose.step()) << loose.text(0);
}

TEST_F(Schema, ANewDatabaseHasAnInstanceAndAnEpochOfItsOwn) {
  migrate(db, migrations());
  EXPECT_EQ(db.integer("SELECT count(DISTINCT value) FROM meta WHERE length(value) = 32"), 2);
}

std::string refusal_to_lock(const std::string& path, Trouble expected) {
  try {
    Folder::lock(path);
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.trouble(), expected);
    return failure.what();
  }
  return "";
}

TEST(DataFolder, IsMadeAndHeldByOne) {
  TemporaryFolder parent;
  const std::string path = parent.path() + "/a/b";
  {
    Folder first = Folder::lock(path);
    EXPECT_NE(refusal_to_lock(path, Trouble::busy).find("already uses the data folder"), std::string::npos);
  }
  EXPECT_EQ(refusal_to_lock(path, Trouble::busy), "");
}

TEST(DataFolder, ThatCannotBeMadeIsOneSentence) {
  TemporaryFolder parent;
  std::ofstream(parent.path() + "/file") << "x";
  EXPECT_NE(refusal_to_lock(parent.path() + "/file/data", Trouble::read_only).find("--data"),
            std::string::npos);
  EXPECT_NE(refusal_to_lock(parent.path() + "/file", Trouble::read_only).find("--data"), std::string::npos);
}

TEST(DataFolder, GivesOneWriterAndManyReaders) {
  TemporaryFolder parent;
  Folder folder = Folder::lock(parent.path() + "/data");
  Database writer = open_for_writing(folder);
  Database reader = open_for_reading(folder);
  writer.run("INSERT INTO account (user_id, email, created) VALUES ('ann', 'ann@example.org', 0)");
  EXPECT_EQ(reader.integer("SELECT count(*) FROM account"), 1);
}

}  // namespace
}  // namespace oasis::store
