// Which waits are suggested to be tried, and which are left alone (docs/metrics.md, "What to try").
#include "shared/report/chain_suggestions.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

namespace oasis {
namespace {

/// A chain of two tiers that each wait half an hour.
Workspace two_tiers() {
  Workspace workspace;
  Chain chain;
  chain.id = "c";
  chain.name = "Main";
  for (const std::int32_t tier : {1, 2}) {
    Step step;
    step.tier = tier;
    step.wait = minutes(30);
    chain.steps.push_back(step);
  }
  workspace.chains = {chain};
  return workspace;
}

std::vector<WaitSuggestion> suggested(const Figures& figures, Workspace workspace = two_tiers()) {
  return suggestions_of(figures, *Policies::prepare(std::move(workspace), Zones{}, 1).value());
}

/// Of tier 2: so many answers, of which 95 % came within `p95`.
Figures answers(std::int64_t count, Duration p95) {
  Figures figures;
  StepFigures& step = figures.steps[{"c", 2}];
  step.told = step.answered = step.answers.count = count;
  step.answers.p95 = p95;
  return figures;
}

TEST(ChainSuggestions, AWaitCouldBeAsShortAsNearlyAllAnswersNeed) {
  const auto found = suggested(answers(20, minutes(8)));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].chain, "c");
  EXPECT_EQ(found[0].step, 1u);
  EXPECT_EQ(found[0].wait, minutes(10));
  EXPECT_EQ(found[0].what, "Tier 2’s wait of Main could be 10 min");
  EXPECT_EQ(found[0].evidence, "95 % of its 20 answers came within 8 min; it waits 30 min.");
}

TEST(ChainSuggestions, FewAnswersSuggestNothing) {
  EXPECT_TRUE(suggested(answers(19, minutes(8))).empty());
}

TEST(ChainSuggestions, AThirdOfTheWaitMustBeSaved) {
  EXPECT_EQ(suggested(answers(20, minutes(20))).size(), 1u);
  EXPECT_TRUE(suggested(answers(20, minutes(20) + Duration{1})).empty()) << "the next round wait is 30 min";
}

TEST(ChainSuggestions, ATierThatNeverAnswersNeedNotBeWaitedFor) {
  Figures figures;
  figures.steps[{"c", 1}].told = 5;
  const auto found = suggested(figures);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].wait, minutes(5));
  EXPECT_EQ(found[0].evidence, "It was told 5 times and never answered; it waits 30 min.");
  figures.steps[{"c", 1}].told = 4;
  EXPECT_TRUE(suggested(figures).empty());
}

TEST(ChainSuggestions, WhatTheFiguresCannotTellApartIsLeftAlone) {
  Workspace twice = two_tiers();
  twice.chains[0].steps[0].tier = 2;
  EXPECT_TRUE(suggested(answers(50, minutes(1)), twice).empty()) << "two steps share the tier";
  Figures gone = answers(50, minutes(1));
  gone.steps[{"gone", 2}] = gone.steps[{"c", 2}];
  gone.steps.erase({"c", 2});
  EXPECT_TRUE(suggested(gone).empty()) << "the chain is no part of the document any more";
}

TEST(ChainSuggestions, AWaitInOpenTimeIsNotComparedWithRealTime) {
  Workspace office = two_tiers();
  office.calendars.emplace_back().id = "office";
  office.chains[0].steps[1].calendar = "office";
  EXPECT_TRUE(suggested(answers(50, minutes(1)), office).empty());
}

}  // namespace
}  // namespace oasis
