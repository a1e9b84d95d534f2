// What a ticket's events amount to, computed by hand for small histories (docs/metrics.md).
#include "shared/report/measures.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

namespace oasis {
namespace {

using Kind = Measure::Kind;

constexpr Instant start{1'772'452'800'000};  // Monday 2 March 2026, 12:00 UTC
const Actor customer{Actor::Kind::customer, "", Role::viewer};
const Actor ann{Actor::Kind::user, "ann", Role::agent};
const Actor olga{Actor::Kind::user, "olga", Role::manager};
const Actor engine{Actor::Kind::system, "clock", Role::admin};

Message by(const Actor& author, bool automatic = false) {
  Message message;
  message.author = author;
  message.automatic = automatic;
  return message;
}

class History {
 public:
  explicit History(bool drill = false) {
    Created created;
    created.priority = Priority::high;
    created.customer = "globex";
    created.team = "support";
    created.category = "billing";
    created.channel = "email";
    created.drill = drill;
    created.message = by(customer);
    add(0, customer, created);
  }
  History& add(int minute, const Actor& actor, Fact fact) {
    events_.push_back({"T1",
                       static_cast<std::uint32_t>(events_.size()),
                       start + minutes(minute),
                       actor,
                       {},
                       std::move(fact)});
    return *this;
  }
  History& reply(int minute, const Actor& actor) { return add(minute, actor, Replied{by(actor)}); }
  History& write(int minute) { return add(minute, customer, CustomerReplied{by(customer), 0, false, {}}); }
  History& step(int minute, std::int32_t step, std::int32_t tier) {
    return add(minute, engine, Escalated{"c", 1, tier, step, 1, "response late", step == 0, {}});
  }

  std::vector<Measure> of(Kind kind, const Calendar& calendar = Calendar::always_open()) const {
    std::vector<const Event*> events;
    for (const Event& event : events_) events.push_back(&event);
    std::vector<Measure> found;
    for (Measure& measure : measures_of(events, calendar)) {
      if (measure.kind == kind) found.push_back(std::move(measure));
    }
    return found;
  }

 private:
  std::vector<Event> events_;
};

std::vector<Duration> values(const std::vector<Measure>& measures) {
  std::vector<Duration> values;
  for (const Measure& measure : measures) values.push_back(measure.value);
  return values;
}

TEST(Measures, TheFirstResponseIsTheFirstPublicReplyByAnAgent) {
  const History history = History()
                              .add(5, ann, Noted{by(ann)})
                              .add(6, engine, Replied{by(engine, true)})
                              .reply(20, ann)
                              .reply(30, olga);
  const auto responses = history.of(Kind::first_response);
  ASSERT_EQ(responses.size(), 1u);
  EXPECT_EQ(responses[0].value, minutes(20));
  EXPECT_EQ(responses[0].who, "ann");
  EXPECT_TRUE(history.of(Kind::next_response).empty()) << "nobody waited for the second reply";
}

TEST(Measures, ANextResponseCountsFromTheOldestUnansweredMessage) {
  const auto responses =
      History().reply(10, ann).write(60).write(80).reply(90, ann).write(100).reply(130, olga).of(
          Kind::next_response);
  EXPECT_EQ(values(responses), (std::vector<Duration>{minutes(30), minutes(30)}));
  ASSERT_EQ(responses.size(), 2u);
  EXPECT_EQ(responses[1].who, "olga");
}

TEST(Measures, ResolutionLeavesOutTheTimeItWasResolvedBefore) {
  const auto resolutions = History()
                               .add(60, ann, Resolved{"done"})
                               .add(100, customer, Reopened{1})
                               .add(130, ann, Resolved{"done again"})
                               .add(200, ann, Closed{})
                               .of(Kind::resolved);
  EXPECT_EQ(values(resolutions), (std::vector<Duration>{minutes(60), minutes(90)}))
      << "closing what is resolved is no second resolution";
}

TEST(Measures, OpenTimeIsCountedByTheCalendar) {
  CalendarRules rules;
  rules.hours.emplace();
  (*rules.hours)[0].push_back({ClockTime{540}, ClockTime{780}});   // Monday until 13:00
  (*rules.hours)[1].push_back({ClockTime{540}, ClockTime{1020}});  // Tuesday
  const auto calendar = Calendar::prepare(rules, std::make_shared<const Zone>(Zone::utc()));
  ASSERT_TRUE(calendar);
  const auto responses = History().reply(22 * 60, ann).of(Kind::first_response, *calendar);  // Tuesday 10:00
  ASSERT_EQ(responses.size(), 1u);
  EXPECT_EQ(responses[0].value, hours(22));
  EXPECT_EQ(responses[0].open, hours(2));
}

TEST(Measures, ABreachLiesAtItsDueTimeAndCountsForTheTeamThatHadIt) {
  Changed moved;
  moved.team = "network";
  const auto breaches = History()
                            .add(61, engine, SlaBreached{ClockKind::first_response, start + minutes(60)})
                            .add(70, ann, moved)
                            .add(121, engine, SlaBreached{ClockKind::resolution, start + minutes(120)})
                            .of(Kind::breached);
  ASSERT_EQ(breaches.size(), 2u);
  EXPECT_EQ(breaches[0].at, start + minutes(60));
  EXPECT_EQ(breaches[0].team, "support");
  EXPECT_EQ(breaches[1].team, "network");
  EXPECT_EQ(breaches[1].number, static_cast<std::int32_t>(ClockKind::resolution));
}

TEST(Measures, AnAnswerCountsFromTheBeginningOfTheRunAtTheTierItHadReached) {
  const History history =
      History().step(15, 0, 1).step(30, 1, 2).add(40, olga, Acknowledged{}).add(50, ann, Acknowledged{});
  const auto answers = history.of(Kind::answered);
  ASSERT_EQ(answers.size(), 1u) << "the second acknowledgement answers no run";
  EXPECT_EQ(answers[0].value, minutes(25));
  EXPECT_EQ(answers[0].number, 2);
  EXPECT_EQ(answers[0].who, "olga");
  const auto runs = history.of(Kind::escalated);
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].detail, "response late");
  EXPECT_EQ(history.of(Kind::step).size(), 2u);
}

TEST(Measures, AfterALapseTheNextAnswerCountsFromTheLapse) {
  const auto answers = History()
                           .step(15, 0, 1)
                           .add(20, ann, Acknowledged{})
                           .add(80, engine, AckLapsed{"c", "ann"})
                           .add(95, olga, Acknowledged{})
                           .of(Kind::answered);
  EXPECT_EQ(values(answers), (std::vector<Duration>{minutes(5), minutes(15)}));
}

TEST(Measures, AnExhaustedRunHasNoAnswer) {
  const History history =
      History().step(15, 0, 1).add(30, engine, ChainExhausted{"c", ""}).add(40, ann, Acknowledged{});
  EXPECT_EQ(history.of(Kind::exhausted).size(), 1u);
  EXPECT_TRUE(history.of(Kind::answered).empty());
}

TEST(Measures, PagesAreApartFromOtherMessages) {
  Notified page{"ann", "sms", "+49", Urgency::critical, "tier 1", 0, {}, false, true};
  Notified mention{"olga", "email", "o@x", Urgency::normal, "mentioned", 0, {}, false, false};
  const History history = History().add(5, engine, page).add(6, engine, mention);
  ASSERT_EQ(history.of(Kind::paged).size(), 1u);
  EXPECT_EQ(history.of(Kind::paged)[0].who, "ann");
  EXPECT_EQ(history.of(Kind::paged)[0].what, "sms");
  ASSERT_EQ(history.of(Kind::told).size(), 1u);
  EXPECT_EQ(history.of(Kind::told)[0].who, "olga");
}

TEST(Measures, ADrillCountsNowhere) {
  EXPECT_TRUE(History(true).reply(5, ann).of(Kind::created).empty());
  EXPECT_TRUE(History(true).reply(5, ann).of(Kind::first_response).empty());
}

TEST(Measures, EachHoldsTheTicketAsItWas) {
  Changed raised;
  raised.priority = Priority::urgent;
  const History history = History().add(5, ann, raised).reply(9, ann);
  EXPECT_EQ(history.of(Kind::created)[0].priority, Priority::high);
  EXPECT_EQ(history.of(Kind::first_response)[0].priority, Priority::urgent);
  EXPECT_EQ(history.of(Kind::first_response)[0].customer, "globex");
  EXPECT_EQ(history.of(Kind::first_response)[0].category, "billing");
}

std::vector<std::string> stays_of(const History& history) {
  std::vector<std::string> stays;
  for (const Measure& stay : history.of(Kind::waited))
    stays.push_back(stay.what + "/" + std::to_string(stay.number) + " " + std::to_string(stay.value.ms / minutes(1).ms) +
                    " min, " + stay.detail);
  return stays;
}

TEST(Measures, AStepHasARunUntilTheNextOneOrAnAnswer) {
  // Tier 1 is told at 15 and 30 (its second step), tier 2 at 50; somebody answers at 57.
  const History history = History().step(15, 0, 1).step(30, 1, 1).step(50, 2, 2).add(57, olga, Acknowledged{});
  EXPECT_EQ(stays_of(history), (std::vector<std::string>{"c/1 15 min, next", "c/1 20 min, next", "c/2 7 min, answered"}));
}

TEST(Measures, AStayEndsWithItsRun) {
  const History resolved = History().step(15, 0, 1).add(21, engine, RunEnded{"c", "resolved"}).add(30, ann, Acknowledged{});
  EXPECT_EQ(stays_of(resolved), (std::vector<std::string>{"c/1 6 min, ended"}));
  const History nobody = History().step(15, 0, 1).add(45, engine, ChainExhausted{"c", ""});
  EXPECT_EQ(stays_of(nobody), (std::vector<std::string>{"c/1 30 min, exhausted"}));
}

TEST(Measures, TheTimeInWhichSomebodyHasItInHandBelongsToNoStep) {
  const History history = History()
                              .step(15, 0, 1)
                              .add(20, ann, Acknowledged{})
                              .add(80, engine, AckLapsed{"c", "ann"})
                              .add(80, engine, Escalated{"c", 1, 1, 0, 1, "", false, {}})
                              .add(95, olga, Acknowledged{});
  EXPECT_EQ(stays_of(history), (std::vector<std::string>{"c/1 5 min, answered", "c/1 15 min, answered"}));
}

TEST(Measures, AStepThatReachesNobodyHasNoStay) {
  StepSkipped skipped;
  skipped.chain = "c";
  skipped.tier = 1;
  skipped.starts_run = true;
  const History history =
      History().add(15, engine, skipped).add(15, engine, Escalated{"c", 1, 2, 1, 1, "", false, {}}).add(18, ann, Acknowledged{});
  EXPECT_EQ(stays_of(history), (std::vector<std::string>{"c/2 3 min, answered"}));
}

TEST(Measures, ARuleWasUsefulIfOneOfUsActedWithinFourHours) {
  const auto useful = [](const History& history) {
    std::vector<std::int32_t> numbers;
    for (const Measure& rule : history.of(Kind::rule)) numbers.push_back(rule.number);
    return numbers;
  };
  const RuleFired fired{"vip"};
  EXPECT_EQ(useful(History().add(1, engine, fired).add(241, ann, Noted{by(ann)})), std::vector<std::int32_t>{1});
  EXPECT_EQ(useful(History().add(1, engine, fired).add(242, ann, Noted{by(ann)})), std::vector<std::int32_t>{0});
  EXPECT_EQ(useful(History().add(1, engine, fired).write(5).add(9, engine, Replied{by(engine, true)})),
            std::vector<std::int32_t>{0})
      << "neither a customer nor the program is one of us";
  EXPECT_EQ(useful(History().reply(1, ann).add(2, engine, fired)), std::vector<std::int32_t>{0}) << "that was before";
  EXPECT_EQ(useful(History().add(1, engine, fired).add(200, engine, fired).add(300, ann, Resolved{"done"})),
            (std::vector<std::int32_t>{0, 1}));
}

}  // namespace
}  // namespace oasis
