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
    {"at": "2026-01-05T09:40:00Z", "do": "merge", "ticket": "T2", "into": "T1"},
    {"at": "2026-01-05T09:50:00Z", "do": "reply", "ticket": "T2", "text": "nobody reads a merged ticket"},
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
}

// T1 stays: a merged ticket's customer may write to it without naming it.
TEST(BackTest, LetsGoOfFinishedTicketsThatNobodyNamesAnyMore) {
  const auto tested = back_test(scenario(), Zones{}, [](const Event&) {});
  EXPECT_EQ(tested->state.tickets.count("T2"), 0U);
  EXPECT_EQ(tested->state.tickets.count("T1"), 1U);
  EXPECT_EQ(tested->state.tickets.count("T1-2"), 1U);
}

TEST(BackTest, KeepsAFinishedTicketUntilTheDigestThatListsIt) {
  const char* text = R"({"scenario": {
    "workspace": {"users": [{"id": "ann", "contacts": {"email": "ann@desk.example"}}],
      "rules": [{"id": "new", "on": "created", "then": [{"notify": {"user": "ann", "urgency": "low"}}]}]},
    "events": [
      {"at": "2026-01-05T09:00:00Z", "do": "create", "ticket": "T1", "text": "hello"},
      {"at": "2026-01-05T09:30:00Z", "do": "set", "ticket": "T1", "status": "closed"},
      {"at": "2026-01-05T09:40:00Z", "do": "create", "ticket": "T2", "text": "hello"}
    ]
  }})";
  const auto digests = read_scenario(nlohmann::json::parse(text, nullptr, false), Zones{});
  std::vector<TicketId> listed;
  const auto tested = back_test(*digests, Zones{}, [&](const Event& event) {
    if (const auto* digest = std::get_if<Digest>(&event.fact)) listed = digest->tickets;
  });
  EXPECT_EQ(listed, (std::vector<TicketId>{"T1", "T2"}));
  EXPECT_EQ(tested->state.tickets.count("T1"), 0U);
  EXPECT_EQ(tested->state.tickets.count("T2"), 1U);
}

TEST(BackTest, KeepsOnlyWhatIsNoEvent) {
  const auto tested = back_test(scenario(), Zones{}, [](const Event&) {});
  ASSERT_EQ(tested->timeline.size(), 1U);
  EXPECT_EQ(std::get_if<RefusedEvent>(&tested->timeline.front())->event, 3U);
}

TEST(BackTest, AMoodThatHistoryKnowsIsNotReadAgain) {
  Scenario known = scenario();
  std::get_if<CreateTicket>(std::get_if<Command>(&known.events[0].what))->message.mood =
      Mood{-0.8, true, {"hello"}};
  EXPECT_EQ(back_test(known, Zones{}, [](const Event&) {})->state.tickets.at("T1").priority, Priority::high);
  EXPECT_EQ(back_test(scenario(), Zones{}, [](const Event&) {})->state.tickets.at("T1").priority,
            Priority::normal);
}

}  // namespace
}  // namespace oasis
