// "What if" plays one ticket through the core and says it as clocks, steps, messages and people.
#include "shared/simulate/what_if.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/scenario.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/simulate/rule_loops.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

const Instant noon = *parse_instant("2026-03-02T12:00:00Z");

Workspace workspace(const char* more_rules = "") {
  const std::string text = R"({
    "default_sla": "std", "last_resort": {"user": "olga"},
    "users": [{"id": "ann", "role": "agent", "contacts": {"email": "ann@acme.example"}},
              {"id": "bob", "role": "agent"},
              {"id": "olga", "role": "manager", "contacts": {"email": "olga@acme.example"}}],
    "slas": [{"id": "std", "targets": {"normal": {"first_response": "1h", "resolution": "4h"}}}],
    "chains": [{"id": "c", "steps": [{"tier": 1, "notify": [{"user": "ann"}], "wait": "10m"},
                                     {"tier": 2, "notify": [{"user": "bob"}], "wait": "10m"},
                                     {"tier": 3, "notify": [{"user": "olga"}], "wait": "10m"}]}],
    "rules": [{"id": "r", "on": "no_response", "for": "30m", "then": [{"escalate": {"chain": "c"}}]})" +
                           std::string(more_rules) + "]}";
  return *read_workspace(nlohmann::json::parse(text), Zones());
}

std::shared_ptr<const Policies> policies(const char* more_rules = "") {
  return *Policies::prepare(workspace(more_rules), Zones(), 1);
}

WhatIf nobody_acts() {
  WhatIf what_if;
  what_if.at = noon;
  what_if.length = hours(8);
  return what_if;
}

Duration after(Instant at) {
  return at - noon;
}

TEST(WhatIf, NobodyActs) {
  const auto played = play(nobody_acts(), policies(), Zones());
  ASSERT_TRUE(played.ok());
  ASSERT_EQ(played->steps.size(), 3u);
  EXPECT_EQ(after(played->steps[0].during.from), minutes(30));
  EXPECT_EQ(after(played->steps[0].during.to), minutes(40));
  EXPECT_TRUE(played->steps[1].skipped);
  EXPECT_EQ(played->steps[1].reason, "bob: no working contact");
  EXPECT_EQ(after(played->steps[2].during.to), minutes(50));
  EXPECT_EQ(after(*played->exhausted), minutes(50));
  ASSERT_EQ(played->clocks.size(), 2u);
  EXPECT_EQ(after(*played->clocks[0].due), hours(1));
  EXPECT_EQ(after(*played->clocks[0].breached), hours(1));
  EXPECT_EQ(after(played->clocks[1].during.to), hours(8));
  EXPECT_EQ(played->people, (std::vector<Id>{"ann", "bob", "olga"}));
}

TEST(WhatIf, AnAcknowledgementStopsTheChainAndAReplyMeetsTheClock) {
  WhatIf what_if = nobody_acts();
  what_if.acts = {{WhatIfAct::Kind::resolve, "ann", hours(2)},
                  {WhatIfAct::Kind::reply, "ann", minutes(45)},
                  {WhatIfAct::Kind::acknowledge, "ann", minutes(35)}};
  const auto played = play(what_if, policies(), Zones());
  ASSERT_EQ(played->steps.size(), 1u);
  EXPECT_EQ(after(*played->steps[0].acknowledged), minutes(35));
  EXPECT_FALSE(played->exhausted);
  ASSERT_GE(played->clocks.size(), 2u);
  EXPECT_TRUE(played->clocks[0].met);
  EXPECT_EQ(after(played->clocks[0].during.to), minutes(45));
  EXPECT_TRUE(played->refused.empty());
}

TEST(WhatIf, TheChainMayBeStartedByHand) {
  WhatIf what_if = nobody_acts();
  what_if.by_hand = "c";
  const auto played = play(what_if, policies(), Zones());
  EXPECT_EQ(played->steps[0].during.from, noon);
}

TEST(WhatIf, ItsFileIsTheScenarioThatWasPlayed) {
  WhatIf what_if = nobody_acts();
  what_if.subject = "Printer on fire";
  what_if.text = "Please help";
  what_if.priority = Priority::urgent;
  what_if.by_hand = "c";
  what_if.acts = {{WhatIfAct::Kind::resolve, "ann", hours(2)},
                  {WhatIfAct::Kind::acknowledge, "ann", minutes(35)},
                  {WhatIfAct::Kind::reply, "", minutes(45)}};
  const auto file = write_what_if(what_if, workspace());
  const auto read = read_scenario(file, Zones());
  ASSERT_TRUE(read.ok());
  const Scenario expected = scenario_of(what_if, workspace());
  EXPECT_EQ(read->workspace, expected.workspace);
  EXPECT_EQ(read->until, expected.until);
  ASSERT_EQ(read->events.size(), expected.events.size());
  const auto result = run_scenario(*read, Zones()), again = run_scenario(expected, Zones());
  EXPECT_EQ(write_result(*read, *result, Zones())["timeline"],
            write_result(expected, *again, Zones())["timeline"]);
}

TEST(RuleLoops, RulesThatSetEachOtherOffAreFound) {
  EXPECT_TRUE(rules_in_a_loop(policies(), Zones(), noon).empty());
  const char* fixed_point = R"(, {"id": "up", "on": "updated", "then": [{"set": {"priority": "high"}}]})";
  EXPECT_TRUE(rules_in_a_loop(policies(fixed_point), Zones(), noon).empty());
  const char* loop =
      R"(, {"id": "up", "on": "priority_raised",
           "then": [{"set": {"priority": "low"}}, {"set": {"priority": "high"}}]})";
  EXPECT_EQ(rules_in_a_loop(policies(loop), Zones(), noon), std::vector<Id>{"up"});
}

}  // namespace
}  // namespace oasis
