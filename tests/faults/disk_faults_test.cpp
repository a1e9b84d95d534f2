// A disk that fails at every possible operation, once or for good, is short of room or loses power: what was
// acknowledged stays, what fires, fires once, memory and disk agree, and the work goes on when the disk does.
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <set>
#include <string>

#include "server/engine/check.hpp"
#include "server/engine/clients.hpp"
#include "server/engine/ledger.hpp"
#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/store/backup.hpp"
#include "server/store/schema.hpp"
#include "server/store/tickets.hpp"
#include "tests/simulated/disk.hpp"

namespace oasis::engine {
namespace {

using test::Disk;

constexpr Instant start{1'774'620'000'000};
constexpr const char* file = "oasis.db";
constexpr const char* client = "desk-client-1";

constexpr const char* document = R"json({
  "name": "Acme", "last_resort": {"user": "olga"}, "default_sla": "standard",
  "users": [
    {"id": "ann", "name": "Ann", "contacts": {"email": "ann@acme.example"}},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example"}}],
  "slas": [{"id": "standard", "targets": {"normal": {"first_response": "1h", "resolution": "24h"}}}],
  "chains": [{"id": "default", "steps": [
    {"tier": 1, "notify": [{"user": "ann"}], "wait": "10m"},
    {"tier": 2, "notify": [{"user": "olga"}], "wait": "10m"}]}],
  "rules": [{"id": "no-answer", "on": "no_response", "for": "30m", "then": [{"escalate": {"chain": "default"}}]}]
})json";

/// A server without threads on a simulated disk, and a client that sends again what it has no answer to.
struct DiskFaults : testing::Test {
  Zones zones = load_zones();
  Disk disk;
  std::unique_ptr<Ledger> ledger;
  Instant now = start;
  std::int64_t next_mid = 1;
  std::set<std::int64_t> acknowledged;
  std::string trouble;  // the last sentence that a failure said

  void SetUp() override {
    store::Database database = store::Database::open(file, store::Access::read_write);
    store::migrate(database, store::migrations());
    install_workspace(database, zones, start);
    epoch = store::epoch(database);
    Ledger first({zones, "test.invalid"}, std::move(database), {}, start);
    first.transact(
        {{[](Turn& turn) { ASSERT_TRUE(turn.adopt_document(document, Reach::open_tickets, "test").empty()); },
          [](std::exception_ptr failure) { ASSERT_FALSE(failure); }}},
        start, true);
  }
  void TearDown() override { ledger.reset(); }

  bool open() {
    try {
      store::Database database = store::Database::open(file, store::Access::read_write);
      store::migrate(database, store::migrations());
      ledger =
          std::make_unique<Ledger>(Setting{zones, "test.invalid"}, std::move(database), LedgerHooks{}, now);
      return true;
    } catch (const store::Failure& failure) {
      trouble = failure.what();
      return false;
    }
  }

  std::string command_of(std::int64_t mid) const {
    const std::string number = std::to_string(mid);
    if (mid % 3 == 1) {
      return R"({"name":"create","args":{"ticket":"t)" + number +
             R"(","subject":"Printer on fire","message":{"id":"m)" + number + R"(","text":"help"}}})";
    }
    return R"({"name":"note","args":{"ticket":"t)" + std::to_string(mid - (mid - 1) % 3) +
           R"(","message":{"id":"m)" + number + R"(","text":"a note"}}})";
  }

  /// One step of the clock and one command; true when it was acknowledged.
  bool step() {
    now = now + minutes(7);
    if (!ledger && !open()) return false;
    const std::string command = command_of(next_mid);
    auto request = read_command_request(R"({"epoch":")" + epoch + R"(","client_id":")" + client +
                                        R"(","commands":[{"mid":)" + std::to_string(next_mid) + "," +
                                        command.substr(1) + "]}");
    EXPECT_TRUE(request.ok()) << request.error().what;
    bool kept = false;
    CommandAnswer answer;
    ledger->transact({{[&](Turn& turn) { answer = run_commands(turn, *request, "ann"); },
                       [&](std::exception_ptr failure) { kept = note(failure); }}},
                     now, true);
    if (!kept || !std::holds_alternative<Done>(answer)) return false;
    acknowledged.insert(next_mid++);
    return true;
  }

  bool note(std::exception_ptr failure) {
    if (!failure) return true;
    try {
      std::rethrow_exception(failure);
    } catch (const store::Failure& why) {
      trouble = why.what();
    }
    return false;
  }

  /// What must hold whatever the disk did.
  void prove() {
    disk.work_again();
    const State before = ledger ? ledger->state() : State{};
    const bool compare = ledger != nullptr;
    ledger.reset();
    ASSERT_TRUE(open()) << trouble;
    if (compare) {
      EXPECT_TRUE(before.people == ledger->state().people);
    }
    ledger.reset();
    store::Database reading = store::Database::open(file, store::Access::read_only);
    for (const auto& [id, ticket] : before.tickets) {
      EXPECT_TRUE(store::find_ticket(reading, id) == ticket) << "memory and disk agree";
    }
    for (const Finding& finding : check_database(reading, zones)) ADD_FAILURE() << finding.what;
    for (const std::int64_t mid : acknowledged) {
      EXPECT_TRUE(store::find_result(reading, client, mid).has_value()) << "lost: " << mid;
      EXPECT_TRUE(store::has_message(reading, "m" + std::to_string(mid))) << "lost: " << mid;
    }
    EXPECT_EQ(
        reading.integer("SELECT count(*) FROM (SELECT 1 FROM event WHERE kind = 'escalated' GROUP BY ticket, "
                        "json_extract(body, '$.step'), json_extract(body, '$.round') HAVING count(*) > 1)"),
        0)
        << "an escalation is doubled";
  }

  void begin() {
    if (!disk.has("prepared.db")) disk.copy(file, "prepared.db");  // closed, so that it has no log
    ledger.reset();
    disk.work_again();
    for (const char* end : {"", "-wal", "-journal"}) disk.remove(std::string(file) + end);
    disk.copy("prepared.db", file);
    acknowledged.clear();
    now = start;
    next_mid = 1;
    trouble.clear();
  }

  std::string epoch;
  static constexpr int steps = 7;  // the first tickets escalate twice meanwhile
#ifdef __SANITIZE_ADDRESS__
  static constexpr std::int64_t usual_stride = 17;
#else
  static constexpr std::int64_t usual_stride = 3;
#endif
  /// From one operation that fails to the next: with scripts/test --long each of them does.
  const std::int64_t stride = std::getenv("OASIS_LONG") != nullptr ? 1 : usual_stride;

  /// The scenario with a fault at every operation that it does without one.
  void at_every_operation(Disk::Fault fault, bool lasting) {
    begin();
    std::int64_t before = disk.operations();
    for (int i = 0; i < steps; ++i) ASSERT_TRUE(step());
    const std::int64_t operations = disk.operations() - before;
    prove();
    int failed = 0;
    for (std::int64_t n = 1; n <= operations; n += stride) {
      SCOPED_TRACE("operation " + std::to_string(n) + " of " + std::to_string(operations));
      begin();
      disk.fail_at(disk.operations() + n, fault, lasting);
      for (int i = 0; i < steps; ++i) step();
      failed += disk.has_failed();
      if (disk.is_dead()) {
        ledger.reset();
        disk.reboot(static_cast<std::uint64_t>(n));
      } else if (lasting) {
        EXPECT_TRUE(trouble.empty() || trouble.find("SQLite") != std::string::npos ||
                    trouble.find("cannot") != std::string::npos);
      }
      disk.work_again();
      EXPECT_TRUE(step() || step()) << "the work goes on when the disk does: " << trouble;
      prove();
      if (HasFailure()) return;
    }
    EXPECT_GT(failed, 10) << "the faults have come";
  }
};

TEST_F(DiskFaults, AnErrorAtAnyOneOperation) {
  at_every_operation(Disk::Fault::io_error, false);
}
TEST_F(DiskFaults, ErrorsFromAnyOperationOn) {
  at_every_operation(Disk::Fault::io_error, true);
}
TEST_F(DiskFaults, AShortWriteAtAnyOperation) {
  at_every_operation(Disk::Fault::short_write, false);
}
TEST_F(DiskFaults, NoRoomAtAnyOneOperation) {
  at_every_operation(Disk::Fault::full, false);
}
TEST_F(DiskFaults, APowerCutAtAnyOperation) {
  at_every_operation(Disk::Fault::power_cut, false);
}

TEST_F(DiskFaults, AFullDiskStopsWritingWithAClearSentenceAndRoomLetsItGoOn) {
  begin();
  ASSERT_TRUE(step());
  disk.set_capacity(disk.used() + 40'000);
  int kept = 0;
  while (step() && ++kept < 1000) {
  }
  ASSERT_LT(kept, 1000);
  EXPECT_NE(trouble.find("is full; free some space"), std::string::npos) << trouble;
  EXPECT_FALSE(step());
  {
    store::Database reading = store::Database::open(file, store::Access::read_only);
    EXPECT_TRUE(store::has_message(reading, "m1")) << "reading goes on";
  }
  disk.set_capacity(0);
  EXPECT_TRUE(step()) << "without a restart: " << trouble;
  prove();
}

TEST_F(DiskFaults, ABackupThatFindsNoRoomLeavesTheDatabaseAlone) {
  begin();
  ASSERT_TRUE(step());
  disk.set_capacity(disk.used() + 8'000);
  EXPECT_THROW(store::copy_database(file, "copy.db"), store::Failure);
  disk.set_capacity(0);
  EXPECT_TRUE(step());
  prove();
}

TEST_F(DiskFaults, ABackupHoldsWhatWasThereWhileOthersWrite) {
  begin();
  ASSERT_TRUE(step());
  store::copy_database(file, "copy.db");
  ASSERT_TRUE(step());
  store::Database copy = store::Database::open("copy.db", store::Access::read_only);
  EXPECT_TRUE(check_database(copy, zones).empty());
  EXPECT_TRUE(store::has_message(copy, "m1"));
  EXPECT_FALSE(store::has_message(copy, "m2"));
}

}  // namespace
}  // namespace oasis::engine
