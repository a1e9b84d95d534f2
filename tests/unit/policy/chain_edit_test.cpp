// Editing a chain: each change is a new chain whose tiers never decrease, and all of it can be undone.
#include "shared/policy/chain_edit.hpp"

#include <gtest/gtest.h>

namespace oasis {
namespace {

/// "1:a 1:b 2:c" as a chain, and back.
Chain chain(const std::vector<std::pair<std::int32_t, std::string>>& steps) {
  Chain made;
  made.id = "c";
  for (const auto& [tier, name] : steps) {
    Step step;
    step.tier = tier;
    step.name = name;
    made.steps.push_back(step);
  }
  return made;
}

std::string said(const Chain& chain) {
  std::string text;
  for (const Step& step : chain.steps)
    text += (text.empty() ? "" : " ") + std::to_string(step.tier) + ":" + step.name;
  return text;
}

const Chain abc = chain({{1, "a"}, {1, "b"}, {2, "c"}});

TEST(ChainEdit, ANewStepStandsBehindTheOthersOfItsTierAndWaits) {
  const ChainEdit edit = with_new_step(abc, 1);
  EXPECT_EQ(said(edit.chain), "1:a 1:b 1: 2:c");
  EXPECT_EQ(edit.step, 2u);
  EXPECT_EQ(edit.chain.steps[2].wait, minutes(15));
  EXPECT_EQ(said(with_new_step(abc, 3).chain), "1:a 1:b 2:c 3:");
  EXPECT_EQ(with_new_step(Chain{}, 1).step, 0u);
}

TEST(ChainEdit, DuplicatesAndRemoves) {
  EXPECT_EQ(said(with_step_twice(abc, 2).chain), "1:a 1:b 2:c 2:c");
  EXPECT_EQ(with_step_twice(abc, 2).step, 3u);
  EXPECT_EQ(said(without_step(abc, 1).chain), "1:a 2:c");
  EXPECT_EQ(without_step(abc, 0).step, 0u);
  EXPECT_EQ(without_step(abc, 9).chain, abc);
}

TEST(ChainEdit, MovesToATierAndToTheNearestPlaceThatItAllows) {
  EXPECT_EQ(said(with_step_moved(abc, 2, 1, 0).chain), "1:c 1:a 1:b");
  EXPECT_EQ(said(with_step_moved(abc, 0, 2, 3).chain), "1:b 2:c 2:a");
  EXPECT_EQ(with_step_moved(abc, 0, 2, 3).step, 2u);
  EXPECT_EQ(said(with_step_moved(abc, 0, 3, 0).chain), "1:b 2:c 3:a");
  EXPECT_EQ(said(with_step_moved(abc, 2, 1, 3).chain), "1:a 1:b 1:c");
  EXPECT_EQ(with_step_moved(abc, 0, 0, 0).chain, abc);
}

TEST(ChainEdit, CopiesToAPlace) {
  EXPECT_EQ(said(with_step_copied(abc, 0, 2, 3).chain), "1:a 1:b 2:c 2:a");
  EXPECT_EQ(with_step_copied(abc, 0, 2, 3).step, 3u);
  EXPECT_EQ(said(with_step_copied(abc, 2, 1, 0).chain), "1:c 1:a 1:b 2:c");
  EXPECT_EQ(said(with_step_copied(abc, 0, 4, 0).chain), "1:a 1:b 2:c 4:a");
  EXPECT_EQ(with_step_copied(abc, 9, 1, 0).chain, abc);
}

TEST(ChainEdit, AnArrowLeadsToAnotherStepWhichComesNextThen) {
  EXPECT_EQ(with_arrow_to(abc, 0, 1).chain, abc) << "it leads there already";
  EXPECT_EQ(said(with_arrow_to(abc, 0, 2).chain), "1:a 1:c 1:b") << "the tier of the step that it comes from";
  const Chain tiers = chain({{1, "a"}, {2, "b"}, {2, "c"}});
  EXPECT_EQ(said(with_arrow_to(tiers, 0, 2).chain), "1:a 2:c 2:b") << "its own tier, where that fits";
  EXPECT_EQ(with_arrow_to(tiers, 0, 2).step, 1u);
}

TEST(ChainEdit, TheLastArrowLeadsBackForAnotherRound) {
  EXPECT_EQ(with_arrow_to(abc, 2, 0).chain.repeat, abc.repeat + 1);
  EXPECT_EQ(said(with_arrow_to(abc, 2, 0).chain), said(abc));
  EXPECT_EQ(with_arrow_to(abc, 1, 0).chain, abc) << "from the middle nothing leads back";
}

TEST(ChainEdit, AnArrowLeadsToANewStepInTheNearestTierThatFits) {
  EXPECT_EQ(said(with_arrow_to_new(abc, 0, 1).chain), "1:a 1: 1:b 2:c");
  EXPECT_EQ(said(with_arrow_to_new(abc, 0, 2).chain), "1:a 1: 1:b 2:c");
  EXPECT_EQ(said(with_arrow_to_new(abc, 1, 2).chain), "1:a 1:b 2: 2:c");
  EXPECT_EQ(said(with_arrow_to_new(abc, 2, 3).chain), "1:a 1:b 2:c 3:");
  EXPECT_EQ(with_arrow_to_new(abc, 2, 3).chain.steps.back().wait, minutes(15));
}

TEST(ChainEdit, NudgesByArrowKeys) {
  EXPECT_EQ(said(with_step_nudged(abc, 1, StepWay::up).chain), "1:b 1:a 2:c");
  EXPECT_EQ(said(with_step_nudged(abc, 0, StepWay::down).chain), "1:b 1:a 2:c");
  EXPECT_EQ(with_step_nudged(abc, 1, StepWay::down).chain, abc);
  EXPECT_EQ(said(with_step_nudged(abc, 0, StepWay::to_later_tier).chain), "1:b 2:a 2:c");
  EXPECT_EQ(said(with_step_nudged(abc, 2, StepWay::to_earlier_tier).chain), "1:a 1:b 1:c");
  EXPECT_EQ(with_step_nudged(abc, 0, StepWay::to_earlier_tier).chain, abc);
  EXPECT_EQ(with_step_nudged(abc, 2, StepWay::to_later_tier).chain, abc) << "alone in the last tier";
  const Chain two = chain({{1, "a"}, {1, "b"}});
  EXPECT_EQ(said(with_step_nudged(two, 1, StepWay::to_later_tier).chain), "1:a 2:b");
}

TEST(ChainEdit, AnIdIsMadeOfTheNameAndFree) {
  EXPECT_EQ(id_for_chain({}, "Out of hours!"), "out-of-hours");
  EXPECT_EQ(id_for_chain({abc}, "C"), "c-2");
  EXPECT_EQ(id_for_chain({}, "夜間"), "chain");
}

TEST(ChainHistory, GoesBackAndForward) {
  ChainHistory history;
  const std::vector<Chain> one = {abc}, two = {without_step(abc, 0).chain};
  remember(history, one, "");
  EXPECT_EQ(undo(history, two), one);
  EXPECT_EQ(undo(history, one), std::nullopt);
  EXPECT_EQ(redo(history, one), two);
  EXPECT_EQ(redo(history, two), std::nullopt);
}

TEST(ChainHistory, WhatIsTypedIntoOneFieldIsUndoneTogetherAndANewChangeEndsTheWayForward) {
  ChainHistory history;
  const std::vector<Chain> none, one = {abc}, two = {abc, abc};
  remember(history, none, "name/0");
  remember(history, one, "name/0");
  EXPECT_EQ(undo(history, two), none);
  remember(history, none, "name/0");
  EXPECT_EQ(redo(history, one), std::nullopt);
  EXPECT_EQ(undo(history, one), none);
}

}  // namespace
}  // namespace oasis
