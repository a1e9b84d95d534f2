// Places on a sheet never overlap while they are in use, whatever comes in whatever order.
#include "client/platform/run_sheet.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace oasis::platform {
namespace {

constexpr int side = 300;

struct Lying {
  RunSheet::Place place;
  int width = 0, height = 0, frame = 0;
};

bool overlap(const Lying& a, const Lying& b) {
  return a.place.x < b.place.x + b.width && b.place.x < a.place.x + a.width && a.place.y < b.place.y + b.height &&
         b.place.y < a.place.y + a.height;
}

TEST(RunSheet, PutsTextsOfOneHeightSideBySide) {
  RunSheet sheet(side);
  const auto first = sheet.place(100, 20, 1), second = sheet.place(100, 18, 1), third = sheet.place(101, 20, 1);
  ASSERT_TRUE(first && second && third);
  EXPECT_EQ(second->y, first->y);
  EXPECT_EQ(second->x, 100);
  EXPECT_EQ(third->y, 20);
  EXPECT_EQ(third->x, 0);
}

TEST(RunSheet, WhatIsLargerHasNoPlace) {
  RunSheet sheet(side);
  EXPECT_FALSE(sheet.place(side + 1, 1, 1));
  EXPECT_FALSE(sheet.place(1, side + 1, 1));
  EXPECT_TRUE(sheet.place(side, side, 1));
  EXPECT_FALSE(sheet.place(1, 1, 1)) << "all is in use";
  EXPECT_TRUE(sheet.place(1, 1, 2)) << "the frame after it gives way";
}

TEST(RunSheet, TheOldestGoesFirst) {
  RunSheet sheet(side);
  const auto first = sheet.place(side, 100, 1), second = sheet.place(side, 100, 2), third = sheet.place(side, 100, 3);
  ASSERT_TRUE(sheet.place(side, 100, 9));
  EXPECT_FALSE(sheet.has(*first));
  EXPECT_TRUE(sheet.has(*second));
  EXPECT_TRUE(sheet.has(*third));
  EXPECT_TRUE(sheet.use(*second, 10));
  ASSERT_TRUE(sheet.place(side, 100, 10));
  EXPECT_TRUE(sheet.has(*second)) << "it is in use";
  EXPECT_FALSE(sheet.has(*third));
}

TEST(RunSheet, PlacesInUseNeverOverlap) {
  std::mt19937 random(7);
  const auto below = [&random](int limit) { return static_cast<int>(random() % static_cast<unsigned>(limit)); };
  RunSheet sheet(side);
  std::vector<Lying> all;
  for (int frame = 1; frame <= 2000; ++frame) {
    for (Lying& one : all) {
      if (below(3) > 0 && sheet.use(one.place, frame)) one.frame = frame;
    }
    for (int i = below(12); i > 0; --i) {
      const int width = 1 + below(90), height = 8 + below(20);
      const auto place = sheet.place(width, height, frame);
      if (!place) continue;
      const Lying fresh{*place, width, height, frame};
      ASSERT_LE(place->x + width, side);
      ASSERT_LE(place->y + height, side);
      for (const Lying& one : all) {
        const bool there = sheet.has(one.place);
        ASSERT_TRUE(there || one.frame < frame) << "frame " << frame;
        ASSERT_FALSE(there && overlap(one, fresh)) << "frame " << frame;
      }
      all.push_back(fresh);
    }
    std::erase_if(all, [&sheet](const Lying& one) { return !sheet.has(one.place); });
  }
}

}  // namespace
}  // namespace oasis::platform
