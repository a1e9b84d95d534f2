// Where the parts of a chain's picture stand, and where a card that is let go belongs.
#include "client/chains/layout.hpp"

#include <gtest/gtest.h>

namespace oasis {
namespace {

ChainLayout picture_of(const std::vector<std::int32_t>& tiers, float width) {
  Chain chain;
  ChainMeasures measures;
  for (const std::int32_t tier : tiers) {
    chain.steps.emplace_back().tier = tier;
    measures.cards.push_back(100);
  }
  measures.width = width;
  measures.starts = {0};
  measures.end_height = 60;
  measures.editable = true;
  return lay_out(chain, measures);
}

TEST(ChainLayout, TiersAreColumnsAndStepsOfOneTierStandBelowEachOther) {
  const ChainLayout layout = picture_of({1, 2, 2, 3}, 1200);
  ASSERT_EQ(layout.tiers.size(), 3u);
  EXPECT_LT(layout.cards[0].right(), layout.cards[1].x);
  EXPECT_EQ(layout.cards[1].x, layout.cards[2].x);
  EXPECT_LT(layout.cards[1].bottom(), layout.cards[2].y);
  EXPECT_LT(layout.cards[3].right(), layout.end.x);
  EXPECT_LE(layout.end.right(), 1200);
  EXPECT_LT(layout.rules[0].bottom(), layout.tiers[0].all.y);
}

TEST(ChainLayout, GoesOnInTheNextRowAndOnAPhoneBelow) {
  const ChainLayout tablet = picture_of({1, 2, 3}, 780);
  EXPECT_EQ(tablet.cards[0].y, tablet.cards[1].y);
  EXPECT_EQ(tablet.cards[2].x, tablet.cards[0].x);
  EXPECT_GT(tablet.cards[2].y, tablet.tiers[1].all.bottom());
  const ChainLayout phone = picture_of({1, 2}, 360);
  EXPECT_EQ(phone.cards[0].x, phone.cards[1].x);
  EXPECT_GT(phone.end.y, phone.cards[1].bottom());
}

TEST(ChainLayout, AnEndThatWouldStandAloneStandsBelowTheLastTier) {
  const ChainLayout layout = picture_of({1, 2}, 600);
  EXPECT_EQ(layout.end.x, layout.cards[1].x);
  EXPECT_GT(layout.end.y, layout.tiers[1].all.bottom());
  EXPECT_GE(layout.height, layout.end.bottom());
}

TEST(ChainLayout, ACardIsDroppedBeforeTheStepBelowThePointer) {
  const ChainLayout layout = picture_of({1, 2, 2}, 1200);
  const ui::Rect second = layout.cards[1], third = layout.cards[2];
  const auto above = drop_at(layout, {second.center().x, second.y + 5});
  EXPECT_EQ(above->tier, 2);
  EXPECT_EQ(above->before, 1u);
  EXPECT_EQ(drop_at(layout, {third.center().x, third.y + 5})->before, 2u);
  EXPECT_EQ(drop_at(layout, {third.center().x, third.bottom() + 5})->before, 3u);
  const auto end = drop_at(layout, layout.end.center());
  EXPECT_EQ(end->tier, 3) << "a new tier";
  EXPECT_FALSE(drop_at(picture_of({}, 600), {0, 0}));
}

}  // namespace
}  // namespace oasis
