// A customer's month, computed by hand for small histories (docs/metrics.md, "Service reports").
#include "shared/report/service_report.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

using Kind = Measure::Kind;

constexpr ReviewMonth march{2026, 3};
const Actor a_customer{Actor::Kind::customer, "", Role::viewer};
const Actor an_agent{Actor::Kind::user, "ann", Role::agent};

Instant at(const char* text) { return *parse_instant(text); }

CalendarRules office_hours() {
  WeeklyHours hours;
  for (std::size_t day = 0; day < 5; ++day) hours[day] = {{ClockTime{9 * 60}, ClockTime{17 * 60}}};
  return {hours, {}};
}

/// Globex works in Berlin, within office hours; urgent tickets are answered within the hour and solved the same day.
std::shared_ptr<const Policies> promised_to_globex() {
  Zones zones;
  EXPECT_TRUE(zones.add("Europe/Berlin", test::zone_bytes("Europe/Berlin")).ok());
  Workspace workspace;
  NamedCalendar office{"office", "Office", "Europe/Berlin", office_hours()};
  workspace.calendars = {office};
  Sla gold;
  gold.id = "gold";
  gold.calendar = "office";
  auto& urgent = gold.targets[static_cast<std::size_t>(Priority::urgent)];
  urgent[static_cast<std::size_t>(ClockKind::first_response)] = ClockTarget{false, hours(1)};
  urgent[static_cast<std::size_t>(ClockKind::resolution)] = ClockTarget{true, {}};
  workspace.slas = {gold};
  Customer globex;
  globex.id = "globex";
  globex.sla = "gold";
  workspace.customers = {globex};
  return Policies::prepare(std::move(workspace), zones, 1).value();
}

Measure measure(Kind kind, const char* when, Priority priority = Priority::urgent, int number = 0, Duration open = {}) {
  Measure one;
  one.kind = kind;
  one.at = at(when);
  one.priority = priority;
  one.number = number;
  one.open = one.value = open;
  one.customer = "globex";
  return one;
}
constexpr int first_response = static_cast<int>(ClockKind::first_response);
constexpr int resolution = static_cast<int>(ClockKind::resolution);

Event event(const char* when, const Actor& by, Fact fact) { return {"T1", 0, at(when), by, {}, std::move(fact)}; }
Event answered(const char* when, bool automatic = false) {
  Message message;
  message.author = an_agent;
  message.automatic = automatic;
  return event(when, an_agent, Replied{message});
}

struct ServiceReports : testing::Test {
  std::shared_ptr<const Policies> policies = promised_to_globex();
  ServiceMatter matter;
  ServiceReport report(const char* made = "2026-04-01T06:00:00Z", ReviewMonth month = march) {
    return service_report(*policies, *policies->customer("globex"), month, matter, at(made));
  }
  void add(Measure one, const TicketId& ticket = "T1") { matter.measures.emplace_back(ticket, std::move(one)); }
};

TEST_F(ServiceReports, ACustomerWithNothingAtAllHasNoPerfectMonthButAnEmptyOne) {
  const ServiceReport nothing = report();
  EXPECT_EQ(nothing.opened, ServiceReport::Number{});
  EXPECT_EQ(nothing.kept().share(), std::nullopt);
  EXPECT_EQ(nothing.rating(), std::nullopt);
  EXPECT_EQ(nothing.first_response.now.count, 0);
  EXPECT_TRUE(nothing.missed.empty());
  EXPECT_TRUE(nothing.by_category.empty());
  EXPECT_TRUE(nothing.whole);
  ASSERT_EQ(nothing.promises.size(), 2u) << "what is promised stands there all the same";
  EXPECT_EQ(nothing.promises[0].target->time, hours(1));
  EXPECT_TRUE(nothing.promises[1].target->same_day);
}

TEST_F(ServiceReports, AMonthBeginsAndEndsAtMidnightOfTheCustomersZoneAlsoWhereTheClockChanges) {
  // Berlin: UTC+1 on 1 March, UTC+2 since 29 March. 743 hours.
  EXPECT_EQ(report().period, (Interval{at("2026-02-28T23:00:00Z"), at("2026-03-31T22:00:00Z")}));
  EXPECT_EQ(report().period.to - report().period.from, hours(743));
  add(measure(Kind::created, "2026-02-28T22:59:59Z"));  // still February there
  add(measure(Kind::created, "2026-02-28T23:00:00Z"));
  add(measure(Kind::created, "2026-03-31T21:59:59Z"));
  add(measure(Kind::created, "2026-03-31T22:00:00Z"));  // April there
  add(measure(Kind::created, "2026-01-31T22:59:59Z"));  // January: neither month
  EXPECT_EQ(report().opened, (ServiceReport::Number{2, 1}));
}

TEST_F(ServiceReports, EachFigureStandsBesideTheMonthBefore) {
  for (const char* when : {"2026-02-10T10:00:00Z", "2026-03-10T10:00:00Z", "2026-03-11T10:00:00Z"}) {
    Measure created = measure(Kind::created, when, Priority::high);
    created.category = "billing";
    add(created);
  }
  add(measure(Kind::resolved, "2026-03-12T10:00:00Z", Priority::high, 0, hours(3)));
  add(measure(Kind::first_response, "2026-03-10T10:20:00Z", Priority::high, 0, minutes(20)));
  add(measure(Kind::first_response, "2026-03-11T10:40:00Z", Priority::high, 0, minutes(40)));
  add(measure(Kind::first_response, "2026-02-10T11:00:00Z", Priority::high, 0, hours(1)));
  add(measure(Kind::escalated, "2026-03-10T10:00:00Z"));
  add(measure(Kind::answered, "2026-03-10T10:06:00Z", Priority::urgent, 1, minutes(6)));
  add(measure(Kind::rated, "2026-03-20T10:00:00Z", Priority::normal, 5));
  add(measure(Kind::rated, "2026-03-21T10:00:00Z", Priority::normal, 2));
  add(measure(Kind::rated, "2026-02-21T10:00:00Z", Priority::normal, 4));
  matter.open = 1;
  matter.open_before = 4;
  const ServiceReport march_report = report();
  EXPECT_EQ(march_report.by_priority[static_cast<std::size_t>(Priority::high)],
            (ServiceReport::Group{{2, 1}, {1, 0}}));
  EXPECT_EQ(march_report.by_category.at("billing"), (ServiceReport::Group{{2, 1}, {0, 0}}));
  EXPECT_EQ(march_report.open, (ServiceReport::Number{1, 4}));
  EXPECT_EQ(march_report.first_response.now.median, minutes(20));
  EXPECT_EQ(march_report.first_response.now.p90, minutes(40));
  EXPECT_TRUE(march_report.first_response.now.few());
  EXPECT_EQ(march_report.first_response.before.median, hours(1));
  EXPECT_EQ(march_report.resolution.now.median, hours(3));
  EXPECT_EQ(march_report.escalated, (ServiceReport::Number{1, 0}));
  EXPECT_EQ(march_report.answered.now.median, minutes(6));
  EXPECT_EQ(march_report.rated(), (ServiceReport::Number{2, 1}));
  EXPECT_DOUBLE_EQ(*march_report.rating(), 3.5);
  EXPECT_DOUBLE_EQ(*march_report.rating_before(), 4.0);
}

TEST_F(ServiceReports, KeptAndMissedStandBesideThePromiseOfTheirClockAndPriority) {
  add(measure(Kind::met, "2026-03-10T10:00:00Z", Priority::urgent, first_response));
  add(measure(Kind::met, "2026-03-11T10:00:00Z", Priority::urgent, first_response));
  add(measure(Kind::breached, "2026-03-12T10:00:00Z", Priority::urgent, first_response));
  add(measure(Kind::met, "2026-03-12T10:00:00Z", Priority::low, resolution));  // promised then, not any more
  add(measure(Kind::met, "2026-02-12T10:00:00Z", Priority::urgent, first_response));
  const ServiceReport of_march = report();
  ASSERT_EQ(of_march.promises.size(), 3u);
  EXPECT_EQ(of_march.promises[0].now, (Attainment{2, 1}));
  EXPECT_EQ(of_march.promises[0].before, (Attainment{1, 0}));
  EXPECT_EQ(of_march.promises[2].priority, Priority::low);
  EXPECT_FALSE(of_march.promises[2].target);
  EXPECT_EQ(of_march.kept(), (Attainment{3, 1}));
}

TEST_F(ServiceReports, AMissedPromiseIsOverByTheServiceHoursUntilAPersonAnswered) {
  // Due on Friday 13 March 16:30 in Berlin; a program answers at once, a person on Monday at 10:00: half an hour and one.
  add(measure(Kind::breached, "2026-03-13T15:30:00Z", Priority::urgent, first_response));
  matter.breached["T1"] = {7, "Printer down", {answered("2026-03-13T15:31:00Z", true), answered("2026-03-16T09:00:00Z")}};
  const ServiceReport of_march = report();
  ASSERT_EQ(of_march.missed.size(), 1u);
  EXPECT_EQ(of_march.missed[0], (ServiceReport::Missed{7, "Printer down", ClockKind::first_response,
                                                        at("2026-03-13T15:30:00Z"), minutes(90), false}));
}

TEST_F(ServiceReports, AnAnswerIsNoResolutionAndWhatIsNotDoneYetIsSaidToBeSo) {
  add(measure(Kind::breached, "2026-03-31T14:00:00Z", Priority::urgent, resolution));  // Tuesday 16:00 in Berlin
  matter.breached["T1"] = {7, "Printer down", {answered("2026-03-31T14:30:00Z"), event("2026-04-02T10:00:00Z", an_agent, Resolved{})}};
  const ServiceReport early = report("2026-04-01T06:00:00Z");  // 08:00 there: an hour of Tuesday
  EXPECT_EQ(early.missed[0].over, hours(1));
  EXPECT_TRUE(early.missed[0].still);
  const ServiceReport late = report("2026-04-03T06:00:00Z");  // Tuesday 1 h, Wednesday 8 h, Thursday 9:00–12:00
  EXPECT_EQ(late.missed[0].over, hours(12));
  EXPECT_FALSE(late.missed[0].still);
}

TEST_F(ServiceReports, AMonthThatIsNotOverSaysSo) {
  EXPECT_FALSE(report("2026-03-31T21:59:59Z").whole);
  EXPECT_TRUE(report("2026-03-31T22:00:00Z").whole);
}

struct Mailed : testing::Test {
  SharedZone berlin = test::system_zone("Europe/Berlin");
  Calendar office = Calendar::prepare(office_hours(), berlin).value();
  Calendar always = Calendar::prepare({}, berlin).value();
  ReportMailing usual{{"gina"}, std::nullopt, 8 * 60};
};

TEST_F(Mailed, OnTheFirstBusinessDayAtEightByTheCustomersClock) {
  EXPECT_EQ(mailed_at(usual, march, office, *berlin), at("2026-04-01T06:00:00Z")) << "a Wednesday, in summer time";
  EXPECT_EQ(mailed_at(usual, {2026, 10}, office, *berlin), at("2026-11-02T07:00:00Z")) << "1 November is a Sunday";
  EXPECT_EQ(mailed_at(usual, {2026, 10}, always, *berlin), at("2026-11-02T07:00:00Z")) << "Monday to Friday without hours";
  CalendarRules with_holiday = office_hours();
  with_holiday.exceptions.push_back({std::nullopt, 1, 1, "New Year", {}});
  const Calendar holiday = Calendar::prepare(with_holiday, berlin).value();
  EXPECT_EQ(mailed_at(usual, {2026, 12}, holiday, *berlin), at("2027-01-04T07:00:00Z")) << "1 January 2027 is a Friday";
}

TEST_F(Mailed, OrOnTheDayThatIsGiven) {
  usual.day = 15;
  usual.at = 2 * 60 + 30;
  EXPECT_EQ(mailed_at(usual, march, office, *berlin), at("2026-04-15T00:30:00Z"));
}

TEST_F(Mailed, TheNewestMonthIsDueFromThatInstantOn) {
  EXPECT_EQ(newest_due(usual, office, *berlin, at("2026-04-01T05:59:59Z")), (ReviewMonth{2026, 2}));
  EXPECT_EQ(newest_due(usual, office, *berlin, at("2026-04-01T06:00:00Z")), march);
  EXPECT_EQ(newest_due(usual, office, *berlin, at("2026-04-30T21:00:00Z")), march);
  EXPECT_EQ(newest_due(usual, office, *berlin, at("2026-11-01T12:00:00Z")), (ReviewMonth{2026, 9}));
}

}  // namespace
}  // namespace oasis
