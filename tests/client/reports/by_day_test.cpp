// What happened day by day: a point a day beside the period before, grouped where there are many, each leading to its tickets.
#include "client/reports/by_day.hpp"

#include "shared/time/civil.hpp"
#include "tests/client/reports/reports_desk.hpp"

namespace oasis {
namespace {

using platform::Role;

std::vector<ReportDay> days_in_a_row(std::int64_t count, std::int64_t created) {
  std::vector<ReportDay> days;
  for (std::int64_t i = 0; i < count; ++i) days.push_back({day_number(Date{2026, 3, 1}) + i, {created, 0, 0, 0}, {}});
  return days;
}

TEST(DayLineTest, HasAPointForEachDayAndTheOneBeforeIt) {
  std::vector<ReportDay> days = days_in_a_row(3, 2);
  days[1].before.created = 4;
  const DayLine line = line_of_days(days, DayCount::created);
  ASSERT_EQ(line.points.size(), 3u);
  EXPECT_EQ(line.top, 4);
  EXPECT_EQ(line.points[1].words, "2, was 4");
  EXPECT_EQ(line.points[1].share, 0.5f);
  EXPECT_EQ(line.points[1].before, 1.f);
  EXPECT_EQ(line_of_days(days, DayCount::resolved).top, 2) << "of nothing, too, there is a scale";
}

TEST(DayLineTest, ManyDaysAreGroupedFromTheLastOn) {
  const DayLine line = line_of_days(days_in_a_row(94, 1), DayCount::created);
  ASSERT_EQ(line.points.size(), 14u);
  EXPECT_EQ(line.days.front().count(), 3) << "the first has what is left";
  EXPECT_EQ(line.days.back().count(), 7);
  EXPECT_EQ(line.days.back().last, day_number(Date{2026, 3, 1}) + 93);
  EXPECT_EQ(line.points.back().words, "7, was 0");
  EXPECT_EQ(line.top, 10);
  EXPECT_LE(line_of_days(days_in_a_row(3'700, 1), DayCount::created).points.size(), 92u);
}

TEST(ReportDays, AreATableAndAPointLeadsToItsTickets) {
  ReportsDesk h;
  h.go("/reports?customer=globex");
  EXPECT_TRUE(h.driver.has(Role::grid, "Created by day"));
  h.driver.click(Role::row, "Tue 25 Aug: 7, was 9");
  EXPECT_EQ(h.platform.location(), "/reports/tickets?from=2026-08-25&to=2026-08-25&customer=globex&of=kinds:created");
}

TEST(ReportDays, AnotherCountIsChosenAndADayWithoutAnyLeadsNowhere) {
  ReportsDesk h;
  h.go("/reports");
  h.driver.click(Role::combobox, "Which count");
  h.driver.click(Role::option, "Escalations");
  EXPECT_TRUE(h.driver.has(Role::row, "Mon 21 Sep: 1, was 0"));
  h.driver.click(Role::row, "Tue 25 Aug: 0, was 0");
  EXPECT_EQ(h.platform.location(), "/reports");
}

}  // namespace
}  // namespace oasis
