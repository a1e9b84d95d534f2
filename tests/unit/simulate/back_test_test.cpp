// A back-test hears what a simulation keeps.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "shared/codec/rows.hpp"
#include "shared/codec/scenario.hpp"

namespace oasis {
namespace {

constexpr const char* scenario_text = R"({"scenario": {
  "workspace": {
    "users": [{"id": "ann", "contacts": {"email": "ann@desk.example"}}],
    "slas": [{"id": "s", "targets": {"normal": {"first_response": "1h"}}}], "default_sla": "s",
    "chains": [{"id": "c", "steps": [{"tier": 1, "notify": [{"user": "ann"}], "wait": "10m"}]}],
    "rules": [{"id": "late", "on": "sla_breached", "then": [{"escalate": {"chain": "c"}}]},
      {"id": "unhappy", "on": "dissatisfied", "then": [{"set": {"priority": "high"}}]}]
  },
  "events": [
    {"at": "2026-01-05T09:00:00Z", "do": "create", "ticket": "T1", "text": "hello"},
    {"at": "2026-01-05T09:30:00Z", "do": "create", "ticket": "T2", "text": "hello"},
    {"at": "2026-01-05T09:40:00Z", "do": "reply", "ticket": "T3", "text": "there is no such ticket"},
    {"at": "2026-01-05T12:00:00Z", "do": "set", "ticket": "T1", "status": "closed"},
    {"at": "2026-01-05T13:00:00Z", "do": "customer_reply", "ticket": "T1", "text": "and again"}
  ]
}})";

Scenario scenario() {
  return *read_scenario(nlohmann::json::parse(scenario_text, nullptr, false), Zones{});
}

TEST(BackTest, HearsTheEventsThatASimulationKeeps) {
  std::vector<std::string> kept;
  const auto simulated = run_scenario(scenario(), Zones{});
  for (const auto& entry : simulated->timeline) {
    if (const auto* event = std::get_if<Event>(&entry)) kept.push_back(write_event(*event).dump());
  }
  std::vector<std::string> heard;
  const auto tested =
      back_test(scenario(), Zones{}, [&](const Event& event) { heard.push_back(write_event(event).dump()); });
  EXPECT_EQ(heard, kept);
  EXPECT_GT(heard.size(), 10U);
  EXPECT_EQ(tested->state.tickets, simulated->state.tickets);
}

TEST(BackTest, KeepsOnlyWhatIsNoEvent) {
  const auto tested = back_test(scenario(), Zones{}, [](const Event&) {});
  ASSERT_EQ(tested->timeline.size(), 1U);
  EXPECT_EQ(std::get_if<RefusedEvent>(&tested->timeline.front())->event, 2U);
}

TEST(BackTest, AMoodThatHistoryKnowsIsNotReadAgain) {
  Scenario known = scenario();
  std::get_if<CreateTicket>(std::get_if<Command>(&known.events[0].what))->message.mood =
      Mood{-0.8, true, {"hello"}};
  const auto tested = back_test(known, Zones{}, [](const Event&) {});
  EXPECT_EQ(tested->state.tickets.at("T1").priority, Priority::high);
  EXPECT_EQ(tested->state.tickets.at("T2").priority, Priority::normal);
}

}  // namespace
}  // namespace oasis
