// Whole histories of a help desk through the simulator: generated ones, and a real one where the machine has
// it. What must hold for any history holds for every ticket of it (histories/invariants.hpp).
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

#include "shared/policy/policies.hpp"
#include "shared/simulate/run.hpp"
#include "tests/property/histories/activity_log.hpp"
#include "tests/property/histories/invariants.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

const Zones& zones() {
  static const Zones known = [] {
    Zones all;
    (void)all.add("Europe/Rome", test::zone_bytes("Europe/Rome"));
    return all;
  }();
  return known;
}

struct Replay {
  std::size_t tickets = 0, events = 0, refused = 0;
  std::vector<std::string> faults;
};

Replay replay(const Scenario& scenario) {
  Replay replay;
  const auto result = run_scenario(scenario, zones());
  if (!result.ok()) return replay.faults.push_back(result.error().what), replay;
  test::Invariants invariants(*current_policies(result->state));
  for (const auto& entry : result->timeline) {
    if (std::holds_alternative<RefusedEvent>(entry)) ++replay.refused;
    const Event* event = std::get_if<Event>(&entry);
    if (event == nullptr) continue;
    ++replay.events;
    invariants.add(*event);
  }
  invariants.finish(result->state, result->end);
  replay.tickets = result->state.tickets.size();
  replay.faults = invariants.faults();
  return replay;
}

TEST(Replay, TheChecksNoticeWhatDoesNotHold) {
  const auto policies = Policies::prepare(test::scenario_of({}, zones()).workspace, zones(), 1);
  const Instant noon{1'288'000'000'000};
  const Actor system{Actor::Kind::system, "clock", Role::admin};
  const auto faults_of = [&](Instant at, Fact fact) {
    test::Invariants invariants(**policies);
    invariants.add({"T1", 0, noon, system, {}, Created{}});
    invariants.add({"T1", 1, at, system, {}, std::move(fact)});
    return invariants.faults().size();
  };
  Notified told;
  told.user = "bob";
  told.page = true;
  told.why = "tier 1, on call in nights";
  const bool is_bob = (*policies)->rota("nights")->on_call(noon) == std::vector<Id>{"bob"};
  EXPECT_EQ(faults_of(noon + hours(is_bob ? 0 : 48), told), 0u);
  EXPECT_EQ(faults_of(noon + hours(is_bob ? 48 : 0), told), 1u) << "told while somebody else is on call";
  EXPECT_EQ(faults_of(noon - hours(1), Noted{}), 1u) << "back in time";
  EXPECT_EQ(faults_of(noon + hours(1), SlaBreached{ClockKind::resolution, noon + hours(1)}), 0u);
  EXPECT_EQ(faults_of(noon + hours(1), SlaBreached{ClockKind::resolution, noon + hours(2)}), 1u);
  EXPECT_EQ(faults_of(noon + hours(1), SlaBreached{ClockKind::resolution, noon - hours(2)}), 1u);
  EXPECT_EQ(faults_of(noon + hours(3), SlaMet{ClockKind::resolution, noon + hours(2), {}}), 1u);
  EXPECT_EQ(faults_of(noon, Created{}), 1u) << "created twice";
}

/// A log of the shape of the real one: most tickets are assigned, taken in charge and closed, some wait or
/// come back.
std::vector<test::Activity> some_log() {
  std::vector<test::Activity> log;
  const int tickets = *rc::gen::inRange(1, 30);
  for (int i = 0; i < tickets; ++i) {
    const std::string id = "T" + std::to_string(i);
    Instant at{1'288'000'000'000 +
               1000 * *rc::gen::inRange<std::int64_t>(0, 10'000'000)};  // from October 2010
    log.push_back({id, 1, at});
    const int more =
        *rc::gen::weightedOneOf<int>({{6, rc::gen::inRange(0, 3)}, {2, rc::gen::inRange(3, 14)}});
    for (int j = 0; j < more; ++j) {
      at = at + seconds(*rc::gen::weightedOneOf<std::int64_t>(
                    {{3, rc::gen::inRange<std::int64_t>(0, 60)},
                     {3, rc::gen::inRange<std::int64_t>(60, 90'000)},
                     {2, rc::gen::inRange<std::int64_t>(90'000, 2'600'000)}}));
      log.push_back(
          {id, *rc::gen::weightedElement<int>({{10, 8}, {3, 9}, {3, 6}, {2, 1}, {1, 2}, {1, 4}}), at});
    }
    if (*rc::gen::inRange(0, 10) > 0) log.push_back({id, 6, at + hours(*rc::gen::inRange(0, 400))});
  }
  return log;
}

RC_GTEST_PROP(Replay, WhatMustHoldHoldsInGeneratedHistories, ()) {
  const Replay done = replay(test::scenario_of(some_log(), zones()));
  RC_ASSERT(done.refused == 0u);
  RC_ASSERT(done.faults == std::vector<std::string>());
}

/// OASIS_EXTRA_HISTORY names an event log that is no part of the project:
///   OASIS_EXTRA_HISTORY=FILE.csv scripts/test property --quick --filter Replay
TEST(Replay, WhatMustHoldHoldsInARealHistory) {
  const char* path = std::getenv("OASIS_EXTRA_HISTORY");
  if (path == nullptr) GTEST_SKIP() << "skipped: OASIS_EXTRA_HISTORY names no event log";
  std::ifstream file(path);
  ASSERT_TRUE(file) << path << " cannot be read";
  const std::string csv{std::istreambuf_iterator<char>(file), {}};
  const Scenario scenario = test::scenario_of(test::read_activity_log(csv), zones());
  const auto start = std::chrono::steady_clock::now();
  const Replay done = replay(scenario);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::cout << "  " << done.tickets << " tickets, " << scenario.events.size() << " things that people did, "
            << done.events << " events, " << took.count() << " s with all checks\n";
  EXPECT_EQ(done.refused, 0u);
  EXPECT_EQ(done.faults, std::vector<std::string>());
}

}  // namespace
}  // namespace oasis
