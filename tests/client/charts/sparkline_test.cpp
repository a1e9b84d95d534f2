// A small line beside a number: what it is called, and that a reader finds its values, or nothing where there are none.
#include "client/charts/sparkline.hpp"

#include <gtest/gtest.h>

#include "tests/client/ui/harness.hpp"

namespace oasis {
namespace {

using platform::Role;

const std::vector<LinePoint> week{{"Mon", "80 %", 0.8f}, {"Tue", "nothing was due", {}}, {"Wed", "97 %", 0.97f}, {"Thu", "93 %", 0.93f},
                                  {"Fri", "nothing was due", {}}};
std::string say(std::size_t point) { return week[point].words; }

TEST(Sparkline, IsCalledByItsLowestHighestAndLastValue) {
  EXPECT_EQ(sparkline_name("Globex", week, say), "Globex: lowest 80 %, highest 97 %, last 93 %");
  EXPECT_EQ(sparkline_name("Globex", {week[1]}, say), "Globex");
}

struct LineKept {
  ChartSteps steps;
  std::vector<LinePoint> points;
};
struct LineShown : LineKept, ui::Harness {
  explicit LineShown(std::vector<LinePoint> shown)
      : LineKept{{}, std::move(shown)},
        Harness([this](ui::Ui& ui) { draw_sparkline(ui, "Globex", points, say, ui.place(200, 30), false, steps); }) {}
};

TEST(Sparkline, ItsValuesAreATable) {
  LineShown shown(week);
  EXPECT_TRUE(shown.driver.has(Role::grid, "Globex: lowest 80 %, highest 97 %, last 93 %"));
  EXPECT_EQ(shown.driver.names(Role::row).size(), week.size());
  EXPECT_TRUE(shown.driver.says("80 %"));
}

TEST(Sparkline, OfNothingIsNothing) {
  LineShown shown({week[1], week[4]});
  EXPECT_FALSE(shown.driver.has(Role::grid, "Globex"));
}

}  // namespace
}  // namespace oasis
