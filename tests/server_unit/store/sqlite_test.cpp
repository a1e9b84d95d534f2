// What server/store/sqlite promises.
#include "server/store/sqlite.hpp"

#include <gtest/gtest.h>

#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::store {
namespace {

struct Sqlite : testing::Test {
  TemporaryFolder folder;
  std::string file = folder.path() + "/test.db";
  Database db = Database::open(file, Access::read_write);

  void SetUp() override {
    db.run("CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT UNIQUE, raw BLOB) STRICT");
  }
  std::int64_t count() { return db.integer("SELECT count(*) FROM word"); }
};

TEST_F(Sqlite, OpensForDurabilityNotForSpeed) {
  EXPECT_EQ(db.integer("PRAGMA synchronous"), 2);
  EXPECT_EQ(db.integer("PRAGMA foreign_keys"), 1);
  EXPECT_EQ(db.integer("PRAGMA trusted_schema"), 0);
  auto mode = db.prepare("PRAGMA journal_mode");
  ASSERT_TRUE(mode.step());
  EXPECT_EQ(mode.text(0), "wal");
}

TEST_F(Sqlite, GivesBackWhatWasBound) {
  const std::string raw("\0\xff\n", 3);
  auto insert = db.prepare("INSERT INTO word (id, text, raw) VALUES (?, ?, ?)");
  insert.bind(std::int64_t{1} << 60).bind(std::string_view("blåbær\0!", 10)).bind(bytes_of(raw));
  insert.run();
  auto found = db.prepare("SELECT id, text, raw FROM word");
  ASSERT_TRUE(found.step());
  EXPECT_EQ(found.integer(0), std::int64_t{1} << 60);
  EXPECT_EQ(found.text(1), std::string("blåbær\0!", 10));
  EXPECT_EQ(text_of(found.blob(2)), raw);
  EXPECT_FALSE(found.step());
}

TEST_F(Sqlite, EmptyTextIsNotNull) {
  db.prepare("INSERT INTO word (id, text, raw) VALUES (1, ?, ?)")
      .bind(std::string_view())
      .bind(nullptr)
      .run();
  auto found = db.prepare("SELECT text, raw FROM word");
  ASSERT_TRUE(found.step());
  EXPECT_FALSE(found.is_null(0));
  EXPECT_TRUE(found.is_null(1));
}

TEST_F(Sqlite, TheSameStatementMayBeInUseTwice) {
  db.run("INSERT INTO word (id) VALUES (1), (2)");
  auto outer = db.prepare("SELECT id FROM word ORDER BY id");
  int pairs = 0;
  while (outer.step()) {
    auto inner = db.prepare("SELECT id FROM word ORDER BY id");
    while (inner.step()) ++pairs;
  }
  EXPECT_EQ(pairs, 4);
}

TEST_F(Sqlite, AnUncommittedTransactionLeavesNothing) {
  {
    Transaction transaction(db);
    db.run("INSERT INTO word (id) VALUES (1)");
  }
  EXPECT_EQ(count(), 0);
  EXPECT_FALSE(db.in_transaction());
}

TEST_F(Sqlite, AFailedPartDoesNotTakeTheTransactionWithIt) {
  Transaction transaction(db);
  db.run("INSERT INTO word (text) VALUES ('one')");
  try {
    Savepoint part(db);
    db.run("INSERT INTO word (text) VALUES ('two')");
    db.run("INSERT INTO word (text) VALUES ('one')");
    part.release();
    FAIL() << "the second 'one' breaks UNIQUE";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.trouble(), Trouble::constraint);
  }
  {
    Savepoint part(db);
    db.run("INSERT INTO word (text) VALUES ('three')");
    part.release();
  }
  transaction.commit();
  EXPECT_EQ(count(), 2);
}

TEST_F(Sqlite, AReaderCanNeitherWriteNorCheckpoint) {
  db.run("INSERT INTO word (id) VALUES (1)");
  Database reader = Database::open(file, Access::read_only);
  EXPECT_EQ(reader.integer("SELECT count(*) FROM word"), 1);
  EXPECT_THROW(reader.run("INSERT INTO word (id) VALUES (2)"), Failure);
  EXPECT_THROW(reader.run("PRAGMA wal_checkpoint(TRUNCATE)"), Failure);
}

TEST_F(Sqlite, AFullDiskSaysSoAndChangesNothing) {
  db.run("PRAGMA max_page_count=8");
  try {
    Transaction transaction(db);
    db.run("INSERT INTO word (raw) VALUES (zeroblob(100000))");
    transaction.commit();
    FAIL() << "8 pages cannot hold it";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.trouble(), Trouble::full);
    EXPECT_NE(std::string(failure.what()).find("full"), std::string::npos);
  }
  EXPECT_EQ(count(), 0);
}

TEST(SqliteOpen, AMissingFolderIsOneSentenceWithThePath) {
  try {
    Database::open("/nowhere/at/all.db", Access::read_write);
    FAIL();
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.trouble(), Trouble::read_only);
    EXPECT_NE(std::string(failure.what()).find("/nowhere/at/all.db"), std::string::npos);
  }
}

}  // namespace
}  // namespace oasis::store
