// Changes of the on-call calendar: every kind × every role, what has begun, and what follows.
#include "shared/command/schedule_change.hpp"

#include <gtest/gtest.h>

#include "shared/policy/schedule_effect.hpp"
#include "shared/report/schedule_notice.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using Kind = ScheduleChange::Kind;

Instant at(const char* text) {
  return *parse_instant(text);
}

Interval span(const char* from, const char* to) {
  return {at(from), at(to)};
}

const Instant now = at("2026-03-04T10:00:00Z");  // a Wednesday; Ann's week began on Monday at 09:00
const Interval thursday = span("2026-03-05T09:00:00Z", "2026-03-06T09:00:00Z");
const Interval next_week = span("2026-03-09T09:00:00Z", "2026-03-16T09:00:00Z");  // Bob's

Workspace small() {
  Workspace workspace;
  workspace.zone = "UTC";
  const auto add = [&](const char* id, const char* name, Role role) {
    User user;
    user.id = id;
    user.name = name;
    user.role = role;
    workspace.users.push_back(user);
  };
  add("ann", "Ann Ek", Role::agent);
  add("bob", "Bob Okafor", Role::agent);
  add("mia", "Mia Sol", Role::manager);
  add("vic", "Vic Low", Role::viewer);
  Schedule schedule;
  schedule.id = "s";
  schedule.name = "Support";
  schedule.layers = {
      {0, {Rotation::Kind::weekly, 1, *parse_local_time("2026-03-02T09:00:00"), {"ann", "bob"}}, {}}};
  workspace.schedules.push_back(schedule);
  return workspace;
}

std::shared_ptr<const Policies> prepared(const Workspace& workspace) {
  return *Policies::prepare(workspace, Zones(), 1);
}

Actor person(const char* id, Role role) {
  return {Actor::Kind::user, id, role};
}
const Actor ann = person("ann", Role::agent), bob = person("bob", Role::agent),
            mia = person("mia", Role::manager), vic = person("vic", Role::viewer);

ScheduleChange change_of(Kind kind, Interval during, const Id& user, const Id& by) {
  ScheduleChange change;
  change.kind = kind;
  change.schedule = "s";
  change.what = {during, user, by};
  return change;
}

ScheduleChange several(Kind kind, std::vector<Override> covers) {
  ScheduleChange change = change_of(kind, {}, "", "");
  change.covers = std::move(covers);
  return change;
}

/// The document after it; fails the test if it was refused.
Workspace after(const Workspace& workspace, const ScheduleChange& change, const Actor& by,
                const std::vector<SwapRequest>& requests = {}) {
  auto result = change_schedules(*prepared(workspace), requests, change, by, now);
  if (result.ok()) return result->workspace;
  ADD_FAILURE() << result.error().what;
  return workspace;
}

std::string refusal(const Workspace& workspace, const ScheduleChange& change, const Actor& by,
                    const std::vector<SwapRequest>& requests = {}) {
  const auto result = change_schedules(*prepared(workspace), requests, change, by, now);
  return result.ok() ? "" : result.error().what;
}

TEST(ScheduleChange, EveryRoleMayOnlyWhatConcernsThem) {
  Workspace workspace = small();
  workspace.schedules[0].overrides = {{thursday, "ann", "bob"}};
  const auto policies = prepared(workspace);
  struct Case {
    ScheduleChange change;
    bool ann, bob;
  };
  ScheduleChange remove = change_of(Kind::remove_cover, {}, "", "");
  remove.was = workspace.schedules[0].overrides[0];
  ScheduleChange edit = change_of(Kind::change_cover, thursday, "ann", "bob");
  edit.was = remove.was;
  ScheduleChange pass_on = edit;
  pass_on.what.add = "ann";
  const std::vector<Case> cases = {
      {change_of(Kind::cover, next_week, "bob", "ann"), true, false},
      {change_of(Kind::cover, next_week, "bob", ""), false, false},
      {edit, false, true},
      {pass_on, false, false},
      {remove, false, true},
      {change_of(Kind::ask_swap, thursday, "ann", "bob"), true, false},
      {change_of(Kind::accept_swap, thursday, "ann", "bob"), false, true},
      {change_of(Kind::withdraw_swap, thursday, "ann", "bob"), true, true},
      {change_of(Kind::add_away, thursday, "ann", ""), true, false},
      {change_of(Kind::remove_away, thursday, "ann", ""), true, false},
      {several(Kind::covers, {{thursday, "ann", "bob"}, {next_week, "ann", "bob"}}), false, true},
      {several(Kind::covers, {{thursday, "ann", "bob"}, {next_week, "bob", "ann"}}), false, false},
      {several(Kind::remove_covers, {{thursday, "ann", "bob"}}), false, true},
  };
  for (const Case& one : cases) {
    const int kind = static_cast<int>(one.change.kind);
    EXPECT_EQ(may_change(*policies, ann, one.change, now), one.ann) << kind;
    EXPECT_EQ(may_change(*policies, bob, one.change, now), one.bob) << kind;
    EXPECT_TRUE(may_change(*policies, mia, one.change, now)) << kind;
    EXPECT_FALSE(may_change(*policies, vic, one.change, now)) << kind;
    EXPECT_FALSE(may_change(*policies, person("gone", Role::admin), one.change, now)) << kind;
    EXPECT_FALSE(may_change(*policies, {Actor::Kind::customer, "", Role::admin}, one.change, now)) << kind;
  }
}

TEST(ScheduleChange, WhatACoverTookIsGivenBackOnlyBeforeItBegins) {
  Workspace workspace = small();
  const Override begun{span("2026-03-04T09:00:00Z", "2026-03-04T18:00:00Z"), "ann", "bob"};
  workspace.schedules[0].overrides = {begun};
  ScheduleChange remove = change_of(Kind::remove_cover, {}, "", "");
  remove.was = begun;
  EXPECT_FALSE(may_change(*prepared(workspace), bob, remove, now));
  // A manager ends it: what is over of it stays as it was.
  const Workspace ended = after(workspace, remove, mia);
  ASSERT_EQ(ended.schedules[0].overrides.size(), 1u);
  EXPECT_EQ(ended.schedules[0].overrides[0].during, (Interval{begun.during.from, now}));
}

TEST(ScheduleChange, ACoverBeginsNowAtTheEarliest) {
  const Workspace changed =
      after(small(),
            change_of(Kind::cover, span("2026-03-04T09:00:00Z", "2026-03-04T12:00:00Z"), "ann", "bob"), mia);
  EXPECT_EQ(changed.schedules[0].overrides[0].during, (Interval{now, at("2026-03-04T12:00:00Z")}));
}

TEST(ScheduleChange, RefusesWhatWouldChangeNothingOrIsOver) {
  EXPECT_EQ(refusal(small(), change_of(Kind::cover, thursday, "bob", "mia"), mia),
            "Bob Okafor is not on call then.");
  EXPECT_EQ(
      refusal(small(),
              change_of(Kind::cover, span("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"), "", "bob"), mia),
      "That is over: the past stays as it was.");
  EXPECT_EQ(refusal(small(), change_of(Kind::cover, thursday, "ann", "vic"), mia),
            "Vic Low is a viewer and is never on call.");
  EXPECT_EQ(refusal(small(), change_of(Kind::cover, thursday, "ann", "ann"), mia),
            "Nobody can stand in for themselves.");
  EXPECT_EQ(refusal(small(), change_of(Kind::cover, thursday, "", ""), mia), "Say whose shift it is.");
  EXPECT_EQ(refusal(small(), change_of(Kind::cover, {thursday.to, thursday.from}, "ann", "bob"), mia),
            "It must end after it begins.");
  EXPECT_EQ(refusal(small(), change_of(Kind::cover, {now, now + days(400)}, "ann", "bob"), mia),
            "That is longer than a year.");
  ScheduleChange unknown = change_of(Kind::cover, thursday, "ann", "bob");
  unknown.schedule = "t";
  EXPECT_EQ(refusal(small(), unknown, mia), "There is no schedule \"t\".");
  ScheduleChange gone = change_of(Kind::remove_cover, {}, "", "");
  gone.was = Override{thursday, "ann", "bob"};
  EXPECT_EQ(refusal(small(), gone, mia), "Somebody has changed this cover meanwhile.");
  EXPECT_EQ(refusal(small(), change_of(Kind::accept_swap, thursday, "ann", "bob"), bob),
            "This request was answered or taken back meanwhile.");
}

TEST(ScheduleChange, ACoverIsChangedInOneStep) {
  Workspace workspace = small();
  workspace.schedules[0].overrides = {{thursday, "ann", "bob"}};
  ScheduleChange edit =
      change_of(Kind::change_cover, span("2026-03-05T12:00:00Z", "2026-03-05T18:00:00Z"), "ann", "bob");
  edit.was = workspace.schedules[0].overrides[0];
  EXPECT_EQ(after(workspace, edit, bob).schedules[0].overrides, std::vector<Override>{edit.what});
}

TEST(ScheduleChange, ASwapHoldsOnceItIsAccepted) {
  ScheduleChange ask = change_of(Kind::ask_swap, thursday, "ann", "bob");
  ask.in_return = next_week;
  const auto asked = change_schedules(*prepared(small()), {}, ask, ann, now);
  ASSERT_TRUE(asked.ok());
  EXPECT_EQ(asked->workspace, small()) << "a request changes nothing";
  const std::vector<SwapRequest> requests = asked->requests;
  EXPECT_EQ(requests, (std::vector<SwapRequest>{{"s", {thursday, "ann", "bob"}, next_week}}));
  EXPECT_EQ(refusal(small(), ask, ann, requests), "That was asked already.");
  ask.kind = Kind::accept_swap;
  const auto policies = prepared(after(small(), ask, bob, requests));
  EXPECT_EQ(policies->rota("s")->on_call(thursday.from), std::vector<Id>{"bob"});
  EXPECT_EQ(policies->rota("s")->on_call(next_week.from), std::vector<Id>{"ann"});
  for (const Kind kind : {Kind::accept_swap, Kind::withdraw_swap}) {
    ask.kind = kind;
    EXPECT_TRUE(change_schedules(*prepared(small()), requests, ask, bob, now)->requests.empty());
  }
  EXPECT_EQ(refusal(small(), change_of(Kind::ask_swap, next_week, "ann", "bob"), ann),
            "Ann Ek is not on call then.");
}

TEST(ScheduleChange, AwayTimesBeginAndEndNow) {
  const Workspace away =
      after(small(),
            change_of(Kind::add_away, span("2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z"), "ann", ""), ann);
  const Interval kept{now, at("2026-03-08T00:00:00Z")};
  EXPECT_EQ(away.users[0].away, std::vector<Interval>{kept});
  EXPECT_TRUE(prepared(away)->rota("s")->on_call(now).empty());
  EXPECT_TRUE(after(away, change_of(Kind::remove_away, kept, "ann", ""), ann).users[0].away.empty());
}

// ---- what follows, and who is told
// ---------------------------------------------------------------------------------------------------

TEST(ScheduleEffects, SayWhoGainsAndLosesWhatAndWhichGapsCome) {
  const Workspace dropped = after(small(), change_of(Kind::cover, thursday, "ann", ""), mia);
  const auto effects = effects_of(*prepared(small()), dropped, now);
  ASSERT_EQ(effects.size(), 1u);
  EXPECT_EQ(effects[0].gaps, std::vector<Interval>{thursday});
  EXPECT_EQ(effects[0].end, (std::vector<Shift>{{"ann", thursday}}));
  EXPECT_TRUE(effects[0].begin.empty());
}

TEST(ScheduleEffects, NameWhoseLimitIsPassedWithTheFairestSubstitute) {
  Workspace workspace = small();
  workspace.schedules[0].layers[0].rotation.people = {"ann", "bob", "mia"};
  workspace.guards.hours_a_week = hours(100);
  // Bob's own week is over its limit already: only what the change adds is named.
  const Workspace changed = after(workspace, change_of(Kind::cover, thursday, "ann", "bob"), mia);
  const auto effects = effects_of(*prepared(workspace), changed, now);
  ASSERT_EQ(effects.size(), 1u);
  for (const Overload& overload : effects[0].overloads) EXPECT_NE(overload.user, "ann");
  workspace.guards.hours_a_week = hours(20);
  const auto strict = effects_of(*prepared(workspace),
                                 after(workspace, change_of(Kind::cover, thursday, "ann", "bob"), mia), now);
  ASSERT_FALSE(strict[0].overloads.empty());
  bool named = false;
  for (const Overload& overload : strict[0].overloads)
    named = named || (overload.user == "bob" && overload.substitute == "mia");
  EXPECT_TRUE(named);
}

TEST(ScheduleEffects, WithoutCutsIntervals) {
  const auto at_hours = [](int from, int to) {
    return Interval{Instant{} + hours(from), Instant{} + hours(to)};
  };
  EXPECT_EQ(without({at_hours(0, 10)}, {at_hours(2, 3), at_hours(5, 12)}),
            (std::vector<Interval>{at_hours(0, 2), at_hours(3, 5)}));
  EXPECT_EQ(without({at_hours(0, 4), at_hours(6, 8)}, {at_hours(3, 7)}),
            (std::vector<Interval>{at_hours(0, 3), at_hours(7, 8)}));
  EXPECT_EQ(without({at_hours(0, 4)}, {}), (std::vector<Interval>{at_hours(0, 4)}));
}

TEST(ScheduleNotices, TellThoseWhomItConcernsButNotWhoDidIt) {
  const ScheduleChange cover = change_of(Kind::cover, thursday, "ann", "bob");
  const auto policies = prepared(small());
  const auto effects = effects_of(*policies, after(small(), cover, bob), now);
  const auto notices = schedule_notices(*policies, cover, effects, "bob");
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].to, "ann");
  EXPECT_EQ(notices[0].subject, "Your times on call have changed");
  EXPECT_EQ(notices[0].text,
            "You are no longer on call: Support, Thu 2026-03-05 09:00 to Fri 2026-03-06 09:00 (UTC)\n"
            "\nChanged by Bob Okafor.\n");
}

TEST(ScheduleNotices, TellWhoIsAskedForASwapAndWhoseRequestIsAnswered) {
  ScheduleChange swap = change_of(Kind::ask_swap, thursday, "ann", "bob");
  const auto policies = prepared(small());
  const auto asked = schedule_notices(*policies, swap, {}, "ann");
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].to, "bob");
  EXPECT_EQ(asked[0].subject, "Ann Ek asks you to take a shift over");
  swap.kind = Kind::withdraw_swap;
  const auto declined = schedule_notices(*policies, swap, {}, "bob");
  ASSERT_EQ(declined.size(), 1u);
  EXPECT_EQ(declined[0].to, "ann");
  EXPECT_EQ(declined[0].subject, "Bob Okafor does not take your shift over");
}

TEST(ScheduleChange, SeveralCoversAreAddedAndTakenOutTogetherOrNotAtAll) {
  const Workspace workspace = small();
  const Override first{thursday, "ann", "mia"}, second{next_week, "bob", "mia"};
  const Workspace both = after(workspace, several(Kind::covers, {first, second}), mia);
  EXPECT_EQ(both.schedules[0].overrides, (std::vector<Override>{first, second}));
  EXPECT_EQ(after(both, several(Kind::remove_covers, {second, first}), mia), workspace);
  EXPECT_EQ(refusal(workspace, several(Kind::covers, {first, {next_week, "ann", "mia"}}), mia),
            "Ann Ek is not on call then.");
  EXPECT_EQ(refusal(workspace, several(Kind::covers, {first, {thursday, "ann", "bob"}}), mia),
            "Ann Ek is not on call then.");  // the first has relieved her
  EXPECT_EQ(refusal(after(workspace, several(Kind::covers, {first}), mia),
                    several(Kind::remove_covers, {first, second}), mia),
            "Somebody has changed this cover meanwhile.");
  EXPECT_EQ(refusal(workspace, several(Kind::covers, {}), mia), "Say which covers.");
  EXPECT_EQ(refusal(workspace, several(Kind::covers, {first, {thursday, "", "vic"}}), mia),
            "Vic Low is a viewer and is never on call.");
  EXPECT_EQ(refusal(workspace, several(Kind::covers, std::vector<Override>(most_covers_at_once + 1, first)), mia),
            "At most 300 covers are changed at once.");
}

TEST(ScheduleChange, CoversAreTakenBack) {
  const Workspace workspace = small();
  const ScheduleChange cover = change_of(Kind::cover, thursday, "ann", "bob");
  const Workspace covered = after(workspace, cover, mia);
  EXPECT_EQ(after(covered, *reverse_of(cover), mia), workspace);
  ScheduleChange remove = change_of(Kind::remove_cover, {}, "", "");
  remove.was = covered.schedules[0].overrides[0];
  EXPECT_EQ(after(after(covered, remove, mia), *reverse_of(remove), mia), covered);
  EXPECT_FALSE(reverse_of(change_of(Kind::ask_swap, thursday, "ann", "bob")));
}

}  // namespace
}  // namespace oasis
