// Escalations on the real server's own timers, through kills and restarts.
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

TEST(Escalation, NobodyAnswersSoTierAfterTierIsToldUntilSomebodyAcknowledges) {
  TemporaryFolder folder;
  Desk desk(folder.path() + "/data");
  desk.import(escalating_workspace("1s", "2s"));
  desk.open_ticket("t-1");
  desk.wait_for("t-1", "escalated", 2);
  EXPECT_EQ(desk.command("acknowledge", {{"ticket", "t-1"}})["status"], "applied");
  const auto steps = desk.events("t-1", "escalated").size();
  std::this_thread::sleep_for(std::chrono::milliseconds(2500));
  EXPECT_EQ(desk.events("t-1", "escalated").size(), steps) << "an acknowledgement stops the chain";
}

TEST(Escalation, KilledBetweenTwoStepsTheNextOneFiresOnceAndIsMarkedLate) {
  TemporaryFolder folder;
  Desk desk(folder.path() + "/data");
  desk.import(escalating_workspace("1s", "3s"));
  desk.open_ticket("t-1");
  desk.wait_for("t-1", "escalated", 1);
  desk.server.kill();
  std::this_thread::sleep_for(std::chrono::milliseconds(6500));  // the step was due meanwhile
  desk.server.start_again();
  const auto steps = desk.wait_for("t-1", "escalated", 2);
  EXPECT_EQ(steps[1].value("tier", 0), 2);
  EXPECT_GT(steps[1].value("late", json()), json()) << "it says by how much it was late: " << steps[1].dump();
  std::set<int> tiers;
  for (const json& step : desk.events("t-1", "escalated")) {
    EXPECT_TRUE(tiers.insert(step.value("tier", 0)).second) << "no step twice";
  }
}

TEST(Escalation, TwentyKillsUnderLoadLoseNothingAcknowledgedAndDoubleNoStep) {
  TemporaryFolder folder;
  Desk desk(folder.path() + "/data");
  desk.import(escalating_workspace("1s", "1s"));
  const std::string epoch = desk.epoch();
  std::set<std::string> acknowledged;  // by the server: durable
  for (int cycle = 0; cycle < 20; ++cycle) {
    std::atomic<bool> stop = false;
    std::thread load([&] {
      Browser browser(desk.server.port());
      browser.set_cookie(desk.browser.cookie());
      const std::string client = "cycle-client-" + std::to_string(cycle);
      for (int mid = 1; !stop; ++mid) {
        const std::string id = "t-" + std::to_string(cycle) + "-" + std::to_string(mid);
        const json body = {{"epoch", epoch},
                           {"client_id", client},
                           {"commands",
                            {{{"mid", mid},
                              {"name", "create"},
                              {"args", {{"ticket", id}, {"subject", "load"}, {"from_email", "gina@globex.example"},
                                        {"message", {{"id", id + "-m"}, {"text", "help"}}}}}}}}};
        const auto answer = browser.post_json("/api/v1/commands", body.dump());
        if (!answer || answer->status != 200) return;
        if (answer->body.find("\"applied\"") != std::string::npos) acknowledged.insert(id);
      }
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(150 + 10 * cycle));
    desk.server.kill();
    stop = true;
    load.join();
    desk.server.start_again();
  }
  EXPECT_GT(acknowledged.size(), 20u);
  for (const std::string& id : acknowledged) {
    ASSERT_EQ(desk.status_of("/api/v1/tickets/" + id), 200) << id << " was acknowledged and is lost";
    std::set<std::pair<int, int>> steps;
    for (const json& step : desk.events(id, "escalated")) {
      EXPECT_TRUE(steps.emplace(step.value("round", 1), step.value("tier", 0)).second) << id << ": " << step.dump();
    }
    std::set<std::string> told;
    for (const json& notified : desk.events(id, "notified")) {
      EXPECT_TRUE(told.insert(notified.value("user", "") + "/" + std::to_string(notified.value("cause", 0))).second) << id;
    }
  }
}

}  // namespace
}  // namespace oasis::test
