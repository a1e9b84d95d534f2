// The address of the room "Reports": every choice is in it and comes back from it.
#include "client/reports/query.hpp"

#include <gtest/gtest.h>

#include "shared/time/civil.hpp"

namespace oasis {
namespace {

TEST(ReportQueryTest, EveryChoiceIsInTheAddressAndComesBack) {
  const ReportQuery query{ReportPeriod::last_month, Priority::urgent, "globex", "network", "VPN & more = all"};
  EXPECT_EQ(address_of(query),
            "/reports?period=last-month&priority=urgent&customer=globex&team=network&category=VPN & more = all");
  EXPECT_EQ(read_report_address(address_of(query)), query);
  EXPECT_EQ(address_of(ReportQuery{}), "/reports");
  EXPECT_EQ(read_report_address("/reports"), ReportQuery{});
}

TEST(ReportQueryTest, DaysOfOnesOwnStandInsteadOfAPeriod) {
  const std::int64_t today = day_number(Date{2026, 3, 4});
  ReportQuery query = all_of(ReportPeriod::week);
  query.customer = "globex";
  query.days = ReportDays{day_number(Date{2026, 1, 1}), day_number(Date{2026, 1, 31})};
  EXPECT_EQ(address_of(query), "/reports?from=2026-01-01&to=2026-01-31&customer=globex");
  EXPECT_EQ(read_report_address(address_of(query)).days, query.days);
  EXPECT_EQ(query_text(query, today), "?from=2026-01-01&to=2026-01-31&customer=globex");
  EXPECT_EQ(without_filters(query).days, query.days);
  EXPECT_EQ(with_known_period(query, today).days, query.days) << "January was neither this month nor the last";
  EXPECT_EQ(with_known_period(query, day_number(Date{2026, 2, 9})).period, ReportPeriod::last_month);
  EXPECT_EQ(with_known_period(query, day_number(Date{2026, 2, 9})).days, std::nullopt);
}

TEST(ReportQueryTest, DaysThatCannotBeAskedForAreNone) {
  EXPECT_EQ(read_days("2026-02-28", "2026-02-28")->count(), 1);
  for (const auto& [first, last] : {std::pair("2026-03-02", "2026-03-01"), std::pair("2026-02-30", "2026-03-01"),
                                    std::pair("", "2026-03-01"), std::pair("1900-01-01", "2026-03-01")})
    EXPECT_EQ(read_days(first, last), std::nullopt) << first;
  EXPECT_EQ(read_report_address("/reports?from=2026-03-02&to=2026-03-01"), ReportQuery{});
  EXPECT_EQ(read_report_address("/reports?from=2026-03-02"), ReportQuery{});
}

TEST(ReportQueryTest, WhatIsNotKnownIsAsIfItWasNotThere) {
  EXPECT_EQ(read_report_address("/reports?period=ever&priority=huge&colour=red&&="), ReportQuery{});
}

TEST(ReportQueryTest, PeriodsEndTodayOrWithTheMonth) {
  const std::int64_t today = day_number(Date{2026, 3, 4});
  const auto day = [](int month, int day) { return day_number(Date{2026, month, day}); };
  EXPECT_EQ(days_of(ReportPeriod::week, today), (ReportDays{day(2, 26), today}));
  EXPECT_EQ(days_of(ReportPeriod::four_weeks, today).count(), 28);
  EXPECT_EQ(days_of(ReportPeriod::quarter, today).count(), 90);
  EXPECT_EQ(days_of(ReportPeriod::this_month, today), (ReportDays{day(3, 1), today}));
  EXPECT_EQ(days_of(ReportPeriod::last_month, today), (ReportDays{day(2, 1), day(2, 28)}));
  EXPECT_EQ(days_of(ReportPeriod::last_month, day(1, 15)),
            (ReportDays{day_number(Date{2025, 12, 1}), day_number(Date{2025, 12, 31})}));
}

TEST(ReportQueryTest, TheQuestionToTheServerNamesDaysAndEncodesWords) {
  const std::int64_t today = day_number(Date{2026, 3, 4});
  EXPECT_EQ(query_text({ReportPeriod::week, Priority::high, "", "", "VPN & more"}, today),
            "?from=2026-02-26&to=2026-03-04&priority=high&category=VPN%20%26%20more");
}

}  // namespace
}  // namespace oasis
