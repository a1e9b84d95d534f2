// A timeline of stretches: its axis, and what a reader and the keyboard find in it.
#include "client/charts/gantt.hpp"

#include <gtest/gtest.h>

#include "client/platform/null/finger.hpp"
#include "tests/client/ui/harness.hpp"

namespace oasis {
namespace {

using platform::Role;

TEST(GanttAxis, HasAtMostSixRoundParts) {
  EXPECT_EQ(gantt_tick(minutes(6)), minutes(1));
  EXPECT_EQ(gantt_tick(minutes(7)), minutes(2));
  EXPECT_EQ(gantt_tick(minutes(31)), minutes(10));
  EXPECT_EQ(gantt_tick(hours(20)), hours(4));
  EXPECT_EQ(gantt_tick(days(100)), days(17));
  EXPECT_EQ(gantt_tick({}), minutes(1)) << "nothing took any time";
}

/// What the drawing refers to; made before the harness, which draws its first frame at once.
struct GanttKept {
  ChartSteps steps;
  int chosen = -1;
};

struct GanttShown : GanttKept, ui::Harness {
  GanttShown()
      : Harness([this](ui::Ui& ui) {
          const int pressed = draw_gantt(ui, "Tiers", "Tier",
                                         {{"Tier 1", "5 min", {}, minutes(5), minutes(30)},
                                          {"Tier 2", "8 min", minutes(5), minutes(8), minutes(10)},
                                          {"Tier 3", "0 s", minutes(13), {}, {}}},
                                         steps);
          if (pressed >= 0) chosen = pressed;
        }) {}
};

TEST(Gantt, IsATableWithALineForEachStretch) {
  GanttShown h;
  h.driver.settle();
  for (const char* column : {"Tier", "Begins after", "Takes"}) EXPECT_TRUE(h.driver.has(Role::columnheader, column)) << column;
  const platform::Node* first = h.driver.find(Role::row, "Tier 1: 5 min");
  const platform::Node* second = h.driver.find(Role::row, "Tier 2: 8 min, after 5 min");
  ASSERT_TRUE(first != nullptr && second != nullptr);
  EXPECT_NE(first->id, second->id) << "each is an element of its own";
  EXPECT_TRUE(h.driver.has(Role::row, "Tier 3: 0 s, after 13 min")) << "one that took no time is there, too";
}

TEST(Gantt, APressChoosesALine) {
  GanttShown h;
  h.driver.click(Role::row, "Tier 2: 8 min, after 5 min");
  EXPECT_EQ(h.chosen, 1);
}

TEST(Gantt, AFingerLooksAtALineBeforeItChoosesIt) {
  GanttShown h;
  platform::tap(h.driver, Role::row, "Tier 2: 8 min, after 5 min");
  EXPECT_EQ(h.chosen, -1);
  EXPECT_EQ(h.steps.at, 1) << "its words are shown, as those of the line that has the keyboard";
  platform::tap(h.driver, Role::row, "Tier 3: 0 s, after 13 min");
  EXPECT_EQ(h.chosen, -1);
  platform::tap(h.driver, Role::row, "Tier 3: 0 s, after 13 min");
  EXPECT_EQ(h.chosen, 2);
  h.chosen = -1;
  h.driver.press("Enter");
  EXPECT_EQ(h.chosen, 2) << "so does the keyboard";
}

}  // namespace
}  // namespace oasis
