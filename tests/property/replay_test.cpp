// Whole histories of a help desk through the simulator: generated ones, and a real one where the machine has
// it. What must hold for any history holds for every ticket of it (histories/invariants.hpp).
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <utility>

#include "shared/policy/policies.hpp"
#include "shared/report/figures.hpp"
#include "shared/report/measures.hpp"
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

/// What a report counts of a history beside what its events, gone through by themselves, say.
struct Recount {
  std::int64_t created = 0, resolved = 0, reopened = 0, breached = 0, runs = 0, exhausted = 0, rules = 0;
  std::vector<Duration> first_responses;
  friend bool operator==(const Recount&, const Recount&) = default;
};

/// Plainly, event by event: knows nothing of measures.
Recount recounted(const std::map<TicketId, std::vector<const Event*>>& tickets) {
  Recount sum;
  for (const auto& [id, events] : tickets) {
    bool replied = false, finished = false;
    for (const Event* event : events) {
      const Fact& fact = event->fact;
      const auto* changed = std::get_if<Changed>(&fact);
      const bool finishes = std::holds_alternative<Resolved>(fact) || std::holds_alternative<Closed>(fact) ||
                            (changed != nullptr && changed->status && is_finished(*changed->status));
      if (finishes && !std::exchange(finished, true)) ++sum.resolved;
      if (std::holds_alternative<Reopened>(fact)) ++sum.reopened, finished = false;
      if (std::holds_alternative<Created>(fact)) ++sum.created;
      if (std::holds_alternative<SlaBreached>(fact)) ++sum.breached;
      if (std::holds_alternative<ChainExhausted>(fact)) ++sum.exhausted;
      if (std::holds_alternative<RuleFired>(fact)) ++sum.rules;
      if (const auto* told = std::get_if<Escalated>(&fact)) sum.runs += told->starts_run ? 1 : 0;
      if (const auto* skipped = std::get_if<StepSkipped>(&fact)) sum.runs += skipped->starts_run ? 1 : 0;
      const auto* reply = std::get_if<Replied>(&fact);
      const bool by_agent =
          reply != nullptr && reply->message.author.kind == Actor::Kind::user && !reply->message.automatic;
      if (by_agent && !std::exchange(replied, true)) sum.first_responses.push_back(event->at - events.front()->at);
    }
  }
  std::sort(sum.first_responses.begin(), sum.first_responses.end());
  return sum;
}

void expect_the_same(const Figures& figures, const Recount& plain) {
  EXPECT_EQ(figures.created, plain.created);
  EXPECT_EQ(figures.resolved, plain.resolved);
  EXPECT_EQ(figures.reopened, plain.reopened);
  EXPECT_EQ(figures.escalated, plain.runs);
  EXPECT_EQ(figures.exhausted, plain.exhausted);
  std::int64_t breached = 0, rules = 0, in_bars = 0;
  for (const Attainment& clock : figures.clocks) breached += clock.breached;
  for (const auto& [rule, times] : figures.rules) rules += times;
  for (const std::int64_t bar : figures.first_response.bars) in_bars += bar;
  EXPECT_EQ(breached, plain.breached);
  EXPECT_EQ(rules, plain.rules);
  const std::vector<Duration>& times = plain.first_responses;
  ASSERT_EQ(figures.first_response.count, static_cast<std::int64_t>(times.size()));
  EXPECT_EQ(in_bars, figures.first_response.count);
  if (times.empty()) return;
  // Nearest rank, by counting: enough values do not exceed it, and too few are below it.
  const auto is_rank = [&times](Duration value, std::int64_t percent) {
    const auto below = std::lower_bound(times.begin(), times.end(), value) - times.begin();
    const auto within = std::upper_bound(times.begin(), times.end(), value) - times.begin();
    const auto all = static_cast<std::int64_t>(times.size());
    return within * 100 >= percent * all && below * 100 < percent * all;
  };
  EXPECT_TRUE(is_rank(figures.first_response.median, 50));
  EXPECT_TRUE(is_rank(figures.first_response.p90, 90));
  EXPECT_TRUE(is_rank(figures.first_response.p95, 95));
  EXPECT_EQ(figures.first_response.longest, times.back());
}

/// Figures of a history, and what must hold for stays whatever happened: each step's answers are among its stays, and runs
/// that were answered ended at some step.
void check_figures(const Scenario& scenario) {
  const auto result = run_scenario(scenario, zones());
  ASSERT_TRUE(result.ok()) << result.error().what;
  std::map<TicketId, std::vector<const Event*>> tickets;
  for (const auto& entry : result->timeline) {
    const Event* event = std::get_if<Event>(&entry);
    if (event != nullptr && !event->ticket.empty()) tickets[event->ticket].push_back(event);
  }
  const auto policies = current_policies(result->state);
  Summing summing({{Instant{0}, result->end + days(400)}, {}, {}, {}, {}, {}}, *policies);
  for (const auto& [id, events] : tickets) {
    for (const Measure& measure : measures_of(events, policies->always())) summing.add(measure);
  }
  const Figures figures = summing.result();
  expect_the_same(figures, recounted(tickets));
  std::int64_t answered = 0, answers = 0;
  for (const auto& [step, counts] : figures.steps) {
    EXPECT_LE(counts.answers.count, counts.stays.count);
    EXPECT_LE(counts.stays.count, counts.told) << "a stay begins with somebody being told";
    answered += counts.answered;
    answers += counts.answers.count;
  }
  EXPECT_LE(answers, answered);
  for (const auto& [rule, useful] : figures.useful_rules) EXPECT_LE(useful, figures.rules.at(rule));
  std::cout << "  " << figures.created << " tickets, " << figures.escalated << " escalations, " << answered
            << " answered\n";
}

RC_GTEST_PROP(Figures, CountWhatEventsSayInGeneratedHistories, ()) {
  check_figures(test::scenario_of(some_log(), zones()));
  RC_ASSERT(!testing::Test::HasFailure());
}

TEST(Figures, CountWhatEventsSayInARealHistory) {
  const char* path = std::getenv("OASIS_EXTRA_HISTORY");
  if (path == nullptr) GTEST_SKIP() << "skipped: OASIS_EXTRA_HISTORY names no event log";
  std::ifstream file(path);
  ASSERT_TRUE(file) << path << " cannot be read";
  const std::string csv{std::istreambuf_iterator<char>(file), {}};
  check_figures(test::scenario_of(test::read_activity_log(csv), zones()));
}

}  // namespace
}  // namespace oasis
