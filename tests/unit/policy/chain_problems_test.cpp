// What is wrong with a chain is found before it is needed, at its place.
#include "shared/policy/chain_problems.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using Kind = ChainProblem::Kind;

const Instant monday_noon = *parse_instant("2026-03-02T12:00:00Z");  // a Monday

/// Weekdays 09:00–17:00 by Ann; Bob is there always, Cy cannot be told.
nlohmann::json day_and_backup() {
  return nlohmann::json::parse(R"({
    "users": [{"id": "ann", "contacts": {"email": "ann@acme.example"}},
              {"id": "bob", "contacts": {"email": "bob@acme.example"},
               "away": [{"from": "2026-03-10T00:00:00Z", "to": "2026-03-12T00:00:00Z"}]},
              {"id": "cy"}],
    "teams": [{"id": "t", "members": ["bob", "cy"]}],
    "slas": [{"id": "std", "targets": {"normal": {"first_response": "1h", "resolution": "8h"},
                                       "urgent": {"first_response": "15m"}}}],
    "schedules": [{"id": "day", "zone": "UTC", "layers": [{"priority": 0,
      "rotation": {"kind": "weekly", "every": 1, "start": "2026-01-05T09:00:00", "people": ["ann"]},
      "windows": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:00"}]}]}],
    "chains": [{"id": "c", "steps": [{"tier": 1, "notify": [{"schedule": "day"}], "wait": "10m"},
                                     {"tier": 2, "notify": [{"user": "bob"}], "wait": "10m"}]}]
  })");
}

std::vector<ChainProblem> problems_in(const nlohmann::json& of) {
  const Zones zones;
  const auto workspace = read_workspace(of, zones);
  EXPECT_TRUE(workspace.ok());
  const auto policies = Policies::prepare(*workspace, zones, 1);
  return problems_of((*policies)->workspace().chains[0], **policies, monday_noon);
}

TEST(ChainProblems, AStepThatNobodyCoversNamesTheFirstInstant) {
  const auto found = problems_in(day_and_backup());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].kind, Kind::uncovered);
  EXPECT_EQ(found[0].step, 0u);
  EXPECT_EQ(to_text(*found[0].at), "2026-03-02T17:00:00Z");
  EXPECT_EQ(found[1].step, 1u);
  EXPECT_EQ(to_text(*found[1].at), "2026-03-10T00:00:00Z") << "Bob is away";
}

TEST(ChainProblems, ABackupCoversWhatTheStepDoesNot) {
  auto changed = day_and_backup();
  changed["chains"][0]["steps"][0]["backup"] = {{{"user", "bob"}}};
  const auto found = problems_in(changed);
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(to_text(*found[0].at), "2026-03-10T00:00:00Z") << "at night, while Bob is away";
}

TEST(ChainProblems, AStepThatTellsNobodyAndAPersonWithoutAWayToBeTold) {
  const Zones zones;
  auto workspace = *read_workspace(day_and_backup(), zones);
  workspace.chains[0].steps[0].notify.clear();
  workspace.chains[0].steps[1].notify = {{Target::Kind::team, "t"}};
  const auto policies = *Policies::prepare(workspace, zones, 1);
  const auto found = problems_of(policies->workspace().chains[0], *policies, monday_noon);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].kind, Kind::tells_nobody);
  EXPECT_EQ(found[1].kind, Kind::uncovered);
  EXPECT_EQ(found[2].kind, Kind::no_channel);
  EXPECT_EQ(found[2].subject, "cy");
}

nlohmann::json started(const char* rules, const char* wait) {
  auto changed = day_and_backup();
  changed["rules"] = nlohmann::json::parse(rules);
  changed["chains"][0]["steps"][0] = {{"tier", 1}, {"notify", {{{"user", "ann"}}}}, {"wait", wait}};
  changed["chains"][0]["steps"][1]["notify"] = {{{"user", "ann"}}};
  return changed;
}

constexpr const char* on_silence =
    R"([{"id": "r", "on": "no_response", "for": "1m", "then": [{"escalate": {"chain": "c"}}]}])";

TEST(ChainProblems, AWaitLongerThanTheTightestServiceLevelThatItProtects) {
  EXPECT_TRUE(problems_in(started(on_silence, "15m")).empty());
  const auto found = problems_in(started(on_silence, "20m"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Kind::long_wait);
  EXPECT_EQ(found[0].limit, minutes(15));
  EXPECT_EQ(found[0].subject, "std");
  EXPECT_EQ(found[0].priority, Priority::urgent);
}

TEST(ChainProblems, TicketsThatBeginBehindAStepAreNotProtectedByIt) {
  const char* rules =
      R"([{"id": "r", "on": "no_response", "for": "1m", "then": [{"escalate": {"chain": "c"}}]},
          {"id": "u", "on": "created", "if": {"priority": "urgent"},
           "then": [{"escalate": {"chain": "c", "tier": 2}}]}])";
  EXPECT_TRUE(problems_in(started(rules, "20m")).empty());
  const auto found = problems_in(started(rules, "2h"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].limit, hours(1));
}

TEST(ChainProblems, AStepThatEveryRuleStartsBehind) {
  const char* rules = R"([{"id": "u", "on": "created", "then": [{"escalate": {"chain": "c", "tier": 2}}]}])";
  const auto found = problems_in(started(rules, "5m"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, Kind::past_by);
  EXPECT_EQ(found[0].step, 0u);
  auto again = started(rules, "5m");
  again["chains"][0]["repeat"] = 1;
  EXPECT_TRUE(problems_in(again).empty()) << "the second round begins with it";
}

}  // namespace
}  // namespace oasis
