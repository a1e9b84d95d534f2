// The back-test by workers, which the test plays with the program that they run: the same numbers as in slices; parts of
// the period go to whoever is free; what was loaded is tested again; what fails can be tried again, or is done without
// workers.
#include <memory>

#include "client/platform/null/workers.hpp"
#include "client/simulator/trial.hpp"
#include "shared/codec/outcome.hpp"
#include "shared/codec/scenario.hpp"
#include "tests/client/chains/chains_desk.hpp"

namespace oasis {
namespace {

using platform::Role;
using nlohmann::json;

/// As web/simulator.js does it, at once.
struct WorkersAtWork {
  platform::NullWorkers& workers = platform::null_workers();
  ChainsDesk& desk;
  std::vector<std::unique_ptr<Trial>> trials;
  std::vector<std::string> loaded;  ///< URLs
  int status = 200;                 ///< of pages

  explicit WorkersAtWork(ChainsDesk& desk, int count) : desk(desk) {
    workers.how_many = count;
    workers.told.clear();
    for (int i = 0; i < count; ++i) trials.push_back(std::make_unique<Trial>());
  }
  ~WorkersAtWork() {
    workers.how_many = 0;
    workers.told.clear();
  }

  void say(int which, const json& message, const std::string& bytes = "") { workers.say(which, {message.dump(), bytes}); }

  void test(int which, Trial& trial) {
    while (trial.test_some()) {}
    say(which, {{"kind", "idle"}, {"tested", trial.tested()}});
  }

  /// Does the oldest thing that was told; false when there is none.
  bool work() {
    if (workers.told.empty()) return false;
    const auto [which, text] = workers.told.front();
    workers.told.erase(workers.told.begin());
    const json told = json::parse(text);
    Trial& trial = *trials[static_cast<std::size_t>(which)];
    if (told["kind"] == "begin") {
      const auto error = trial.begin(told["text"].get<std::string>());
      EXPECT_FALSE(error) << error->where << error->what;
      say(which, {{"kind", "begun"}});
    } else if (told["kind"] == "load") {
      load(which, trial, told["url"].get<std::string>());
    } else if (told["kind"] == "test") {
      test(which, trial);
    } else if (told["kind"] == "finish") {
      say(which, {{"kind", "finished"}}, write_outcomes(trial.in_force(), trial.edited()));
    }
    return true;
  }
  void load(int which, Trial& trial, const std::string& url) {
    loaded.push_back(url);
    if (status != 200) return say(which, {{"kind", "failed"}, {"status", status}});
    // The one ticket was created in one part of the period; the others are empty.
    const auto number_after = [&url](const char* name) { return std::stoll(url.substr(url.find(name) + std::string(name).size())); };
    const std::int64_t created = desk.given["given"][0][0];
    const bool has_it = created >= number_after("from=") && created < number_after("to=");
    const json tickets = has_it ? json::array({desk.given}) : json::array();
    const auto page = trial.take(json{{"tickets", tickets}, {"total", tickets.size()}, {"next", ""}}.dump());
    say(which, {{"kind", "loaded"}, {"page", {{"next", page->next}, {"total", page->total}}}});
    test(which, trial);
  }
  void work_all() {
    while (work()) {}
    desk.draw_frame();  // the page asks for one when somebody speaks
    desk.driver.settle();
  }
};

struct TestedDesk : ChainsDesk {
  TestedDesk() : ChainsDesk(1440, 2600) {
    document["rules"] = json::parse(R"([{"id": "new", "on": "created", "then": [{"escalate": {"chain": "default"}}]}])");
    replica.confirmed.versions = {*Policies::prepare(*read_workspace(document, zones), zones, 1)};
    given = {{"ticket", "t1"}, {"number", 1}, {"given", {{(platform.clock - hours(2)).ms, "*", "create"}}}};
    go("/chains");
  }
};

TEST(ChainsBackTestByWorkers, SaysTheSameAsInSlices) {
  TestedDesk h;
  WorkersAtWork office(h, 2);
  h.driver.click(Role::button, "Test real tickets");
  EXPECT_TRUE(h.driver.says("Asking the server for its tickets"));
  office.work_all();
  EXPECT_TRUE(h.driver.says("1 ticket tested"));
  EXPECT_TRUE(h.driver.has(Role::button, "Steps of tier 2: 1 in force, 1 edited"));
  EXPECT_EQ(office.loaded.size(), 16U) << "eight parts of the period for each";
  for (const auto& request : h.platform.net.sent)
    EXPECT_EQ(request.url.find("/history/given"), std::string::npos) << "the page itself loads nothing";
}

TEST(ChainsBackTestByWorkers, TestsAgainWhatItHasWithoutLoading) {
  TestedDesk h;
  WorkersAtWork office(h, 2);
  h.driver.click(Role::button, "Test real tickets");
  office.work_all();
  h.driver.click(Role::button, "Support waits 30 min");
  h.driver.fill(Role::textbox, "Then waits", "3h");
  office.loaded.clear();
  h.driver.click(Role::button, "Test again");
  office.work_all();
  EXPECT_TRUE(office.loaded.empty());
  h.driver.click(Role::button, "Steps of tier 2: 1 in force, 0 edited");
  EXPECT_TRUE(h.driver.says("In force, but no more with the edited chain (1)"));
  EXPECT_TRUE(h.driver.has(Role::link, "#1"));
  h.driver.click(Role::tab, "30 days");
  h.driver.click(Role::button, "Test again");
  office.work_all();
  EXPECT_EQ(office.loaded.size(), 16U) << "another period is another history";
}

TEST(ChainsBackTestByWorkers, TriesAgainWhatDidNotCome) {
  TestedDesk h;
  WorkersAtWork office(h, 1);
  office.status = 0;
  h.driver.click(Role::button, "Test real tickets");
  office.work_all();
  EXPECT_TRUE(h.driver.says("The server does not answer."));
  office.status = 200;
  h.driver.click(Role::button, "Try again");
  office.work_all();
  EXPECT_TRUE(h.driver.says("1 ticket tested"));
}

TEST(ChainsBackTestByWorkers, StopsThemWithoutWaiting) {
  TestedDesk h;
  WorkersAtWork office(h, 2);
  h.driver.click(Role::button, "Test real tickets");
  const int before = office.workers.stopped;
  h.driver.click(Role::button, "Stop");
  EXPECT_EQ(office.workers.stopped, before + 1);
  EXPECT_TRUE(h.driver.has(Role::button, "Test real tickets"));
}

TEST(ChainsBackTestByWorkers, DoesWithoutWorkersThatCannotBeLoaded) {
  TestedDesk h;
  WorkersAtWork office(h, 2);
  h.driver.click(Role::button, "Test real tickets");
  office.workers.say(1, {R"({"kind": "failed", "status": -1})", ""});
  h.draw_frame();
  h.driver.settle();
  EXPECT_TRUE(h.driver.says("1 ticket tested"));
}

}  // namespace
}  // namespace oasis
