// Months of reviews, and the same figure of a finding told of any month (docs/metrics.md, "Reviews").
#include "shared/report/review.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <utility>
#include <vector>

#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"

namespace oasis {
namespace {

using Kind = Finding::Kind;

std::shared_ptr<const Policies> empty_office() {
  Workspace workspace;
  User ann;
  ann.id = "ann";
  workspace.users = {ann};
  return Policies::prepare(std::move(workspace), Zones(), 1).value();
}

Measure measured(Measure::Kind kind, const char* at = "2026-03-06T16:30:00Z") {
  Measure measure;
  measure.kind = kind;
  measure.at = *parse_instant(at);
  return measure;
}

Tally added_up(Kind kind, const std::string& subject, const std::vector<Measure>& measures) {
  const auto policies = empty_office();
  Tally tally;
  for (const Measure& one : measures) tally += tally_of(kind, subject, one, *policies);
  return tally;
}

TEST(Review, AMonthIsWrittenWithItsYear) {
  EXPECT_EQ(parse_month("2026-10"), (ReviewMonth{2026, 10}));
  for (const char* wrong : {"", "2026-13", "2026-00", "2026-1", "2026-10-01", "1969-12", "october"})
    EXPECT_EQ(parse_month(wrong), std::nullopt) << wrong;
  EXPECT_EQ(to_text(ReviewMonth{2026, 3}), "2026-03");
  EXPECT_EQ(to_text(month_before({2026, 1})), "2025-12");
  EXPECT_EQ(to_text(month_after({2025, 12})), "2026-01");
  EXPECT_EQ(month_of(day_number(Date{2026, 2, 28})), (ReviewMonth{2026, 2}));
  EXPECT_EQ(days_of({2028, 2}).last - days_of({2028, 2}).first + 1, 29);
}

TEST(Review, TheFigureOfAFindingIsTheOneOfItsEvidence) {
  std::vector<Measure> breaches;
  for (const char* at : {"2026-03-06T16:30:00Z", "2026-03-13T17:00:00Z", "2026-03-20T16:05:00Z",
                         "2026-03-27T18:00:00Z", "2026-03-24T10:00:00Z"}) {
    breaches.push_back(measured(Measure::Kind::breached, at));
    breaches.back().customer = "globex";
  }
  std::vector<Breach> seen;
  for (const Measure& breach : breaches) seen.push_back({breach.at, breach.priority, breach.customer});
  const auto found = findings_of({}, {}, seen, *empty_office());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].subject, "globex/4");
  EXPECT_EQ(added_up(found[0].kind, found[0].subject, breaches), (Tally{4, 5}));
  breaches.front().customer = "initech";
  EXPECT_EQ(added_up(found[0].kind, found[0].subject, breaches), (Tally{3, 4}));
  for (Measure& one : breaches) one.priority = Priority::urgent;
  EXPECT_EQ(added_up(Kind::breaches_gather, "globex/4/3", breaches), (Tally{3, 4}));
  EXPECT_EQ(added_up(Kind::breaches_gather, "globex/4/2", breaches), (Tally{0, 4}));
}

TEST(Review, StepsAreCountedByChainAndTier) {
  Measure told = measured(Measure::Kind::step), skipped = measured(Measure::Kind::skipped),
          answered = measured(Measure::Kind::answered);
  for (Measure* one : {&told, &skipped, &answered}) one->what = "c", one->number = 2;
  EXPECT_EQ(added_up(Kind::step_reaches_nobody, "c/2", {told, told, skipped, answered}), (Tally{1, 3}));
  EXPECT_EQ(added_up(Kind::step_never_answers, "c/2", {told, told, skipped, answered}), (Tally{1, 2}));
  EXPECT_EQ(added_up(Kind::step_never_answers, "c/1", {told, answered}), Tally());
  EXPECT_TRUE(points_at(Kind::step_never_answers, {0, 1})) << "what was told in vain";
  EXPECT_FALSE(points_at(Kind::step_reaches_nobody, {0, 1}));
}

TEST(Review, LevelsEndsPagesAndRulesAreCountedEachByItsOwn) {
  Measure met = measured(Measure::Kind::met), breached = measured(Measure::Kind::breached);
  met.number = breached.number = 3;
  EXPECT_EQ(added_up(Kind::level_missed, "3", {met, met, breached}), (Tally{1, 3}));
  EXPECT_EQ(added_up(Kind::level_falls, "0", {met, breached}), Tally());
  EXPECT_EQ(added_up(Kind::nobody_answered, "", {measured(Measure::Kind::escalated), measured(Measure::Kind::exhausted)}),
            (Tally{1, 1}));
  Measure day = measured(Measure::Kind::paged), night = measured(Measure::Kind::paged, "2026-03-06T23:30:00Z");
  day.who = night.who = "ann";
  EXPECT_EQ(added_up(Kind::sleep_broken, "ann", {day, night}), (Tally{1, 2}));
  EXPECT_EQ(added_up(Kind::load_uneven, "ann", {day, night}), (Tally{2, 2}));
  EXPECT_EQ(added_up(Kind::load_uneven, "bob", {day, night}), (Tally{0, 2}));
  Measure fired = measured(Measure::Kind::rule);
  fired.what = "vip";
  EXPECT_EQ(added_up(Kind::rule_noisy, "vip", {measured(Measure::Kind::created), fired}), (Tally{1, 1}));
  EXPECT_EQ(added_up(Kind::rule_silent, "other", {measured(Measure::Kind::created), fired}), (Tally{0, 1}));
}

}  // namespace
}  // namespace oasis
