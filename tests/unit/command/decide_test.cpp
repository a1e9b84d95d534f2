// Who may do what, what is refused, and that a decision changes nothing by itself.
#include "shared/command/decide.hpp"

#include <gtest/gtest.h>

#include "shared/command/adopt.hpp"
#include "shared/event/apply.hpp"
#include "shared/policy/policies.hpp"

namespace oasis {
namespace {

constexpr Instant noon{1'772'452'800'000};  // 2026-03-02T12:00:00Z

Workspace small_workspace() {
  Workspace workspace;
  User ann;
  ann.id = "ann";
  ann.contacts = {{"email", "ann@acme.example"}};
  workspace.users.push_back(ann);
  Sla sla;
  sla.id = "std";
  sla.targets[static_cast<std::size_t>(Priority::normal)][static_cast<std::size_t>(ClockKind::resolution)] =
      ClockTarget{false, hours(4)};
  workspace.slas.push_back(sla);
  workspace.default_sla = "std";
  return workspace;
}

State state_of(Workspace workspace) {
  State state;
  auto policies = Policies::prepare(std::move(workspace), Zones(), 1);
  EXPECT_TRUE(policies.ok());
  state.versions.push_back(*policies);
  return state;
}

Actor user(Role role) {
  return {Actor::Kind::user, "ann", role};
}
Actor customer(std::string id = "") {
  return {Actor::Kind::customer, std::move(id), Role::viewer};
}

SetFields set_on(const TicketId& ticket) {
  SetFields fields;
  fields.ticket = ticket;
  return fields;
}

CreateTicket new_ticket(const TicketId& id) {
  CreateTicket create;
  create.ticket = id;
  create.from_email = "gina@globex.example";
  create.message.id = id + "/1";
  return create;
}

State with_ticket() {
  State state = state_of(small_workspace());
  EXPECT_TRUE(decide_in_place(state, new_ticket("T1"), customer(), noon).ok());
  return state;
}

Refusal::Code code_of(const State& state, const Command& command, const Actor& actor) {
  const auto events = decide(state, command, actor, noon);
  EXPECT_FALSE(events.ok());
  return events.ok() ? Refusal::Code{} : events.error().code;
}

using Code = Refusal::Code;

TEST(Decide, ViewersMayDoNothing) {
  const State state = with_ticket();
  const Actor viewer = user(Role::viewer);
  EXPECT_EQ(code_of(state, new_ticket("T2"), viewer), Code::forbidden);
  EXPECT_EQ(code_of(state, Reply{"T1", {}}, viewer), Code::forbidden);
  EXPECT_EQ(code_of(state, WriteNote{"T1", {}}, viewer), Code::forbidden);
  EXPECT_EQ(code_of(state, CustomerReply{"T1", {}, ""}, viewer), Code::forbidden);
  EXPECT_EQ(code_of(state, set_on("T1"), viewer), Code::forbidden);
  EXPECT_EQ(code_of(state, Acknowledge{"T1"}, viewer), Code::forbidden);
  EXPECT_EQ(code_of(state, Escalate{"T1", "", {}, ""}, viewer), Code::forbidden);
  EXPECT_EQ(code_of(state, Rate{"T1", 5, ""}, viewer), Code::forbidden);
}

TEST(Decide, CustomersMayOnlyWriteAndRate) {
  const State state = with_ticket();
  EXPECT_TRUE(decide(state, CustomerReply{"T1", {}, ""}, customer(), noon).ok());
  EXPECT_TRUE(decide(state, Rate{"T1", 5, ""}, customer(), noon).ok());
  EXPECT_EQ(code_of(state, Reply{"T1", {}}, customer()), Code::forbidden);
  EXPECT_EQ(code_of(state, WriteNote{"T1", {}}, customer()), Code::forbidden);
  EXPECT_EQ(code_of(state, set_on("T1"), customer()), Code::forbidden);
  EXPECT_EQ(code_of(state, Acknowledge{"T1"}, customer()), Code::forbidden);
  EXPECT_EQ(code_of(state, Merge{"T1", "T1"}, customer()), Code::forbidden);
}

TEST(Decide, CustomersMayOnlySpeakOnTheirOwnTicket) {
  const State state = with_ticket();
  EXPECT_TRUE(decide(state, Rate{"T1", 5, ""}, customer("Gina@globex.example"), noon).ok());
  EXPECT_TRUE(decide(state, Rate{"T1", 5, ""}, customer("T1"), noon).ok());
  EXPECT_EQ(code_of(state, Rate{"T1", 5, ""}, customer("eve@globex.example")), Code::forbidden);
  EXPECT_EQ(code_of(state, CustomerReply{"T1", {}, ""}, customer("T2")), Code::forbidden);
}

TEST(Decide, RefusalsSayWhatAndWhere) {
  const State state = with_ticket();
  const Actor agent = user(Role::agent);
  EXPECT_EQ(code_of(state, Acknowledge{"T9"}, agent), Code::unknown_ticket);
  EXPECT_EQ(code_of(state, new_ticket("T1"), agent), Code::conflict);
  EXPECT_EQ(code_of(state, new_ticket(""), agent), Code::invalid);
  EXPECT_EQ(code_of(state, Merge{"T1", "T1"}, agent), Code::invalid);
  EXPECT_EQ(code_of(state, Merge{"T1", "T9"}, agent), Code::unknown_ticket);
  EXPECT_EQ(code_of(state, Rate{"T1", 6, ""}, customer()), Code::invalid);
  EXPECT_EQ(code_of(state, Escalate{"T1", "no-such", {}, ""}, agent), Code::invalid);
  SetFields fields = set_on("T1");
  fields.assignee = "nobody";
  const auto refused = decide(state, fields, agent, noon);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().where, "/assignee");
  EXPECT_EQ(refused.error().what, "no user \"nobody\"");
  Reply reply{"T1", {}};
  reply.message.text.assign(1'000'001, 'x');
  EXPECT_EQ(code_of(state, reply, agent), Code::too_large);
}

TEST(Decide, ChangesNothingByItself) {
  const State state = with_ticket();
  const Ticket before = state.tickets.at("T1");
  ASSERT_TRUE(decide(state, Reply{"T1", {}}, user(Role::agent), noon + hours(1)).ok());
  EXPECT_EQ(state.tickets.at("T1"), before);
}

TEST(Decide, AMergedTicketPassesMessagesOn) {
  State state = with_ticket();
  ASSERT_TRUE(decide_in_place(state, new_ticket("T2"), customer(), noon).ok());
  ASSERT_TRUE(decide_in_place(state, Merge{"T1", "T2"}, user(Role::agent), noon).ok());
  const auto events = decide(state, CustomerReply{"T1", {}, ""}, customer(), noon);
  ASSERT_TRUE(events.ok());
  EXPECT_EQ(events->front().ticket, "T2");
  const auto rating = decide(state, Rate{"T1", 5, ""}, customer(), noon);
  ASSERT_TRUE(rating.ok());
  EXPECT_EQ(rating->front().ticket, "T2");
  EXPECT_EQ(code_of(state, Reply{"T1", {}}, user(Role::agent)), Code::conflict);
  EXPECT_EQ(code_of(state, Merge{"T2", "T1"}, user(Role::agent)), Code::conflict);
}

Workspace with_chain(Duration second_wait) {
  Workspace workspace = small_workspace();
  User bob = workspace.users[0];
  bob.id = "bob";
  workspace.users.push_back(bob);
  Chain chain;
  chain.id = "c";
  chain.steps.resize(2);
  chain.steps[0].notify = {{Target::Kind::user, "ann"}};
  chain.steps[0].wait = minutes(30);
  chain.steps[1].tier = 2;
  chain.steps[1].notify = {{Target::Kind::user, "bob"}};
  chain.steps[1].wait = second_wait;
  workspace.chains.push_back(chain);
  return workspace;
}

TEST(Decide, AStepWhoseMessagesAllFailedIsFollowedAtOnceByTheNext) {
  State state = state_of(with_chain(minutes(5)));
  ASSERT_TRUE(decide_in_place(state, new_ticket("T1"), customer(), noon).ok());
  ASSERT_TRUE(decide_in_place(state, Escalate{"T1", "c", {}, ""}, user(Role::agent), noon).ok());
  const StepFailed failed{"T1", "c", 0, 1};
  EXPECT_EQ(code_of(state, failed, user(Role::admin)), Code::forbidden);
  ASSERT_TRUE(decide_in_place(state, failed, Actor{}, noon + minutes(1)).ok());
  EXPECT_EQ(state.tickets.at("T1").runs[0].step, 1);
  const auto again = decide(state, failed, Actor{}, noon + minutes(2));
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->empty()) << "that step is over";
}

const Fact* fact_to(const std::vector<Event>& events, const Id& user) {
  for (const Event& event : events) {
    const Id* told = person_told_by(event.fact);
    if (told != nullptr && *told == user) return &event.fact;
  }
  return nullptr;
}

TEST(Decide, AStepWhosePersonIsDisabledGoesOnToItsBackup) {
  Workspace workspace = with_chain(minutes(5));
  workspace.chains[0].steps[0].backup = {{Target::Kind::user, "bob"}};
  State state = state_of(std::move(workspace));
  state.disabled = {"ann"};
  ASSERT_TRUE(decide_in_place(state, new_ticket("T1"), customer(), noon).ok());
  const auto events = decide(state, Escalate{"T1", "c", {}, ""}, Actor{}, noon);  // "decide" works on copies
  ASSERT_TRUE(events.ok());
  const Fact* ann = fact_to(*events, "ann");
  ASSERT_NE(ann, nullptr) << "a ticket is never dropped silently";
  ASSERT_TRUE(std::holds_alternative<Suppressed>(*ann));
  EXPECT_EQ(std::get<Suppressed>(*ann).why, "account is disabled");
  const Fact* bob = fact_to(*events, "bob");
  EXPECT_TRUE(bob != nullptr && std::holds_alternative<Notified>(*bob));
}

TEST(Decide, WhatWaitsForADisabledPersonIsDropped) {
  Workspace workspace = with_chain(minutes(5));
  workspace.users[0].notify[static_cast<std::size_t>(Urgency::normal)] = {
      {NotifyEntry::Kind::contact, "email", minutes(10)}};
  State state = state_of(std::move(workspace));
  ASSERT_TRUE(decide_in_place(state, new_ticket("T1"), customer(), noon).ok());
  ASSERT_TRUE(decide_in_place(state, Escalate{"T1", "c", {}, ""}, Actor{}, noon).ok());
  ASSERT_EQ(state.people.at("ann").waiting.size(), 1u);
  state.disabled = {"ann"};
  const auto events = fire(state, {noon + minutes(10), Timer::Kind::message, {}, "ann", 0}, noon + minutes(10));
  const Fact* ann = fact_to(events, "ann");
  ASSERT_TRUE(ann != nullptr && std::holds_alternative<Suppressed>(*ann));
  EXPECT_EQ(std::get<Suppressed>(*ann).why, "account is disabled");
}

TEST(Decide, ApplyNowMovesARunToTheNewestChainAndKeepsItsTime) {
  State state = state_of(with_chain(minutes(5)));
  ASSERT_TRUE(decide_in_place(state, new_ticket("T1"), customer(), noon).ok());
  ASSERT_TRUE(decide_in_place(state, Escalate{"T1", "c", {}, ""}, user(Role::agent), noon).ok());
  state.versions.push_back(*Policies::prepare(with_chain(minutes(50)), Zones(), 2));
  ASSERT_TRUE(decide_in_place(state, ApplyChain{"T1", "c"}, user(Role::agent), noon + minutes(10)).ok());
  const oasis::Run& run = state.tickets.at("T1").runs[0];
  EXPECT_EQ(run.version, 2u);
  EXPECT_EQ(*run.next_at, noon + minutes(30));
}

TEST(Decide, NothingIsDecidedWithoutAWorkspace) {
  EXPECT_EQ(code_of(State{}, new_ticket("T1"), customer()), Code::conflict);
}

TEST(Fire, ATimerThatTheStateNoLongerKnowsLeadsToNothing) {
  State state = with_ticket();
  const auto timers = timers_of(state, state.tickets.at("T1"));
  ASSERT_EQ(timers.size(), 1u);
  EXPECT_TRUE(fire(state, timers[0], noon).empty()) << "before its time";
  EXPECT_EQ(fire(state, timers[0], timers[0].due).size(), 1u);
  SetFields resolve = set_on("T1");
  resolve.status = Status::resolved;
  ASSERT_TRUE(decide_in_place(state, resolve, user(Role::agent), noon).ok());
  EXPECT_TRUE(fire(state, timers[0], timers[0].due).empty()) << "the clock was stopped";
}

TEST(Fire, ALateReplyRecordsTheBreachThatNoTimerHasYet) {
  const State state = with_ticket();
  SetFields resolve = set_on("T1");
  resolve.status = Status::resolved;
  const auto events = decide(state, resolve, user(Role::agent), noon + hours(5));
  ASSERT_TRUE(events.ok());
  const auto* breached = std::get_if<SlaBreached>(&(*events)[1].fact);
  ASSERT_NE(breached, nullptr);
  EXPECT_EQ(breached->due, noon + hours(4));
}

TEST(Preview, CountsMovedAndBreachedClocksAndChangesNothing) {
  const State state = with_ticket();
  Workspace tighter = small_workspace();
  tighter.slas[0]
      .targets[static_cast<std::size_t>(Priority::normal)][static_cast<std::size_t>(ClockKind::resolution)] =
      ClockTarget{false, hours(1)};
  auto candidate = Policies::prepare(tighter, Zones(), 2);
  ASSERT_TRUE(candidate.ok());
  const EditPreview soon = preview_edit(state, *candidate, noon + minutes(30));
  EXPECT_EQ(soon.open_tickets, 1);
  EXPECT_EQ(soon.due_times_moved, 1);
  EXPECT_EQ(soon.breached_now, 0);
  EXPECT_EQ(preview_edit(state, *candidate, noon + hours(2)).breached_now, 1);
  EXPECT_EQ(state.tickets.at("T1").version, 1u);
}

}  // namespace
}  // namespace oasis
