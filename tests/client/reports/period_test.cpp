// Days of one's own in a report: typed, stepped through, kept in the address, and back from a list of tickets.
#include "tests/client/reports/reports_desk.hpp"

namespace oasis {
namespace {

using platform::Role;

TEST(ReportPeriods, AnyDaysCanBeAskedFor) {
  ReportsDesk h;
  h.go("/reports?customer=globex");
  h.driver.click(Role::combobox, "Period");
  h.driver.click(Role::option, "Other days");
  h.driver.fill(Role::textbox, "First day", "2026-01-01");
  h.driver.fill(Role::textbox, "Last day", "2026-01-31");
  h.driver.click(Role::button, "Show");
  EXPECT_EQ(h.platform.location(), "/reports?from=2026-01-01&to=2026-01-31&customer=globex");
  EXPECT_EQ(h.asked.back(), "/api/v1/report?from=2026-01-01&to=2026-01-31&customer=globex&rows=8");
  h.driver.click(Role::button, "Days before");
  EXPECT_EQ(h.platform.location(), "/reports?from=2025-12-01&to=2025-12-31&customer=globex");
  EXPECT_EQ(h.driver.value(Role::textbox, "First day"), "2025-12-01");
  h.driver.click(Role::button, "Show all tickets");
  EXPECT_EQ(h.platform.location(), "/reports?from=2025-12-01&to=2025-12-31") << "of the same days";
}

TEST(ReportPeriods, DaysThatAreNoneAreNotAskedFor) {
  ReportsDesk h;
  h.go("/reports?from=2026-01-01&to=2026-01-31");
  const std::size_t asked = h.asked.size();
  h.driver.fill(Role::textbox, "Last day", "2025-01-31");
  EXPECT_TRUE(h.driver.says("Days as 2026-03-31"));
  h.driver.press("Enter");
  EXPECT_EQ(h.asked.size(), asked);
  EXPECT_EQ(h.platform.location(), "/reports?from=2026-01-01&to=2026-01-31");
}

TEST(ReportPeriods, AListOfTicketsLeadsBackToItsReport) {
  ReportsDesk h;
  h.go("/reports/tickets?from=2026-01-01&to=2026-01-31&category=VPN & more&of=kinds:created");
  EXPECT_EQ(h.asked.back(),
            "/api/v1/report/tickets?from=2026-01-01&to=2026-01-31&category=VPN%20%26%20more&of=kinds%3Acreated");
  h.driver.click(Role::link, "All of the report");
  EXPECT_EQ(h.platform.location(), "/reports?from=2026-01-01&to=2026-01-31&category=VPN & more");
}

}  // namespace
}  // namespace oasis
