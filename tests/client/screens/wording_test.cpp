// How the client says lengths of time, clocks, moments and events.
#include "client/screens/wording.hpp"

#include <gtest/gtest.h>

#include "shared/time/text.hpp"

namespace oasis::wording {
namespace {

Instant at(const char* text) {
  return parse_instant(text).value();
}

TEST(Wording, LengthsAreSaidInAtMostTwoUnitsRoundedDown) {
  EXPECT_EQ(say(seconds(0)), "0 s");
  EXPECT_EQ(say(seconds(59)), "59 s");
  EXPECT_EQ(say(seconds(150)), "2 min 30 s");
  EXPECT_EQ(say(minutes(15) + seconds(59)), "15 min");
  EXPECT_EQ(say(hours(2) + minutes(5)), "2 h 5 min");
  EXPECT_EQ(say(hours(2)), "2 h");
  EXPECT_EQ(say(days(3) + hours(4)), "3 d 4 h");
  EXPECT_EQ(say(Duration{} - minutes(12)), "12 min");
}

TEST(Wording, ARunningClockSaysWhatIsLeftOrOver) {
  Clock clock;
  clock.phase = Clock::Phase::running;
  clock.due = at("2026-03-27T10:00:00Z");
  EXPECT_EQ(say_clock(clock, at("2026-03-27T07:55:00Z")), "2 h 5 min left");
  EXPECT_EQ(say_clock(clock, at("2026-03-27T10:12:00Z")), "12 min over");
  clock.phase = Clock::Phase::paused;
  EXPECT_EQ(say_clock(clock, at("2026-03-27T10:12:00Z")), "paused");
  clock.phase = Clock::Phase::ended;
  clock.breached = true;
  EXPECT_EQ(say_clock(clock, at("2026-03-27T10:12:00Z")), "missed");
}

TEST(Wording, AMomentIsAsPreciseAsItsDistanceAsks) {
  const Zone utc = Zone::utc();
  const Instant now = at("2026-03-27T12:00:00Z");  // a Friday
  EXPECT_EQ(say_moment(at("2026-03-27T09:05:00Z"), utc, now), "09:05");
  EXPECT_EQ(say_moment(at("2026-03-26T09:05:00Z"), utc, now), "Thu 09:05");
  EXPECT_EQ(say_moment(at("2026-03-02T09:05:00Z"), utc, now), "2 Mar, 09:05");
  EXPECT_EQ(say_moment(at("2025-12-24T09:05:00Z"), utc, now), "24 Dec 2025");
  EXPECT_EQ(say_moment_fully(at("2026-03-27T09:05:07Z"), utc), "Friday 27 March 2026, 09:05:07 (UTC)");
}

TEST(Wording, EventsNamePeopleAndReasons) {
  Workspace workspace;
  User ann;
  ann.id = "ann";
  ann.name = "Ann Ek";
  workspace.users.push_back(ann);
  Chain chain;
  chain.id = "default";
  Step step;
  step.tier = 2;
  step.name = "Specialist";
  chain.steps = {Step{}, step};
  workspace.chains.push_back(chain);

  Event told;
  Notified notified;
  notified.user = "ann";
  notified.via = "email";
  notified.why = "tier 1, on call in tier-1";
  told.fact = notified;
  EXPECT_EQ(say_event(told, workspace).text, "Told Ann Ek by e-mail");
  EXPECT_EQ(say_event(told, workspace).detail, "tier 1, on call in tier-1");

  Event escalated;
  Escalated fact;
  fact.chain = "default";
  fact.step = 1;
  fact.round = 2;
  fact.late = minutes(3);
  fact.reason = "rule no-answer";
  escalated.fact = fact;
  EXPECT_EQ(say_event(escalated, workspace).text, "Escalated to Specialist (tier 2), round 2, 3 min late");
  EXPECT_EQ(say_event(escalated, workspace).detail, "rule no-answer");

  Event left;
  left.by = {Actor::Kind::user, "gone", Role::viewer};
  left.fact = Acknowledged{};
  EXPECT_EQ(say_event(left, workspace).text, "gone acknowledged") << "somebody who left keeps their id";
}

}  // namespace
}  // namespace oasis::wording
