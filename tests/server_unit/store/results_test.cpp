// What is remembered of a browser's commands, so that a repeated one is answered and not done again
// (docs/sync.md).
#include <gtest/gtest.h>

#include "server/store/log.hpp"
#include "server/store/schema.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::store {
namespace {

// Found by seed 6474 of ten thousand: a refusal whose answer was lost was asked for again a month later, and
// answered as applied.
TEST(Results, ARefusalIsRememberedAsLongAsItsClientBecauseARepeatWithoutARecordCountsAsApplied) {
  TemporaryFolder folder;
  Database database = Database::open(folder.path() + "/test.db", Access::read_write);
  migrate(database, migrations());
  const Instant given{1'790'000'000'000}, later = given + days(31);
  put_client(database, {"a-browser", "ann", 2}, given);
  put_result(database, "a-browser", 1, given, R"({"status":"applied","seq":3})");
  put_result(database, "a-browser", 2, given, R"({"status":"refused","seq":4,"what":"No."})");
  put_client(database, {"a-browser", "ann", 4}, later);
  put_result(database, "a-browser", 3, given, R"({"status":"applied","seq":5})");
  put_result(database, "a-browser", 4, later, R"({"status":"applied","seq":6})");
  EXPECT_EQ(forget_results(database, later), 2);
  EXPECT_EQ(find_result(database, "a-browser", 1), std::nullopt);
  EXPECT_NE(find_result(database, "a-browser", 2), std::nullopt);
  forget_clients(database, later + days(1));
  EXPECT_EQ(find_result(database, "a-browser", 2), std::nullopt);
}

}  // namespace
}  // namespace oasis::store
