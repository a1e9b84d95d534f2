// The audit log finds any change of any row; secrets at rest open with their key only.
#include "server/store/audit.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "server/notify/secrets.hpp"
#include "server/store/schema.hpp"
#include "server/store/seal.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::store {
namespace {

struct Audit : testing::Test {
  Audit() {
    migrate(database, migrations());
    for (int i = 1; i <= 5; ++i) {
      append_audit(database,
                   {Instant{1000 * i}, "ann", "192.0.2.1", "sign_in", "ann", "detail " + std::to_string(i)});
    }
  }
  std::int64_t broken_at(const std::string& tampering) {
    Transaction transaction(database);
    database.run(tampering);
    const auto verdict = check_audit(database);
    return verdict.broken_at.value_or(0);  // and the transaction is undone
  }

  TemporaryFolder folder;
  Database database = Database::open(folder.path() + "/test.db", Access::read_write);
};

TEST_F(Audit, IsWholeAsItWasWritten) {
  const auto verdict = check_audit(database);
  EXPECT_EQ(verdict.rows, 5);
  EXPECT_FALSE(verdict.broken_at) << verdict.what;
  EXPECT_EQ(verdict.head.size(), 64u);
}

TEST_F(Audit, FindsAChangeOfAnyColumnOfAnyRow) {
  for (int n = 1; n <= 5; ++n) {
    const std::string where = " WHERE n = " + std::to_string(n);
    for (const char* set :
         {"at = at + 1", "actor = 'eve'", "address = ''", "action = 'sign_out'", "subject = 'bob'",
          "detail = detail || ' '", "hash = lower(hex(randomblob(32)))"}) {
      EXPECT_EQ(broken_at("UPDATE audit SET " + std::string(set) + where), n) << set << where;
    }
    EXPECT_NE(broken_at("DELETE FROM audit" + where), 0) << where;
  }
}

TEST_F(Audit, FindsWhatWasCutOffAddedOrSwapped) {
  EXPECT_EQ(broken_at("DELETE FROM audit WHERE n > 3"), 4);
  EXPECT_EQ(broken_at("DELETE FROM audit"), 1);
  EXPECT_EQ(broken_at("INSERT INTO audit SELECT 6, at, actor, address, action, subject, detail, hash FROM "
                      "audit WHERE n = 5"),
            6);
  EXPECT_EQ(broken_at("UPDATE audit SET n = -n WHERE n IN (2, 3); UPDATE audit SET n = 3 WHERE n = -2; "
                      "UPDATE audit SET n = 2 WHERE n = -3"),
            2);
  EXPECT_EQ(broken_at("SELECT 1"), 0) << "the test undoes what it does";
}

TEST_F(Audit, IsExportedAsLinesOfJson) {
  std::vector<std::string> lines;
  each_audit_line(database, 2, 2, [&](std::int64_t, const std::string& line) { lines.push_back(line); });
  ASSERT_EQ(lines.size(), 2u);
  const auto line = nlohmann::json::parse(lines[0]);
  EXPECT_EQ(line["n"], 3);
  EXPECT_EQ(line["actor"], "ann");
  EXPECT_EQ(line["at"], "1970-01-01T00:00:03Z");
  EXPECT_EQ(line["hash"].get<std::string>().size(), 64u);
}

TEST_F(Audit, KeepsTextsThatAreNoTextFromBreakingLines) {
  append_audit(database, {Instant{0}, "a\nb", "", "x\xff", std::string(5000, 'x'), ""});
  std::string last;
  each_audit_line(database, 5, 10, [&](std::int64_t, const std::string& line) { last = line; });
  EXPECT_EQ(last.find('\n'), std::string::npos);
  EXPECT_LT(last.size(), 1500u);
  EXPECT_FALSE(check_audit(database).broken_at);
}

// ---- secrets at rest ----

TEST(SealTest, OpensWhatItClosedAndNothingElse) {
  TemporaryFolder folder;
  const Seal seal = Seal::load(folder.path());
  const std::string sealed = seal.close("hunter2");
  EXPECT_EQ(sealed.find("hunter2"), std::string::npos);
  EXPECT_NE(sealed, seal.close("hunter2"));
  EXPECT_EQ(Seal::load(folder.path()).open(sealed), "hunter2") << "the key stays";
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(seal.open(changed), std::nullopt) << i;
  }
  EXPECT_EQ(seal.open(""), std::nullopt);
  TemporaryFolder elsewhere;
  EXPECT_EQ(Seal::load(elsewhere.path()).open(sealed), std::nullopt);
}

TEST(SealTest, ItsKeyIsForItsOwnerOnly) {
  TemporaryFolder folder;
  Seal::load(folder.path());
  const std::string key = folder.path() + "/secret-key";
  struct stat about {};
  ASSERT_EQ(::stat(key.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  ::chmod(key.c_str(), 0644);
  EXPECT_THROW(Seal::load(folder.path()), Failure);
  ::chmod(key.c_str(), 0600);
  std::ofstream(key) << "not a key";
  EXPECT_THROW(Seal::load(folder.path()), Failure);
}

TEST(SealTest, TheKeyMayComeFromTheEnvironment) {
  TemporaryFolder folder;
  ::setenv("OASIS_SECRET_KEY", std::string(64, 'a').c_str(), 1);
  const std::string sealed = Seal::load(folder.path()).close("x");
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/secret-key"));
  ::setenv("OASIS_SECRET_KEY", "short", 1);
  EXPECT_THROW(Seal::load(folder.path()), Failure);
  ::unsetenv("OASIS_SECRET_KEY");
  EXPECT_EQ(Seal::load(folder.path()).open(sealed), std::nullopt);
}

std::string everything_in(const std::string& folder) {
  std::ostringstream all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) all << std::ifstream(entry.path(), std::ios::binary).rdbuf();
  }
  return all.str();
}

TEST(Secrets, AreKeptSealedAndFoundByName) {
  TemporaryFolder folder;
  const Seal seal = Seal::load(folder.path());
  notify::keep_secret(folder.path(), seal, "smtp", "hunter2");
  EXPECT_EQ(notify::find_secret(folder.path(), "smtp"), "hunter2");
  EXPECT_EQ(notify::find_secret(folder.path(), "other"), std::nullopt);
  EXPECT_EQ(everything_in(folder.path()).find("hunter2"), std::string::npos);
  notify::keep_secret(folder.path(), seal, "smtp", "hunter3");
  EXPECT_EQ(notify::find_secret(folder.path(), "smtp"), "hunter3");
  EXPECT_EQ(notify::secret_names(folder.path()), std::vector<std::string>{"smtp"});
  EXPECT_TRUE(notify::forget_secret(folder.path(), "smtp"));
  EXPECT_FALSE(notify::forget_secret(folder.path(), "smtp"));
  EXPECT_EQ(notify::find_secret(folder.path(), "smtp"), std::nullopt);
}

TEST(Secrets, OneInThePlaceOfAnotherOpensNothing) {
  TemporaryFolder folder;
  notify::keep_secret(folder.path(), Seal::load(folder.path()), "one", "hunter2");
  std::filesystem::copy(folder.path() + "/secrets.sealed/one", folder.path() + "/secrets.sealed/two");
  EXPECT_EQ(notify::find_secret(folder.path(), "two"), std::nullopt);
}

TEST(Secrets, ANameLeadsNowhereElse) {
  TemporaryFolder folder;
  Seal::load(folder.path());
  for (const char* name : {"../secret-key", "/etc/passwd", "", "A", "key"}) {
    EXPECT_EQ(notify::find_secret(folder.path(), name), std::nullopt) << name;
    EXPECT_FALSE(notify::forget_secret(folder.path(), name)) << name;
  }
}

TEST(Secrets, TheEnvironmentComesFirst) {
  TemporaryFolder folder;
  notify::keep_secret(folder.path(), Seal::load(folder.path()), "chat-hook", "sealed");
  ::setenv("OASIS_SECRET_CHAT_HOOK", "given", 1);
  EXPECT_EQ(notify::find_secret(folder.path(), "chat-hook"), "given");
  ::unsetenv("OASIS_SECRET_CHAT_HOOK");
  EXPECT_EQ(notify::find_secret(folder.path(), "chat-hook"), "sealed");
}

}  // namespace
}  // namespace oasis::store
