// The room "Reports": what the server counted, the period and filters in the address, values by keyboard, and
// what is said where nothing came.
#include "client/words/translated.hpp"
#include "tests/client/reports/reports_desk.hpp"

namespace oasis {
namespace {

using platform::Role;

TEST(ReportsRoom, ShowsFindingsNumbersAndTables) {
  ReportsDesk h;
  h.go("/reports");
  EXPECT_TRUE(h.driver.has(Role::heading, "Reports"));
  EXPECT_EQ(h.asked, std::vector<std::string>{"/api/v1/report?from=2026-08-25&to=2026-09-21&rows=8"});
  EXPECT_TRUE(h.driver.says("Tier 2 of Customer-facing never answers."));
  EXPECT_TRUE(h.driver.says("Tickets created: 1,204, was 980"));
  EXPECT_TRUE(h.driver.says("Escalation rate: 25 %, few values"));
  EXPECT_TRUE(h.driver.has(Role::grid, "By customer"));
  EXPECT_TRUE(h.driver.has(Role::row, "Globex: Created 12, was 9; Escalations 3, was 0"));
  EXPECT_TRUE(h.driver.has(Role::columnheader, "Escalations"));
  EXPECT_TRUE(h.driver.says("No escalation in this period."));
  EXPECT_TRUE(h.driver.has(Role::row, "Ann Ek: Pages at work 4, was 1"));
  EXPECT_EQ(h.platform.page_title, "Reports · " + h.replica.confirmed.versions.back()->workspace().name);
}

TEST(ReportsRoom, AHeadlineFigureHasALineOfItsDays) {
  ReportsDesk h;
  h.go("/reports");
  EXPECT_TRUE(h.driver.has(Role::grid, "Tickets created by day: lowest 0, highest 7, last 3"));
  EXPECT_FALSE(h.driver.has(Role::grid, "Escalation rate by day"));
}

TEST(ReportsRoom, LoadsTheRowsThatAreNotShownWhenTheyAreAskedFor) {
  ReportsDesk h;
  h.report.replace(h.report.find(R"({"id": "categories", )"), 1, R"({"row_count": 12, )");
  h.go("/reports");
  EXPECT_FALSE(h.driver.has(Role::row, "Mail:"));
  h.section = R"({"from": "2026-08-25", "to": "2026-09-21", "zone": "UTC", "sections": [
    {"id": "categories", "title": "By category", "note": "", "of": "Category", "columns": ["Created"], "empty": "", "row_count": 2, "rows": [
      {"name": "VPN", "key": "VPN", "cells": [{"kind": "count", "now": 5, "before": 9}]},
      {"name": "Mail", "key": "Mail", "cells": [{"kind": "count", "now": 4, "before": 0}]}]}]})";
  h.driver.click(Role::button, "Show all 12");
  EXPECT_EQ(h.asked.back(), "/api/v1/report?from=2026-08-25&to=2026-09-21&section=categories");
  EXPECT_TRUE(h.driver.has(Role::row, "Mail: Created 4, was 0"));
}

TEST(ReportsRoom, RowsThatAreLoadedAreSaidInTheReadersLanguage) {
  auto german = read_catalogue(R"({"language": "de", "plural": "one-other", "texts": {"Created": "Angelegt"}, "sentences": {"By category": "Nach Kategorie"}})");
  ASSERT_TRUE(german.ok()) << german.error().what;
  speak(std::move(german).value());
  ReportsDesk h;
  h.report.replace(h.report.find(R"({"id": "categories", )"), 1, R"({"row_count": 12, )");
  h.section = R"({"from": "2026-08-25", "to": "2026-09-21", "zone": "UTC", "sections": [
    {"id": "categories", "title": "By category", "note": "", "of": "Category", "columns": ["Created"], "empty": "", "row_count": 1, "rows": [
      {"name": "VPN", "key": "VPN", "cells": [{"kind": "count", "now": 5, "before": 9}]}]}]})";
  h.go("/reports");
  h.driver.click(Role::button, "Show all 12");
  EXPECT_TRUE(h.driver.has(Role::grid, "Nach Kategorie"));
  speak_english();
}

TEST(ReportsRoom, AWayInIsAFilterThatStaysInTheLink) {
  ReportsDesk h;
  h.go("/reports?channel=email");
  EXPECT_EQ(h.asked.back(), "/api/v1/report?from=2026-08-25&to=2026-09-21&channel=email&rows=8");
  h.driver.click(Role::button, "Show all tickets");
  EXPECT_EQ(h.platform.location(), "/reports");
}

TEST(ReportsRoom, ACustomerAndAFindingLeadToWhereOneCanAct) {
  ReportsDesk h;
  h.go("/reports");
  h.driver.click(Role::link, "Globex");
  EXPECT_EQ(h.platform.location(), "/customers/globex");
  h.go("/reports");
  h.driver.click(Role::link, "Open the chain Customer-facing");
  EXPECT_EQ(h.platform.location(), "/chains/default");
}

TEST(ReportsRoom, ANumberLeadsToTheTicketsBehindIt) {
  ReportsDesk h;
  h.go("/reports?customer=globex");
  h.driver.click(Role::link, "Globex, Created: 12, was 9: tickets");
  EXPECT_EQ(h.platform.location(),
            "/reports/tickets?from=2026-08-25&to=2026-09-21&customer=globex&of=kinds:created;customer:globex");
  EXPECT_EQ(h.asked.back(), "/api/v1/report/tickets?from=2026-08-25&to=2026-09-21&customer=globex&of=kinds%3Acreated%3Bcustomer%3Aglobex");
  EXPECT_TRUE(h.driver.has(Role::heading, "Tickets created · Globex"));
  EXPECT_TRUE(h.driver.says("3 in 2 tickets, Tue 25 Aug – Mon 21 Sep 2026, UTC"));
  EXPECT_TRUE(h.driver.has(Role::list, "Tickets created · Globex"));
  EXPECT_FALSE(h.driver.has(Role::combobox, "Period")) << "the list is of fixed days";
  h.driver.click(Role::button, "Download (CSV)");
  EXPECT_EQ(h.platform.opened_links.back(),
            "/reports/tickets.csv?from=2026-08-25&to=2026-09-21&customer=globex&of=kinds%3Acreated%3Bcustomer%3Aglobex");
  h.driver.click(Role::button, "Show more");
  EXPECT_EQ(h.asked.back().substr(h.asked.back().rfind('&')), "&offset=2");
  h.platform.back();
  h.driver.settle();
  EXPECT_TRUE(h.driver.has(Role::grid, "By customer"));
  EXPECT_EQ(h.platform.location(), "/reports?customer=globex");
}

TEST(ReportsRoom, ATicketOfTheListOpensAndOneOutOfSightIsOnlyCounted) {
  ReportsDesk h;
  h.go("/reports/tickets?from=2026-08-25&to=2026-09-21&of=kinds:created");
  EXPECT_TRUE(h.driver.says("A ticket that you may not see, Created"));
  h.driver.click(Role::link, "#7 Printer on fire, Globex · Created");
  EXPECT_EQ(h.platform.location(), "/tickets/7");
}

TEST(ReportsRoom, NothingLeadsNowhere) {
  ReportsDesk h;
  h.go("/reports");
  EXPECT_EQ(h.driver.find(Role::link, "No customer, Escalations: 0, was 0: tickets"), nullptr);
  EXPECT_EQ(h.driver.find(Role::link, "No customer, Created: 2, was 0: tickets"), nullptr) << "it names no tickets";
}

TEST(ReportsRoom, AnHourOfTheWeekLeadsToItsEscalations) {
  ReportsDesk h;
  h.go("/reports");
  h.driver.click(Role::cell, "Tue 02:00–03:00: 3 escalations");
  EXPECT_EQ(h.platform.location(),
            "/reports/tickets?from=2026-08-25&to=2026-09-21&of=kinds:escalated;hour:26");
}

TEST(ReportsRoom, AHistogramSaysHowManyTookHowLong) {
  ReportsDesk h;
  h.go("/reports");
  EXPECT_TRUE(h.driver.has(Role::grid, "First response"));
  EXPECT_TRUE(h.driver.has(Role::row, "5 min – 15 min: 8 times"));
  EXPECT_TRUE(h.driver.has(Role::row, "30 min – 1 h: 1 time"));
  h.driver.click(Role::combobox, "Which time");
  h.driver.click(Role::option, "Resolution");
  EXPECT_TRUE(h.driver.says("Fewer than 20 values, which say little"));
  h.driver.click(Role::row, "over 7 d: 1 time");
  EXPECT_EQ(h.platform.location(), "/reports/tickets?from=2026-08-25&to=2026-09-21&of=kinds:resolved;bar:11");
}

TEST(ReportsRoom, ABarWithoutValuesLeadsNowhere) {
  ReportsDesk h;
  h.go("/reports");
  h.driver.click(Role::row, "over 7 d: 0 times");
  EXPECT_EQ(h.platform.location(), "/reports");
}

TEST(ReportsRoom, ArrowKeysGoThroughTheNumbersOfATable) {
  ReportsDesk h;
  h.go("/reports");
  const platform::Node* first = h.driver.find(Role::link, "Globex");
  ASSERT_NE(first, nullptr);
  h.platform.pending.focused = first->id;
  for (const char* key : {"ArrowRight", "ArrowRight"}) h.driver.press(key);
  const platform::Node* there = h.driver.find(Role::link, "Globex, Escalations: 3, was 0: tickets");
  ASSERT_NE(there, nullptr);
  EXPECT_EQ(h.platform.pending.focused, there->id);
  h.driver.press("Enter");
  EXPECT_EQ(h.platform.location().substr(h.platform.location().find("&of=")), "&of=kinds:escalated;customer:globex");
}

TEST(ReportsRoom, PeriodAndFiltersAreInTheAddressAndComeBack) {
  ReportsDesk h;
  h.go("/reports");
  h.driver.click(Role::combobox, "Period");
  h.driver.click(Role::option, "Last 7 days");
  EXPECT_EQ(h.platform.location(), "/reports?period=7d");
  EXPECT_EQ(h.asked.back(), "/api/v1/report?from=2026-09-15&to=2026-09-21&rows=8");
  h.driver.click(Role::combobox, "Customer");
  h.driver.click(Role::option, "Globex");
  h.driver.click(Role::combobox, "Category");
  h.driver.click(Role::option, "VPN");
  EXPECT_EQ(h.platform.location(), "/reports?period=7d&customer=globex&category=VPN");
  EXPECT_EQ(h.asked.back(), "/api/v1/report?from=2026-09-15&to=2026-09-21&customer=globex&category=VPN&rows=8");
  h.platform.back();
  h.driver.settle();
  EXPECT_EQ(h.driver.value(Role::combobox, "Category"), "Any category");
  EXPECT_EQ(h.driver.value(Role::combobox, "Customer"), "Globex");
  h.driver.click(Role::button, "Show all tickets");
  EXPECT_EQ(h.platform.location(), "/reports?period=7d");
}

TEST(ReportsRoom, ItsTableAndItsPageAreThoseOfTheSamePeriod) {
  ReportsDesk h;
  h.go("/reports?period=7d&priority=high");
  h.driver.click(Role::button, "More");
  h.driver.click(Role::menuitem, "Download as a table (CSV)");
  h.driver.click(Role::button, "More");
  h.driver.click(Role::menuitem, "Page to print");
  EXPECT_EQ(h.platform.opened_links,
            (std::vector<std::string>{"/reports.csv?from=2026-09-15&to=2026-09-21&priority=high",
                                      "/reports?from=2026-09-15&to=2026-09-21&priority=high"}));
}

TEST(ReportsRoom, ArrowKeysGoFromHourToHour) {
  ReportsDesk h;
  h.go("/reports");
  EXPECT_TRUE(h.driver.has(Role::grid, "Escalations by weekday and hour"));
  EXPECT_TRUE(h.driver.has(Role::cell, "Tue 02:00–03:00: 3 escalations"));
  const platform::Node* first = h.driver.find(Role::cell, "Mon 00:00–01:00: 0 escalations");
  ASSERT_NE(first, nullptr);
  h.platform.pending.focused = first->id;
  for (const char* key : {"ArrowDown", "ArrowRight", "ArrowRight"}) h.driver.press(key);
  const platform::Node* there = h.driver.find(Role::cell, "Tue 02:00–03:00: 3 escalations");
  ASSERT_NE(there, nullptr);
  EXPECT_EQ(h.platform.pending.focused, there->id);
}

TEST(ReportsRoom, OnAPhoneEachRowIsABlockAndFiltersOpen) {
  ReportsDesk h(390, 3000);
  h.go("/reports");
  EXPECT_TRUE(h.driver.has(Role::row, "Globex: Created 12, was 9; Escalations 3, was 0"));
  EXPECT_FALSE(h.driver.has(Role::combobox, "Customer"));
  h.driver.click(Role::button, "Filters");
  EXPECT_TRUE(h.driver.has(Role::combobox, "Customer"));
}

TEST(ReportsRoom, SaysWhyNothingCameAndTriesAgain) {
  ReportsDesk h;
  h.status = 503;
  h.go("/reports");
  EXPECT_TRUE(h.driver.says("The report did not come"));
  EXPECT_TRUE(h.driver.says("Too busy just now."));
  h.status = 0;
  h.driver.click(Role::button, "Try again");
  EXPECT_TRUE(h.driver.says("The server does not answer"));
  h.status = 200;
  h.driver.wait(seconds(20));
  EXPECT_TRUE(h.driver.has(Role::grid, "By customer"));
  h.status = 0;
  h.driver.wait(minutes(6));
  EXPECT_TRUE(h.driver.says("Not renewed: The server does not answer"));
  EXPECT_TRUE(h.driver.has(Role::grid, "By customer")) << "what was known stays";
}

TEST(ReportsRoom, APeriodWithoutAnythingSaysSo) {
  ReportsDesk h;
  h.report = R"({"from": "2026-09-15", "to": "2026-09-21", "zone": "UTC", "sections": []})";
  h.go("/reports?period=7d");
  EXPECT_TRUE(h.driver.says("Nothing happened in this period"));
  h.driver.click(Role::button, "Last 90 days");
  EXPECT_EQ(h.platform.location(), "/reports?period=90d");
}

TEST(ReportsRoom, AnAnswerThatIsNoReportIsNoReport) {
  ReportsDesk h;
  for (const char* answer : {"", "[]", "{}", R"({"sections": 3})"}) {
    h.report = answer;
    h.go("/reports");
    EXPECT_TRUE(h.driver.says("The report did not come")) << answer;
    h.go("/board");
  }
}

TEST(ReportsRoom, MalformedEntriesAreLeftOut) {
  ReportsDesk h;
  h.report = R"({"findings": [1, {"kind": "gossip"}], "now": {"hour_of_week": [3, ["x"]]}, "sections": [
    {"id": "customers", "title": "By customer", "of": "Customer", "columns": ["Created", "Resolved"], "rows": [
      {"name": "Globex", "key": "globex", "cells": [{"kind": "count", "now": "many"}]}, 7]}, 5,
    {"id": "people", "title": "Who carries the load", "of": "Person", "columns": ["Pages at work"], "rows": [{"name": "Ann Ek"}]},
    {"id": "levels", "title": "Service levels", "of": "Clock", "columns": [], "rows": [{"name": "Resolution"}]},
    {"id": "summary", "title": "At a glance", "columns": ["Value"], "rows": [{"name": "Tickets created", "cells": [{"now": 1}]}]}]})";
  h.go("/reports");
  EXPECT_TRUE(h.driver.has(Role::row, "Globex: Created –; Resolved –"));
  EXPECT_TRUE(h.driver.has(Role::row, "Ann Ek: Pages at work –"));
  EXPECT_TRUE(h.driver.has(Role::row, "Resolution"));
}

}  // namespace
}  // namespace oasis
