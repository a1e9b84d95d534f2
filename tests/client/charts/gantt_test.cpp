// A timeline of stretches: its axis, and what a reader and the keyboard find in it.
#include "client/charts/gantt.hpp"

#include <gtest/gtest.h>

#include "tests/client/ui/harness.hpp"

namespace oasis {
namespace {

TEST(GanttAxis, HasAtMostSixRoundParts) {
  EXPECT_EQ(gantt_tick(minutes(6)), minutes(1));
  EXPECT_EQ(gantt_tick(minutes(7)), minutes(2));
  EXPECT_EQ(gantt_tick(minutes(31)), minutes(10));
  EXPECT_EQ(gantt_tick(hours(20)), hours(4));
  EXPECT_EQ(gantt_tick(days(100)), days(17));
  EXPECT_EQ(gantt_tick({}), minutes(1)) << "nothing took any time";
}

}  // namespace
}  // namespace oasis
