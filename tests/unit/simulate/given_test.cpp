// What people did on a ticket, out of its events and back: playing it again leads to the same events.
#include "shared/simulate/given.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/given.hpp"
#include "shared/codec/rows.hpp"
#include "shared/codec/workspace.hpp"
#include "shared/simulate/run.hpp"

namespace oasis {
namespace {

constexpr Instant monday_evening{1'772'488'800'000};  // 2026-03-02T22:00:00Z

std::shared_ptr<const Policies> dissatisfied_document() {
  const char* text = R"({
    "users": [{"id": "ann", "contacts": {"email": "ann@acme.example"}}],
    "chains": [{"id": "c", "steps": [{"tier": 1, "notify": [{"user": "ann"}], "wait": "10m"},
                                     {"tier": 2, "notify": [{"user": "ann"}], "wait": "10m"}]}],
    "rules": [{"id": "r", "on": "dissatisfied", "then": [{"set": {"priority": "high"}}, {"escalate": {"chain": "c"}}]}]})";
  auto workspace = read_workspace(nlohmann::json::parse(text), Zones());
  if (!workspace.ok()) ADD_FAILURE() << workspace.error().front().where << " " << workspace.error().front().what;
  return workspace.ok() ? *Policies::prepare(*std::move(workspace), Zones(), 1) : nullptr;
}

std::vector<Event> events_of_given(std::vector<ScenarioEvent> given) {
  Scenario scenario;
  scenario.events = std::move(given);
  std::vector<Event> events;
  EXPECT_TRUE(back_test(scenario, Zones(), [&](const Event& event) { events.push_back(event); }, dissatisfied_document()).ok());
  return events;
}

std::vector<ScenarioEvent> what_people_did() {
  CreateTicket create;
  create.ticket = "T1";
  create.subject = "Broken";
  create.message = {"T1/1", "This is terrible, I want my money back!", {}, "", false, {}};
  Reply reply;
  reply.ticket = "T1";
  reply.message.id = "T1/2";
  SetFields resolve;
  resolve.ticket = "T1";
  resolve.status = Status::resolved;
  return {{monday_evening, "", true, Command(create)},
          {monday_evening + minutes(5), "ann", false, Command(Acknowledge{"T1"})},
          {monday_evening + minutes(20), "ann", false, Command(reply)},
          {monday_evening + minutes(30), "ann", false, Command(resolve)},
          {monday_evening + hours(1), "", true, Command(Rate{"T1", 2, "slow"})}};
}

GivenTicket taken_from(const std::vector<Event>& events, Words words) {
  GivenTicket ticket{"T1", 1, {}};
  for (const Event& event : events) {
    if (auto given = given_by(event, words)) ticket.events.push_back(*std::move(given));
  }
  return ticket;
}

std::vector<std::string> in_words(const std::vector<Event>& events) {
  std::vector<std::string> words;
  for (const Event& event : events)
    words.push_back(std::to_string((event.at - monday_evening).ms) + " " + std::string(event_word(event.fact)));
  return words;
}

TEST(Given, HoldsWhatPeopleDidAndNothingThatFollowed) {
  const auto events = events_of_given(what_people_did());
  EXPECT_GT(events.size(), what_people_did().size() + 2);
  EXPECT_EQ(taken_from(events, Words::leave).events.size(), what_people_did().size());
}

TEST(Given, TravelsAsJsonAndLeadsToTheSameEventsEvenWithoutTheWords) {
  const auto events = events_of_given(what_people_did());
  for (const Words words : {Words::keep, Words::leave}) {
    const nlohmann::json json = write_given(taken_from(events, words));
    EXPECT_EQ(json.dump().find("terrible") == std::string::npos, words == Words::leave) << json;
    const auto back = read_given(json);
    ASSERT_TRUE(back.ok()) << back.error().where << " " << back.error().what;
    EXPECT_EQ(back->id, "T1");
    EXPECT_EQ(back->number, 1);
    EXPECT_EQ(in_words(events_of_given(back->events)), in_words(events));
  }
}

TEST(Given, SaysWhereItIsNotWrittenLikeThat) {
  const auto where = [](const char* text) {
    const auto read = read_given(nlohmann::json::parse(text));
    return read.ok() ? std::string("read") : read.error().where;
  };
  EXPECT_EQ(where("[]"), "/ticket");
  EXPECT_EQ(where(R"({"ticket":"T1","number":1,"given":7})"), "/given");
  EXPECT_EQ(where(R"({"ticket":"T1","number":1,"given":[[1,"*"]]})"), "/given/0");
  EXPECT_EQ(where(R"({"ticket":"T1","number":1,"given":[[1,"*","create",{"mood":3}]]})"), "/given/0/3/mood");
  EXPECT_EQ(where(R"({"ticket":"T1","number":1,"given":[[1,"*","dance"]]})"), "/given/0/name");
}

}  // namespace
}  // namespace oasis
