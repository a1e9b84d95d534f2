// When drills are held and with whom (docs/semantics.md, "Drills").
#include "shared/report/drill_plan.hpp"

#include <gtest/gtest.h>

#include <set>

#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

Instant moment(const char* text) {
  return *parse_instant(text);
}

/// Ann works in Berlin and Bob in New York; Ida is on call by herself; the chain tells Ann, then Bob.
struct Planned : testing::Test {
  Zones zones;
  Workspace workspace;
  Drill drill{"fire", "Fire", "c", "The printer burns", "", Priority::urgent};

  Planned() {
    for (const char* zone : {"Europe/Berlin", "America/New_York"}) (void)zones.add(zone, test::zone_bytes(zone));
    workspace.zone = "Europe/Berlin";
    for (const char* id : {"ann", "bob", "ida"}) {
      User user;
      user.id = id;
      user.contacts = {{"email", std::string(id) + "@acme.example"}};
      workspace.users.push_back(user);
    }
    workspace.users[1].zone = "America/New_York";
    Chain chain;
    chain.id = "c";
    chain.steps = {{1, "", {{Target::Kind::user, "ann"}}, {}, {}, minutes(10), ""},
                   {2, "", {{Target::Kind::user, "bob"}}, {}, {}, minutes(20), ""}};
    workspace.chains.push_back(chain);
  }
  std::shared_ptr<const Policies> policies() const {
    auto prepared = Policies::prepare(workspace, zones, 1);
    EXPECT_TRUE(prepared.ok());
    return *prepared;
  }
  bool may(const char* instant, bool outside = false) const {
    return may_drill(*policies(), drill, moment(instant), outside);
  }
};

TEST_F(Planned, ThoseTakePartWhomTheChainReachesThen) {
  EXPECT_EQ(drill_participants(*policies(), drill, moment("2026-03-02T14:00:00Z")), (std::vector<Id>{"ann", "bob"}));
  Schedule nights;
  nights.id = "s";
  nights.layers = {{0, {Rotation::Kind::weekly, 1, {}, {"ida"}}, {}}};
  workspace.schedules.push_back(nights);
  workspace.chains[0].steps[0].notify = {{Target::Kind::schedule, "s"}};
  workspace.users[1].away = {{moment("2026-03-01T00:00:00Z"), moment("2026-03-10T00:00:00Z")}};
  EXPECT_EQ(drill_participants(*policies(), drill, moment("2026-03-02T14:00:00Z")), (std::vector<Id>{"ida"}))
      << "who is away takes no part";
  workspace.chains[0].steps.pop_back();
  workspace.schedules[0].layers.clear();
  EXPECT_TRUE(drill_participants(*policies(), drill, moment("2026-03-02T14:00:00Z")).empty());
}

TEST_F(Planned, ItBeginsWhereEverybodyIsAtWorkByTheirOwnClock) {
  EXPECT_FALSE(may("2026-03-02T09:00:00Z")) << "Bob sleeps";
  EXPECT_TRUE(may("2026-03-02T14:00:00Z")) << "15:00 in Berlin, 09:00 in New York";
  EXPECT_TRUE(may("2026-03-02T15:50:00Z")) << "Ann has her ten minutes until 17:00 in Berlin";
  EXPECT_FALSE(may("2026-03-02T15:50:01Z"));
  EXPECT_FALSE(may("2026-03-01T14:00:00Z")) << "Sunday";
  EXPECT_TRUE(may("2026-03-09T13:00:00Z")) << "New York changes its clocks before Berlin does";
  EXPECT_FALSE(may("2026-03-02T13:00:00Z"));
}

/// Every quarter of an hour of this day at which it may begin, in Berlin: "09:00-16:00", if they hang together.
std::string begins(const Policies& policies, const Drill& drill, const char* day) {
  std::vector<Instant> found;
  const Instant midnight = moment(day) - hours(1);
  for (int i = 0; i < 96; ++i) {
    if (const Instant at = midnight + minutes(15 * i); may_drill(policies, drill, at)) found.push_back(at);
  }
  if (found.empty()) return "never";
  EXPECT_EQ(found.back() - found.front(), minutes(15 * (static_cast<std::int64_t>(found.size()) - 1)));
  const auto clock = [&](Instant at) { return to_text(policies.zone().to_local(at)).substr(11, 5); };
  return clock(found.front()) + "-" + clock(found.back());
}

TEST_F(Planned, EverybodyIsAtWorkAsLongAsItLasts) {
  Chain& chain = workspace.chains[0];
  for (Step& step : chain.steps) step = {step.tier, "", {{Target::Kind::user, "ann"}}, {}, {}, minutes(30), ""};
  EXPECT_EQ(begins(*policies(), drill, "2026-03-02T00:00:00Z"), "09:00-16:00") << "two steps of half an hour";
  chain.repeat = 2;
  EXPECT_EQ(begins(*policies(), drill, "2026-03-02T00:00:00Z"), "09:00-14:00") << "in three rounds";
  chain.repeat = 100;
  EXPECT_EQ(begins(*policies(), drill, "2026-03-02T00:00:00Z"), "09:00-12:45") << "it ends after four hours, with somebody told";
  EXPECT_EQ(begins(*policies(), drill, "2026-03-01T00:00:00Z"), "never") << "Sunday";
}

TEST_F(Planned, TheLastResortIsAtWorkWhenItsTurnComes) {
  workspace.chains[0].steps[1].notify = {{Target::Kind::user, "ann"}};
  workspace.last_resort = Target{Target::Kind::user, "bob"};
  workspace.users[1].away = {{moment("2026-03-01T00:00:00Z"), moment("2026-03-10T00:00:00Z")}};
  EXPECT_EQ(begins(*policies(), drill, "2026-03-02T00:00:00Z"), "14:30-16:30") << "15:00 to 17:00 is 09:00 to 11:00 there";
  EXPECT_EQ(drill_participants(*policies(), drill, moment("2026-03-02T14:00:00Z")), (std::vector<Id>{"ann", "bob"}))
      << "away or not";
  workspace.chains[0].repeat = 100;
  EXPECT_EQ(begins(*policies(), drill, "2026-03-02T00:00:00Z"), "09:00-12:45") << "it ends before the chain does";
}

TEST_F(Planned, WhoComesOnCallInTheMiddleIsAtWork) {
  Schedule desk;
  desk.id = "s";
  desk.layers = {{0, {Rotation::Kind::daily, 1, *parse_local_time("2026-03-02T12:00:00"), {"ann", "bob"}}, {}}};
  workspace.schedules.push_back(desk);
  for (Step& step : workspace.chains[0].steps)
    step = {step.tier, "", {{Target::Kind::schedule, "s"}}, {}, {}, minutes(30), ""};
  EXPECT_EQ(begins(*policies(), drill, "2026-03-02T00:00:00Z"), "12:00-16:00") << "until 12:00 it is Bob, who sleeps";
  EXPECT_TRUE(may("2026-03-03T10:15:00Z")) << "11:15";
  EXPECT_FALSE(may("2026-03-03T10:30:00Z")) << "the second step would be Bob's, at 12:00";
}

TEST_F(Planned, ABackupIsAskedForWhereItWouldBeTold) {
  Step& second = workspace.chains[0].steps[1];
  second.backup = {{Target::Kind::user, "ida"}};
  workspace.users[2].zone = "America/New_York";
  second.notify = {{Target::Kind::user, "ann"}};
  EXPECT_EQ(begins(*policies(), drill, "2026-03-02T00:00:00Z"), "09:00-16:30") << "the step reaches Ann";
  workspace.users[1].contacts.clear();
  second.notify = {{Target::Kind::user, "bob"}};
  EXPECT_EQ(begins(*policies(), drill, "2026-03-02T00:00:00Z"), "15:00-16:45") << "Bob cannot be told, Ida can";
}

TEST_F(Planned, OutsideOfWorkingHoursOnlyIfAsked) {
  EXPECT_TRUE(may("2026-03-01T03:00:00Z", true)) << "by whoever starts it";
  drill.outside_hours = true;
  EXPECT_TRUE(may("2026-03-01T03:00:00Z")) << "by the document";
}

TEST_F(Planned, ItDoesNotBeginWhereNobodyWouldTakePart) {
  for (User& user : workspace.users) user.contacts.clear();
  EXPECT_FALSE(may("2026-03-02T14:00:00Z"));
}

TEST_F(Planned, ACalendarSaysWhenTheyWork) {
  NamedCalendar night;
  night.id = "night";
  night.zone = "Europe/Berlin";
  night.rules.hours.emplace();
  for (auto& day : *night.rules.hours) day.push_back({ClockTime{22 * 60}, ClockTime{24 * 60}});
  workspace.calendars.push_back(night);
  drill.calendar = "night";
  EXPECT_TRUE(may("2026-03-01T21:30:00Z"));
  EXPECT_FALSE(may("2026-03-02T14:00:00Z"));
}

TEST_F(Planned, OnceAQuarterAtATimeThatNobodyCanGuess) {
  std::set<std::int64_t> days;
  std::set<std::string> quarters;
  std::optional<Instant> held;
  Instant now = moment("2026-01-01T00:00:00Z");
  for (int i = 0; i < 8; ++i) {
    const auto next = next_drill(*policies(), drill, now, held, "salt");
    ASSERT_TRUE(next) << i;
    EXPECT_GT(*next, now);
    EXPECT_TRUE(may_drill(*policies(), drill, *next));
    const Date date = date_of(day_number(policies()->zone().to_local(*next)));
    quarters.insert(std::to_string(date.year) + "/" + std::to_string((date.month - 1) / 3));
    days.insert(day_number(policies()->zone().to_local(*next)) % 90);
    EXPECT_EQ(next_drill(*policies(), drill, now, held, "salt"), next) << "the same question, the same answer";
    held = now = *next;
  }
  EXPECT_EQ(quarters.size(), 8u) << "each in a quarter of its own";
  EXPECT_GT(days.size(), 4u) << "not always on the same day";
  EXPECT_NE(next_drill(*policies(), drill, now, held, "salt"), next_drill(*policies(), drill, now, held, "other"));
}

TEST_F(Planned, NotTwiceInAPeriodAndNotAtOnceWhereTheDrawnTimeIsPast) {
  const Instant begin = moment("2026-01-01T00:00:00Z");
  const auto first = next_drill(*policies(), drill, begin, {}, "salt");
  ASSERT_TRUE(first);
  const auto after = next_drill(*policies(), drill, *first, {}, "salt");
  ASSERT_TRUE(after);
  EXPECT_GT(*after, moment("2026-03-31T22:00:00Z")) << "whoever writes it into the document late waits for the next quarter";
  const auto again = next_drill(*policies(), drill, begin, begin, "salt");
  ASSERT_TRUE(again);
  EXPECT_GT(*again, moment("2026-03-31T22:00:00Z")) << "this quarter has had its own";
}

TEST_F(Planned, MonthlyYearlyOrOnlyByHand) {
  const Instant begin = moment("2026-01-31T23:00:00Z");
  drill.every = Drill::Every::month;
  const auto month = next_drill(*policies(), drill, begin, begin, "s");
  ASSERT_TRUE(month);
  EXPECT_LT(*month, moment("2026-03-31T22:00:00Z"));
  drill.every = Drill::Every::year;
  const auto year = next_drill(*policies(), drill, begin, begin, "s");
  ASSERT_TRUE(year);
  EXPECT_GE(*year, moment("2026-12-31T23:00:00Z"));
  drill.every = Drill::Every::never;
  EXPECT_EQ(next_drill(*policies(), drill, begin, {}, "s"), std::nullopt);
}

TEST_F(Planned, WhereNobodyEverWorksAtTheSameTimeThereIsNone) {
  NamedCalendar never;
  never.id = "never";
  never.rules.hours.emplace();
  workspace.calendars.push_back(never);
  drill.calendar = "never";
  EXPECT_EQ(next_drill(*policies(), drill, moment("2026-01-01T00:00:00Z"), {}, "s"), std::nullopt);
}

TEST_F(Planned, ItLastsAsLongAsItsChainWithinBounds) {
  Chain& chain = workspace.chains[0];
  EXPECT_EQ(drill_length(chain), minutes(30));
  chain.repeat = 2;
  EXPECT_EQ(drill_length(chain), minutes(90));
  chain.repeat = 100;
  EXPECT_EQ(drill_length(chain), hours(4));
  chain.repeat = 0;
  chain.steps.pop_back();
  EXPECT_EQ(drill_length(chain), minutes(15));
}

}  // namespace
}  // namespace oasis
