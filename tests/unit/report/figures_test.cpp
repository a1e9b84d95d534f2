// How measures add up (docs/metrics.md).
#include "shared/report/figures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <utility>
#include <vector>

#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

using Kind = Measure::Kind;

const Instant march = *parse_instant("2026-03-01T00:00:00Z");
const Instant april = *parse_instant("2026-04-01T00:00:00Z");

std::shared_ptr<const Policies> office() {
  Workspace workspace;
  User ann;
  ann.id = "ann";
  User kim;
  kim.id = "kim";
  kim.zone = "Asia/Tokyo";
  workspace.users = {ann, kim};
  Zones zones;
  EXPECT_TRUE(zones.add("Asia/Tokyo", test::zone_bytes("Asia/Tokyo")));
  return Policies::prepare(std::move(workspace), zones, 1).value();
}

Measure measure(Kind kind, const char* at = "2026-03-10T12:00:00Z") {
  Measure measure;
  measure.kind = kind;
  measure.at = *parse_instant(at);
  measure.customer = "globex";
  measure.team = "support";
  return measure;
}

Figures sum(const std::vector<Measure>& measures, Slice slice = {{march, april}, {}, {}, {}, {}, {}}) {
  static const std::shared_ptr<const Policies> policies = office();
  Summing summing(std::move(slice), *policies);
  for (const Measure& one : measures) summing.add(one);
  return summing.result();
}

TEST(Figures, CountByTheDayOfTheWorkspace) {
  const Figures figures = sum({measure(Kind::created), measure(Kind::resolved), measure(Kind::breached),
                               measure(Kind::created, "2026-03-10T23:59:59Z"), measure(Kind::escalated, "2026-03-11T00:00:00Z"),
                               measure(Kind::rated, "2026-03-12T00:00:00Z")});
  const std::int64_t tenth = day_number(Date{2026, 3, 10});
  ASSERT_EQ(figures.by_day.size(), 2u) << "a day without any of the counts is not there";
  EXPECT_EQ(figures.by_day.at(tenth).created, 2);
  EXPECT_EQ(figures.by_day.at(tenth).resolved, 1);
  EXPECT_EQ(figures.by_day.at(tenth).breached(), 1);
  EXPECT_EQ(figures.by_day.at(tenth + 1).escalated, 1);
}

TEST(Figures, ADayIsWhatTheClockShowsWhereClocksChangeToo) {
  Zones zones;
  ASSERT_TRUE(zones.add("America/St_Johns", test::zone_bytes("America/St_Johns")));
  Workspace workspace;
  workspace.zone = "America/St_Johns";
  const auto policies = Policies::prepare(std::move(workspace), zones, 1).value();
  // There, clocks went back from 00:01 to 23:01 of the day before.
  const Instant from = *parse_instant("2010-10-20T00:00:00Z"), to = *parse_instant("2011-04-01T00:00:00Z");
  Summing summing({{from, to}, {}, {}, {}, {}, {}}, *policies);
  std::map<std::int64_t, std::int64_t> expected;
  std::minstd_rand random(3);
  Measure created = measure(Kind::created);
  for (int i = 0; i < 20'000; ++i) {
    created.at = from + minutes(static_cast<std::int64_t>(random() % static_cast<std::uint32_t>((to - from).ms / minutes(1).ms)));
    if (i % 4 == 0) created.at = *parse_instant("2010-11-07T00:00:00Z") + minutes(static_cast<std::int64_t>(random() % 720));
    summing.add(created);
    ++expected[day_number(policies->zone().to_local(created.at))];
  }
  std::map<std::int64_t, std::int64_t> counted;
  for (const auto& [day, group] : summing.result().by_day) counted[day] = group.created;
  EXPECT_EQ(counted, expected);
}

TEST(Spread, OfNothingIsNothing) {
  EXPECT_EQ(spread_of({}), Spread{});
  EXPECT_TRUE(spread_of({}).few());
}

TEST(Spread, ItsBarsHoldEachValueOnce) {
  const Spread spread = spread_of({Duration{0}, minutes(5), minutes(5) + Duration{1}, days(7), days(8)});
  EXPECT_EQ(spread.bars[0], 2);
  EXPECT_EQ(spread.bars[1], 1);
  EXPECT_EQ(spread.bars[10], 1);
  EXPECT_EQ(spread.bars[11], 1);
}

TEST(Spread, PercentilesAreValuesThatOccurred) {
  std::vector<Duration> values;
  for (int i = 20; i >= 1; --i) values.push_back(minutes(i));
  const Spread spread = spread_of(values);
  EXPECT_EQ(spread.median, minutes(10));
  EXPECT_EQ(spread.p90, minutes(18));
  EXPECT_EQ(spread.p95, minutes(19));
  EXPECT_EQ(spread.longest, minutes(20));
  EXPECT_EQ(spread.mean, seconds(630));
  EXPECT_FALSE(spread.few());
}

TEST(Spread, OneValueIsAllOfThem) {
  const Spread spread = spread_of({minutes(7)});
  EXPECT_EQ(spread.median, minutes(7));
  EXPECT_EQ(spread.p95, minutes(7));
  EXPECT_TRUE(spread.few());
}

TEST(Figures, HoldOnlyThePeriodHalfOpen) {
  const Figures figures =
      sum({measure(Kind::created, "2026-02-28T23:59:59Z"), measure(Kind::created, "2026-03-01T00:00:00Z"),
           measure(Kind::created, "2026-04-01T00:00:00Z")});
  EXPECT_EQ(figures.created, 1);
}

TEST(Figures, HoldOnlyWhatTheSliceAsksFor) {
  Measure other = measure(Kind::created);
  other.customer = "initech";
  Measure urgent = measure(Kind::created);
  urgent.priority = Priority::urgent;
  Slice slice{{march, april}, {}, "globex", {}, {}, {}};
  EXPECT_EQ(sum({other, urgent, measure(Kind::created)}, slice).created, 2);
  slice.priority = Priority::urgent;
  EXPECT_EQ(sum({other, urgent, measure(Kind::created)}, slice).created, 1);
}

TEST(Figures, AttainmentIsMetOfAllThatWereJudged) {
  std::vector<Measure> measures;
  for (int i = 0; i < 4; ++i) {
    Measure one = measure(i == 0 ? Kind::breached : Kind::met);
    one.number = static_cast<std::int32_t>(ClockKind::resolution);
    measures.push_back(one);
  }
  const Figures figures = sum(measures);
  const Attainment& resolution = figures.clocks[static_cast<std::size_t>(ClockKind::resolution)];
  EXPECT_EQ(resolution.share(), 0.75);
  EXPECT_EQ(figures.clocks[0].share(), std::nullopt) << "nothing was judged";
  EXPECT_EQ(figures.by_customer.at("globex").clocks[3].share(), 0.75);
}

TEST(Figures, InterruptionsAreByThePersonsOwnClock) {
  const auto page = [](const char* who, const char* at) {
    Measure one = measure(Kind::paged, at);
    one.who = who;
    return one;
  };
  const Figures figures = sum({page("ann", "2026-03-10T12:00:00Z"), page("kim", "2026-03-10T18:00:00Z"),
                               page("kim", "2026-03-10T12:00:00Z"), page("ann", "2026-03-14T12:00:00Z")});
  EXPECT_EQ(figures.people.at("ann").pages, (Interruptions{1, 1, 0})) << "Tuesday noon, Saturday noon";
  EXPECT_EQ(figures.people.at("kim").pages, (Interruptions{0, 1, 1})) << "03:00 and 21:00 in Tokyo";
}

TEST(Figures, TheEdgesOfTheDay) {
  const Zone utc = Zone::utc();
  const auto hours = [&](const char* at) { return hours_at(utc, *parse_instant(at)); };
  EXPECT_EQ(hours("2026-03-10T06:59:59Z"), Hours::sleep);
  EXPECT_EQ(hours("2026-03-10T07:00:00Z"), Hours::off);
  EXPECT_EQ(hours("2026-03-10T09:00:00Z"), Hours::working);
  EXPECT_EQ(hours("2026-03-10T18:00:00Z"), Hours::off);
  EXPECT_EQ(hours("2026-03-10T22:00:00Z"), Hours::sleep);
  EXPECT_EQ(hours("2026-03-15T10:00:00Z"), Hours::off) << "Sunday";
}

TEST(Figures, EscalationsByReasonAndHourOfTheWeek) {
  Measure one = measure(Kind::escalated, "2026-03-09T08:30:00Z");  // a Monday
  one.detail = "response late";
  const Figures figures = sum({one, one});
  EXPECT_EQ(figures.escalated, 2);
  EXPECT_EQ(figures.reasons.at("response late"), 2);
  EXPECT_EQ(figures.hour_of_week[0][8], 2);
}

TEST(Figures, StepsSayWhereRunsEnd) {
  Measure told = measure(Kind::step);
  told.what = "c";
  told.number = 1;
  Measure answered = told;
  answered.kind = Kind::answered;
  answered.value = minutes(4);
  answered.who = "ann";
  const Figures figures = sum({told, told, answered});
  EXPECT_EQ(figures.steps.at({"c", 1}), (StepFigures{2, 0, 1}));
  EXPECT_EQ(figures.acknowledge.median, minutes(4));
  EXPECT_EQ(figures.people.at("ann").answered, 1);
}

TEST(Figures, TheOrderOfMeasuresDoesNotMatter) {
  std::vector<Measure> measures{measure(Kind::created), measure(Kind::resolved), measure(Kind::reopened)};
  measures[1].value = hours(3);
  const Figures forwards = sum(measures);
  std::reverse(measures.begin(), measures.end());
  EXPECT_EQ(sum(measures), forwards);
}

TEST(Figures, ARateOfNothingIsNoRate) {
  EXPECT_EQ(rate(0, 0), std::nullopt);
  EXPECT_EQ(rate(1, 4), 0.25);
}

TEST(Figures, StaysAreByChainAndTierAndAnswersAmongThem) {
  const auto stay = [](std::int32_t tier, Duration value, const char* how) {
    Measure one = measure(Kind::waited);
    one.what = "c";
    one.number = tier;
    one.value = value;
    one.detail = how;
    return one;
  };
  const Figures figures = sum({stay(1, minutes(30), stay_end::next), stay(1, minutes(4), stay_end::answered),
                               stay(1, minutes(8), stay_end::answered), stay(2, minutes(9), stay_end::ended)});
  const StepFigures& first = figures.steps.at({"c", 1});
  EXPECT_EQ(first.stays.count, 3);
  EXPECT_EQ(first.stays.median, minutes(8));
  EXPECT_EQ(first.answers.count, 2);
  EXPECT_EQ(first.answers.p95, minutes(8));
  EXPECT_EQ(first.spent, minutes(42));
  EXPECT_EQ(figures.steps.at({"c", 2}).answers.count, 0);
  EXPECT_EQ(figures.steps.at({"c", 2}).spent, minutes(9));
}

TEST(Figures, UsefulRulesAreThoseThatWereFollowed) {
  Measure fired = measure(Kind::rule);
  fired.what = "vip";
  Measure followed = fired;
  followed.number = 1;
  const Figures figures = sum({fired, followed, fired});
  EXPECT_EQ(figures.rules.at("vip"), 3);
  EXPECT_EQ(figures.useful_rules.at("vip"), 1);
}

}  // namespace
}  // namespace oasis
