// What may have contributed to an incident: for each kind a history in which it must appear and one in which it must
// not (docs/metrics.md, "After an incident"). And the facts that its page begins with.
#include "shared/report/causes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "shared/report/incident.hpp"

namespace oasis {
namespace {

using Cause = ProbableCause::Kind;

constexpr Instant nine{1'772'442'000'000};  // Mon 2026-03-02 09:00 UTC
const Actor by_chain{Actor::Kind::system, "chain c", Role::admin};
const Actor by_ann{Actor::Kind::user, "ann", Role::agent};
const Actor by_customer{Actor::Kind::customer, "", Role::viewer};

std::shared_ptr<const Policies> an_office() {
  Workspace workspace;
  User ann;
  ann.id = "ann";
  ann.name = "Ann Ek";
  Schedule schedule;
  schedule.id = "s";
  schedule.name = "Support on call";
  Step first;
  first.tier = 1;
  first.wait = minutes(30);
  Chain chain;
  chain.id = "c";
  chain.steps = {first};
  workspace.users = {ann};
  workspace.schedules = {schedule};
  workspace.chains = {chain};
  return Policies::prepare(std::move(workspace), Zones(), 1).value();
}

/// A ticket's events, by minutes after nine.
struct Past {
  std::vector<Event> events;

  Past& add(int minute, Fact fact, const Actor& by = by_chain) {
    events.push_back({"T1", static_cast<std::uint32_t>(events.size()), nine + minutes(minute), by, {}, std::move(fact)});
    return *this;
  }
  Past& step(int minute, std::int32_t tier = 1, Duration late = {}) {
    return add(minute, Escalated{"c", 1, tier, tier - 1, 1, "no answer", tier == 1, late});
  }
  Past& breach(int minute) { return add(minute, SlaBreached{ClockKind::first_response, nine + minutes(minute)}); }
  Past& page(int minute, const char* user) {
    Notified told;
    told.user = user;
    told.via = "email";
    told.page = true;
    return add(minute, told);
  }
  std::vector<ProbableCause> causes(Cause kind, const std::vector<FailedDelivery>& failed = {}) const {
    std::vector<ProbableCause> all = causes_of(events, failed, *an_office());
    all.erase(std::remove_if(all.begin(), all.end(), [kind](const ProbableCause& one) { return one.kind != kind; }), all.end());
    return all;
  }
};

TEST(Causes, ACalmTicketHasNone) {
  Past past;
  past.step(0).page(0, "ann").add(4, Acknowledged{}, by_ann).add(60, Resolved{"done"}, by_ann);
  EXPECT_TRUE(causes_of(past.events, {}, *an_office()).empty());
}

TEST(Causes, NobodyOnCall) {
  Past past;
  past.step(0).add(0, ScheduleGap{"s"}).add(1, ScheduleGap{"s"});
  const auto found = past.causes(Cause::nobody_on_call);
  ASSERT_EQ(found.size(), 1u) << "the same gap once";
  EXPECT_EQ(found[0].what, "Nobody was on call in Support on call.");
  EXPECT_EQ(found[0].evidence, "Asked at Mon 2026-03-02 09:00.");
  EXPECT_EQ(found[0].place, "oncall/s");
  EXPECT_TRUE(Past().step(0).causes(Cause::nobody_on_call).empty());
}

TEST(Causes, AStepThatReachedNobodyForAnotherReason) {
  const auto skipped = [](const char* why) { return StepSkipped{"c", 1, 2, 1, 1, why, "", false}; };
  const auto found = Past().step(0).add(5, skipped("no message arrived")).causes(Cause::step_reached_nobody);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].what, "Tier 2 reached nobody: no message arrived.");
  EXPECT_EQ(found[0].place, "chains/c");
  EXPECT_TRUE(Past().step(0).add(5, skipped("nobody on call")).causes(Cause::step_reached_nobody).empty());
}

TEST(Causes, AChannelThatFailed) {
  const auto found = Past().step(0).causes(Cause::channel_failed, {{"ann", "sms"}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].what, "Ann Ek could not be reached by sms.");
  EXPECT_EQ(found[0].place, "people/ann");
  EXPECT_EQ(Past().add(1, Suppressed{"bob", "", "no working contact", 0, false}).causes(Cause::channel_failed).size(), 1u);
  EXPECT_TRUE(Past().add(1, Suppressed{"bob", "", "told less than 60 s ago", 0, false}).causes(Cause::channel_failed).empty());
}

TEST(Causes, NobodyAnswered) {
  EXPECT_EQ(Past().step(0).add(30, ChainExhausted{"c", ""}).causes(Cause::nobody_answered).size(), 1u);
  EXPECT_TRUE(Past().step(0).add(9, Acknowledged{}, by_ann).causes(Cause::nobody_answered).empty());
}

TEST(Causes, AnAcknowledgementThatLapsed) {
  const auto found = Past().step(0).add(5, Acknowledged{}, by_ann).add(65, AckLapsed{"c", "ann"}).causes(Cause::ack_lapsed);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].evidence, "Lapsed at Mon 2026-03-02 10:05.");
  EXPECT_TRUE(Past().step(0).add(5, Acknowledged{}, by_ann).causes(Cause::ack_lapsed).empty());
}

TEST(Causes, AWaitThatIsLongerThanTheLevel) {
  const auto found = Past().step(0).breach(15).causes(Cause::wait_beyond_level);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].evidence, "Asked at Mon 2026-03-02 09:00 with 30 min to answer; due at Mon 2026-03-02 09:15.");
  EXPECT_TRUE(Past().step(0).breach(30).causes(Cause::wait_beyond_level).empty()) << "the wait was over by then";
  EXPECT_TRUE(Past().step(0).add(5, Acknowledged{}, by_ann).breach(15).causes(Cause::wait_beyond_level).empty())
      << "somebody had it in hand";
}

TEST(Causes, AnEscalationThatBeganLate) {
  EXPECT_EQ(Past().breach(10).step(12).causes(Cause::began_late).size(), 1u);
  EXPECT_TRUE(Past().step(0).breach(10).causes(Cause::began_late).empty());
  const auto late = Past().step(0, 1, minutes(7)).causes(Cause::began_late);
  ASSERT_EQ(late.size(), 1u);
  EXPECT_EQ(late[0].what, "Tier 1 was asked later than the chain says.");
}

TEST(Causes, APageThatQuietHoursHeldBack) {
  Held held;
  held.user = "ann";
  held.message.page = true;
  held.message.due = nine + hours(2);
  EXPECT_EQ(Past().step(0).add(0, held).causes(Cause::quiet_hours).size(), 1u);
  held.message.bundled = true;
  EXPECT_TRUE(Past().step(0).add(0, held).causes(Cause::quiet_hours).empty()) << "a list of the same minute";
  held.message.bundled = false;
  held.message.page = false;
  EXPECT_TRUE(Past().step(0).add(0, held).causes(Cause::quiet_hours).empty()) << "no page";
}

TEST(Causes, APromiseThatWasBrokenAndATicketThatCameBack) {
  EXPECT_EQ(Past().add(5, PromiseBroken{nine}).causes(Cause::promise_broken).size(), 1u);
  EXPECT_TRUE(Past().add(5, PromiseKept{nine}).causes(Cause::promise_broken).empty());
  const auto again = Past().add(5, Reopened{1}).add(90, Reopened{2}).causes(Cause::reopened);
  EXPECT_EQ(again.size(), 1u);
  EXPECT_TRUE(Past().add(5, Resolved{""}, by_ann).causes(Cause::reopened).empty());
}

TEST(Incident, FactsSayWhoWasToldAndWhenTheyAnswered) {
  Created created;
  created.message.text = "Help";
  Past past;
  past.add(0, created, by_customer).step(10).page(10, "ann").page(10, "bob").step(40, 2).page(40, "ann");
  past.breach(45).add(50, Acknowledged{}, by_ann).add(52, Replied{}, by_ann).add(90, Resolved{"done"}, by_ann);
  const IncidentFacts facts = incident_facts(past.events);
  EXPECT_EQ(facts.escalated, nine + minutes(10));
  EXPECT_EQ(facts.reason, "no answer");
  EXPECT_EQ(facts.highest_tier, 2);
  EXPECT_EQ(facts.acknowledged, nine + minutes(50));
  EXPECT_EQ(facts.acknowledged_by, "ann");
  ASSERT_EQ(facts.told.size(), 2u);
  EXPECT_EQ(facts.told[0], (IncidentFacts::Told{"ann", 1, nine + minutes(10), 2, minutes(40)}));
  EXPECT_EQ(facts.told[1].acknowledged_after, std::nullopt);
  EXPECT_EQ(facts.breaches, (std::vector<IncidentFacts::Breach>{{ClockKind::first_response, nine + minutes(45)}}));
  EXPECT_EQ(facts.customer_messages, 1);
  EXPECT_EQ(facts.public_replies, 1);
  EXPECT_EQ(facts.ended, nine + minutes(90));
  past.add(100, Reopened{1});
  EXPECT_EQ(incident_facts(past.events).ended, std::nullopt) << "it goes on";
}

TEST(Incident, ATicketThatNeverWasEscalatedHasNoBeginning) {
  Past past;
  past.add(0, Created{}, by_customer).add(5, Acknowledged{}, by_ann);
  EXPECT_EQ(incident_facts(past.events).escalated, std::nullopt);
  EXPECT_EQ(incident_facts(past.events).acknowledged, std::nullopt);
}

TEST(Incident, InvolvedAreThoseToldThoseWhoActedAssigneeAndWatchersOnce) {
  Past past;
  past.step(0).page(0, "bob").add(5, Acknowledged{}, by_ann);
  Ticket ticket;
  ticket.assignee = "ann";
  ticket.watchers.emplace({"chen", "bob"});
  EXPECT_EQ(involved_in(past.events, ticket), (std::vector<Id>{"bob", "ann", "chen"}));
}

}  // namespace
}  // namespace oasis
