// What a review finds: for each kind a period in which it must appear and one in which it must not.
#include "shared/report/findings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "shared/policy/sight.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using Kind = Finding::Kind;

std::shared_ptr<const Policies> office(bool with_schedule = false) {
  Workspace workspace;
  User ann;
  ann.id = "ann";
  ann.name = "Ann Ek";
  User bob;
  bob.id = "bob";
  workspace.users = {ann, bob};
  Customer globex;
  globex.id = "globex";
  globex.name = "Globex";
  workspace.customers = {globex};
  Rule rule;
  rule.id = "vip";
  workspace.rules = {rule};
  if (with_schedule) {
    Schedule empty;
    empty.id = "first-line";
    workspace.schedules = {empty};
  }
  return Policies::prepare(std::move(workspace), Zones(), 1).value();
}

std::vector<Finding> find(Kind kind, const Figures& now, const Figures& before = {},
                          const std::vector<Breach>& breaches = {}, bool with_schedule = false) {
  const auto policies = office(with_schedule);
  std::vector<Finding> found = findings_of(now, before, breaches, *policies);
  found.erase(
      std::remove_if(found.begin(), found.end(), [kind](const Finding& one) { return one.kind != kind; }),
      found.end());
  return found;
}

Breach breach(const char* at, const char* customer = "globex") {
  return {*parse_instant(at), Priority::normal, customer};
}

const std::vector<Breach> fridays{breach("2026-03-06T16:30:00Z"), breach("2026-03-13T17:00:00Z"),
                                   breach("2026-03-20T16:05:00Z"), breach("2026-03-27T18:00:00Z"),
                                   breach("2026-03-24T10:00:00Z")};

TEST(Findings, NothingHappenedNothingIsFound) {
  EXPECT_TRUE(findings_of({}, {}, {}, *office()).empty());
}

TEST(Findings, BreachesThatGatherOnOneWeekday) {
  const auto found = find(Kind::breaches_gather, {}, {}, fridays, true);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].what, "Tickets of Globex breach on Fridays after 16:00: nobody is on call then.");
  EXPECT_EQ(found[0].evidence, "4 of 5 breaches; nobody was on call at 4 of them.");
  EXPECT_EQ(found[0].place, "customers/globex");
}

TEST(Findings, BreachesSpreadOverTheWeekDoNotGather) {
  std::vector<Breach> spread = fridays;
  for (const char* at : {"2026-03-02T10:00:00Z", "2026-03-03T10:00:00Z", "2026-03-04T10:00:00Z"})
    spread.push_back(breach(at));
  EXPECT_TRUE(find(Kind::breaches_gather, {}, {}, spread).empty()) << "4 of 8 is not most of them";
  EXPECT_TRUE(find(Kind::breaches_gather, {}, {}, {fridays.begin(), fridays.begin() + 3}).empty())
      << "too few";
}

TEST(Findings, UrgentBreachesAreNamedWhereTheyAloneBearIt) {
  std::vector<Breach> urgent = fridays;
  for (std::size_t i = 0; i < 4; ++i) urgent[i].priority = Priority::urgent;
  auto found = find(Kind::breaches_gather, {}, {}, urgent, true);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].what, "Urgent tickets of Globex breach on Fridays after 16:00: nobody is on call then.");
  EXPECT_EQ(found[0].subject, "globex/4/3");
  urgent[0].priority = Priority::low;
  found = find(Kind::breaches_gather, {}, {}, urgent, true);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].what, "Tickets of Globex breach on Fridays after 16:00: nobody is on call then.")
      << "three urgent ones are too few to name them";
}

TEST(Findings, WhereSomebodyIsOnCallItIsNotSaidThatNobodyIs) {
  Workspace workspace = office(true)->workspace();
  Rotation always;
  always.people = {"ann"};
  always.start = LocalTime{};
  Layer layer;
  layer.rotation = always;
  workspace.schedules[0].layers = {layer};
  const auto policies = Policies::prepare(std::move(workspace), Zones(), 1).value();
  const auto found = findings_of({}, {}, fridays, *policies);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].what, "Tickets of Globex breach on Fridays after 16:00.");
  EXPECT_EQ(found[0].evidence, "4 of 5 breaches; somebody was on call at each of them.");
}

TEST(Findings, EscalationsThatNobodyAnswered) {
  Figures now;
  now.escalated = 4;
  EXPECT_TRUE(find(Kind::nobody_answered, now).empty());
  now.exhausted = 1;
  EXPECT_EQ(find(Kind::nobody_answered, now).size(), 1u);
}

TEST(Findings, ATierThatReachesNobody) {
  Figures now;
  now.steps[{"c", 2}] = {8, 1, 3};
  EXPECT_TRUE(find(Kind::step_reaches_nobody, now).empty());
  now.steps[{"c", 2}] = {8, 2, 3};
  ASSERT_EQ(find(Kind::step_reaches_nobody, now).size(), 1u);
  EXPECT_EQ(find(Kind::step_reaches_nobody, now)[0].evidence, "2 of 10 times.");
}

TEST(Findings, ATierThatNeverAnswers) {
  Figures now;
  now.steps[{"c", 3}] = {5, 0, 1};
  EXPECT_TRUE(find(Kind::step_never_answers, now).empty());
  now.steps[{"c", 3}] = {4, 0, 0};
  EXPECT_TRUE(find(Kind::step_never_answers, now).empty()) << "four times may be chance";
  now.steps[{"c", 3}] = {5, 0, 0};
  EXPECT_EQ(find(Kind::step_never_answers, now).size(), 1u);
}

TEST(Findings, ALevelThatIsMissed) {
  Figures now;
  now.clocks[3] = {18, 2};
  EXPECT_TRUE(find(Kind::level_missed, now).empty()) << "nine of ten are met";
  now.clocks[3] = {17, 3};
  EXPECT_EQ(find(Kind::level_missed, now).size(), 1u);
  now.clocks[3] = {1, 3};
  EXPECT_TRUE(find(Kind::level_missed, now).empty()) << "four tickets say little";
}

TEST(Findings, ALevelThatFalls) {
  Figures before;
  before.clocks[0] = {100, 0};
  Figures now;
  now.clocks[0] = {91, 9};
  EXPECT_TRUE(find(Kind::level_falls, now, before).empty());
  now.clocks[0] = {90, 10};
  ASSERT_EQ(find(Kind::level_falls, now, before).size(), 1u);
  EXPECT_EQ(find(Kind::level_falls, now, before)[0].evidence, "100 % → 90 %.");
}

TEST(Findings, BrokenSleep) {
  Figures now;
  now.people["ann"].pages = {10, 2, 2};
  EXPECT_TRUE(find(Kind::sleep_broken, now).empty());
  now.people["ann"].pages = {10, 2, 3};
  ASSERT_EQ(find(Kind::sleep_broken, now).size(), 1u);
  EXPECT_EQ(find(Kind::sleep_broken, now)[0].what, "Ann Ek was paged in their sleep 3 times.");
}

TEST(Findings, UnevenLoad) {
  Figures now;
  now.people["ann"].pages = {6, 0, 0};
  now.people["bob"].pages = {6, 0, 0};
  EXPECT_TRUE(find(Kind::load_uneven, now).empty());
  now.people["ann"].pages = {7, 0, 0};
  EXPECT_EQ(find(Kind::load_uneven, now).size(), 1u);
  now.people.erase("bob");
  EXPECT_TRUE(find(Kind::load_uneven, now).empty()) << "there is nobody to share with";
}

TEST(Findings, SilentAndNoisyRules) {
  Figures now;
  now.created = 20;
  EXPECT_EQ(find(Kind::rule_silent, now).size(), 1u);
  now.rules["vip"] = 10;
  EXPECT_TRUE(find(Kind::rule_silent, now).empty());
  EXPECT_TRUE(find(Kind::rule_noisy, now).empty());
  now.rules["vip"] = 11;
  EXPECT_EQ(find(Kind::rule_noisy, now).size(), 1u);
  now.created = 19;
  now.rules.clear();
  EXPECT_TRUE(find(Kind::rule_silent, now).empty()) << "a quiet period says nothing";
}

TEST(Findings, AreForManagersAndThoseOfAScopeHearNothingOfColleaguesAndRules) {
  std::vector<Finding> all;
  for (const Kind kind : {Kind::breaches_gather, Kind::nobody_answered, Kind::step_reaches_nobody, Kind::step_never_answers,
                          Kind::level_missed, Kind::level_falls, Kind::sleep_broken, Kind::load_uneven, Kind::rule_silent,
                          Kind::rule_noisy})
    all.emplace_back().kind = kind;
  Scope scope;
  scope.teams = {"north"};
  EXPECT_EQ(findings_seen(all, Sight{true, Role::admin, {}}).size(), 10u);
  EXPECT_EQ(findings_seen(all, Sight{true, Role::manager, {}}).size(), 10u);
  const auto seen = findings_seen(all, Sight{true, Role::manager, scope});
  ASSERT_EQ(seen.size(), 6u);
  EXPECT_EQ(seen.back().kind, Kind::level_falls);
  EXPECT_TRUE(findings_seen(all, Sight{true, Role::agent, {}}).empty());
  EXPECT_TRUE(findings_seen(all, Sight{true, Role::viewer, scope}).empty());
}

}  // namespace
}  // namespace oasis
