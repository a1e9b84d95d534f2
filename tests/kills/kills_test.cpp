// kill -9 under load, again and again: no command that was acknowledged is lost, no escalation is lost or
// doubled, and the database is whole each time. How often: --cycles of scripts/test (50).
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

int cycles() {
  if (const char* wanted = std::getenv("OASIS_CYCLES")) return std::max(1, std::atoi(wanted));
  return 50;
}

/// A browser profile that works as fast as it can, and sends again what it got no answer to.
class Worker {
 public:
  Worker(int number, const Desk& desk, std::string epoch)
      : name_("worker-" + std::to_string(number)), epoch_(std::move(epoch)), browser_(desk.server.port()) {
    browser_.set_cookie(desk.browser.cookie());
  }

  void work_until(const std::atomic<bool>& over) {
    while (!over && send(last_ + 1, 1) == 1) ++last_;
  }
  /// What the last kill left without an answer is sent again: it may have been applied, and must not be twice.
  void finish() {
    ASSERT_EQ(send(last_ + 1, 1), 1);
    ++last_;
  }
  /// Sends commands again that were acknowledged; answers how many the server knows as applied.
  std::int64_t known_again() {
    std::int64_t known = 0;
    for (std::int64_t mid = 1; mid <= last_; mid += 50)
      known += send(mid, std::min<std::int64_t>(50, last_.load() - mid + 1));
    return known;
  }
  std::int64_t acknowledged() const { return last_; }
  std::vector<std::string> tickets() const {
    std::vector<std::string> ids;
    for (std::int64_t mid = 1; mid <= last_; mid += every) ids.push_back(ticket_of(mid));
    return ids;
  }
  /// How many notes of ours a ticket must have.
  std::int64_t notes_on(const std::string& ticket) const {
    std::int64_t count = 0;
    for (std::int64_t mid = 1; mid <= last_; ++mid) count += mid % every != 1 && ticket_of(mid) == ticket;
    return count;
  }

 private:
  static constexpr std::int64_t every = 8;  // commands to a ticket: its creation, then notes
  std::string ticket_of(std::int64_t mid) const { return name_ + "-" + std::to_string((mid - 1) / every); }

  json command(std::int64_t mid) const {
    json args = {
        {"ticket", ticket_of(mid)},
        {"message", {{"id", name_ + "-m" + std::to_string(mid)}, {"text", "text " + std::to_string(mid)}}}};
    if (mid % every == 1) args["subject"] = "Printer on fire";
    return {{"mid", mid}, {"name", mid % every == 1 ? "create" : "note"}, {"args", std::move(args)}};
  }

  /// Answers how many of `count` commands are done as far as the server says.
  std::int64_t send(std::int64_t from, std::int64_t count) {
    json commands = json::array();
    for (std::int64_t mid = from; mid < from + count; ++mid) commands.push_back(command(mid));
    const auto answer = browser_.post_json(
        "/api/v1/commands", json{{"epoch", epoch_}, {"client_id", name_}, {"commands", commands}}.dump());
    if (answer->status != 200) return 0;
    std::int64_t done = 0;
    const json parsed = json::parse(answer->body);
    for (const json& result : parsed["results"]) {
      done += result.value("was", result.value("status", "")) == "applied";
    }
    return done;
  }

  std::string name_;
  std::string epoch_;
  Browser browser_;
  std::atomic<std::int64_t> last_ = 0;
};

using Workers = std::vector<std::unique_ptr<Worker>>;

std::int64_t acknowledged_by(const Workers& workers) {
  std::int64_t sum = 0;
  for (const auto& worker : workers) sum += worker->acknowledged();
  return sum;
}

/// Somewhere in the middle of the work, which has begun, however slow the machine is.
void let_them_work(const Workers& workers, std::chrono::milliseconds at_least) {
  const std::int64_t before = acknowledged_by(workers);
  std::this_thread::sleep_for(at_least);
  for (int tries = 0; tries < 2000 && acknowledged_by(workers) == before; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

void expect_whole(const std::string& data_folder) {
  const Finished checked = run_command({"check", "--data", data_folder});
  EXPECT_EQ(checked.exit_code, 0) << checked.errors;
}

/// Every ticket of the worker has what was acknowledged, and its escalation went step by step, each once.
void expect_tickets_whole(Desk& desk, const Worker& worker) {
  for (const std::string& ticket : worker.tickets()) {
    const auto steps = desk.wait_for(ticket, "escalated", 3);
    ASSERT_EQ(steps.size(), 3u) << ticket;
    for (std::size_t i = 0; i < steps.size(); ++i) EXPECT_EQ(steps[i]["tier"], i + 1) << ticket;
    EXPECT_EQ(desk.events(ticket, "noted").size(), static_cast<std::size_t>(worker.notes_on(ticket)))
        << ticket;
  }
}

TEST(Kills, LoseNothingThatWasAcknowledgedAndDoubleNothing) {
  TemporaryFolder folder;
  Desk desk(folder.path() + "/data");
  desk.import(escalating_workspace("1s", "1s"));
  const std::string epoch = desk.epoch();
  Workers workers;
  for (int i = 0; i < 4; ++i) workers.push_back(std::make_unique<Worker>(i, desk, epoch));

  std::mt19937 chance(20261125);
  for (int cycle = 1; cycle <= cycles(); ++cycle) {
    SCOPED_TRACE("cycle " + std::to_string(cycle));
    std::atomic<bool> over = false;
    std::vector<std::thread> threads;
    for (auto& worker : workers) threads.emplace_back([&over, &worker] { worker->work_until(over); });
    let_them_work(workers, std::chrono::milliseconds(20 + chance() % 200));
    desk.server.kill();
    over = true;
    for (std::thread& thread : threads) thread.join();
    if (cycle % 25 == 0) expect_whole(desk.server.data_folder());
    desk.server.start_again();
    ASSERT_TRUE(desk.server.is_running());
  }

  for (auto& worker : workers) worker->finish();
  const std::int64_t acknowledged = acknowledged_by(workers);
  for (auto& worker : workers) {
    EXPECT_EQ(worker->known_again(), worker->acknowledged()) << "an acknowledged command is lost";
    expect_tickets_whole(desk, *worker);
    if (HasFailure()) return;
  }
  EXPECT_GE(acknowledged, cycles()) << "there was a load";
  EXPECT_EQ(desk.server.stop(), 0);
  expect_whole(desk.server.data_folder());
  std::printf("%d kills, %lld commands acknowledged\n", cycles(), static_cast<long long>(acknowledged));
}

}  // namespace
}  // namespace oasis::test
