// Which measures a number counts, and how an address says it (docs/metrics.md, "Tickets behind a number").
#include "shared/report/behind.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "shared/codec/behind.hpp"
#include "shared/time/text.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

std::shared_ptr<const Policies> berlin() {
  Workspace workspace;
  workspace.zone = "Europe/Berlin";
  User kim;
  kim.id = "kim";
  kim.name = "Kim Lee";
  kim.zone = "Asia/Tokyo";
  workspace.users = {kim};
  Customer globex;
  globex.id = "globex";
  globex.name = "Globex";
  workspace.customers = {globex};
  Zones zones;
  EXPECT_TRUE(zones.add("Asia/Tokyo", test::zone_bytes("Asia/Tokyo")));
  EXPECT_TRUE(zones.add("Europe/Berlin", test::zone_bytes("Europe/Berlin")));
  return Policies::prepare(std::move(workspace), zones, 1).value();
}

Measure breach() {
  Measure measure;
  measure.kind = Measure::Kind::breached;
  measure.at = *parse_instant("2026-03-10T22:30:00Z");  // Tuesday 23:30 in Berlin, Wednesday 07:30 in Tokyo
  measure.number = static_cast<std::int32_t>(ClockKind::resolution);
  measure.customer = "globex";
  measure.priority = Priority::high;
  return measure;
}

TEST(Behind, CountsWhatFitsEachFieldThatIsSet) {
  const auto policies = berlin();
  Behind behind;
  EXPECT_FALSE(counts(behind, breach(), *policies)) << "no kind, no measure";
  behind.kinds = {Measure::Kind::met, Measure::Kind::breached};
  EXPECT_TRUE(counts(behind, breach(), *policies));
  behind.number = static_cast<std::int32_t>(ClockKind::resolution);
  behind.customer = "globex";
  behind.priority = Priority::high;
  EXPECT_TRUE(counts(behind, breach(), *policies));
  behind.customer = "";
  EXPECT_FALSE(counts(behind, breach(), *policies)) << "an empty customer is none, not any";
  behind.customer.reset();
  behind.number = static_cast<std::int32_t>(ClockKind::update);
  EXPECT_FALSE(counts(behind, breach(), *policies));
}

TEST(Behind, AnHourOfTheWeekIsByTheWorkspacesClock) {
  const auto policies = berlin();
  Behind behind;
  behind.kinds = {Measure::Kind::breached};
  behind.hour_of_week = Behind::Hour{1, 23};
  EXPECT_TRUE(counts(behind, breach(), *policies));
  behind.hour_of_week = Behind::Hour{1, 22};
  EXPECT_FALSE(counts(behind, breach(), *policies));
}

TEST(Behind, HoursAreByThePersonsOwnClock) {
  const auto policies = berlin();
  Measure paged = breach();
  paged.kind = Measure::Kind::paged;
  paged.who = "kim";
  Behind behind;
  behind.kinds = {Measure::Kind::paged};
  behind.hours = Hours::off;  // 07:30 in Tokyo
  EXPECT_TRUE(counts(behind, paged, *policies));
  behind.hours = Hours::sleep;
  EXPECT_FALSE(counts(behind, paged, *policies));
  paged.who = "somebody who left";  // 23:30 in Berlin
  EXPECT_TRUE(counts(behind, paged, *policies));
}

TEST(Behind, ABarHoldsWhatIsLongerThanTheOneBeforeAndNotLongerThanItself) {
  const auto policies = berlin();
  Measure answered = breach();
  answered.kind = Measure::Kind::answered;
  answered.value = minutes(15);
  answered.open = minutes(15) + Duration{1};
  Behind behind;
  behind.kinds = {Measure::Kind::answered};
  behind.bar = 1;
  EXPECT_TRUE(counts(behind, answered, *policies));
  behind.open_bar = 1;
  EXPECT_FALSE(counts(behind, answered, *policies));
  behind.open_bar = 2;
  EXPECT_TRUE(counts(behind, answered, *policies));
  EXPECT_EQ(words_of(behind, *policies),
            "Escalations answered · 5 min – 15 min · 15 min – 30 min of open time");
}

TEST(Behind, IsTheSameAgainAfterItWasInAnAddress) {
  Behind behind;
  behind.kinds = {Measure::Kind::met, Measure::Kind::breached};
  EXPECT_EQ(text_of(behind), "kinds:met,breached");
  EXPECT_EQ(behind_of("kinds:met,breached"), behind);
  behind.number = 3;
  behind.who = "kim";
  behind.what = "tier;1:a";
  behind.detail = "100 % übel";
  behind.priority = Priority::urgent;
  behind.customer = "";
  behind.team = "net";
  behind.category = "VPN, Wi-Fi & co";
  behind.hours = Hours::sleep;
  behind.hour_of_week = Behind::Hour{6, 23};
  behind.bar = 0;
  behind.open_bar = 11;
  const std::string text = text_of(behind);
  EXPECT_EQ(text.find_first_of(" &=#"), std::string::npos) << text;
  EXPECT_EQ(behind_of(text), behind) << text;
}

TEST(Behind, WhatIsNotWrittenLikeThatIsNoNumber) {
  for (const char* text : {"", "kinds", "kinds:", "kinds:all", "kinds:met,,breached", "number:1",
                           "kinds:met;number:x", "kinds:met;number:99999999999", "kinds:met;hour:168", "kinds:met;bar:12", "kinds:met;open_bar:-1",
                           "kinds:met;hour:-1", "kinds:met;hours:lunch", "kinds:met;priority:odd",
                           "kinds:met;color:red", "kinds:met;who:%4", "kinds:met;who:%zz", "kinds:met;;",
                           "via:", "sent:failed", "via:email;sent:lost", "via:email;kinds:met", "via:email;customer:globex"})
    EXPECT_FALSE(behind_of(text)) << text;
}

TEST(Behind, MessagesOfAChannelAreNamedByTheChannelAndWhatBecameOfThem) {
  for (const char* text : {"via:email", "via:sms;sent:failed", "via:email;sent:delivered"}) {
    const auto behind = behind_of(text);
    ASSERT_TRUE(behind) << text;
    EXPECT_EQ(text_of(*behind), text);
  }
  EXPECT_EQ(words_of(*behind_of("via:email;sent:failed"), *berlin()), "Messages that failed · email");
}

TEST(Behind, SaysWhatItIsInWords) {
  const auto policies = berlin();
  EXPECT_EQ(words_of(*behind_of("kinds:breached;number:3;customer:globex;priority:high"), *policies),
            "Breached · resolution · high priority · Globex");
  EXPECT_EQ(words_of(*behind_of("kinds:paged;who:kim;hours:sleep"), *policies),
            "Pages · Kim Lee · in their sleep");
  EXPECT_EQ(words_of(*behind_of("kinds:escalated;hour:47"), *policies), "Escalations · Tuesday 23:00–24:00");
  EXPECT_EQ(words_of(*behind_of("kinds:created;customer:"), *policies), "Tickets created · no customer");
  EXPECT_EQ(words_of(*behind_of("kinds:step;what:ops;number:2"), *policies),
            "Steps that told somebody · ops · tier 2");
  EXPECT_EQ(words_of(breach()), "Breached: resolution");
}

TEST(Behind, AListIsTheSameAgainAsJson) {
  BehindList list;
  list.title = "Breached";
  list.first = "2026-03-01";
  list.last = "2026-03-31";
  list.zone = "Europe/Berlin";
  list.count = 3;
  list.tickets = 2;
  list.rows = {{"t1", 7, "Printer", "Globex", "Breached: resolution", breach().at, hours(2)},
               {"", 0, "", "", "Breached: resolution", breach().at, std::nullopt}};
  EXPECT_EQ(read_behind_list(nlohmann::json::parse(write_behind_list(list).dump())), list);
  EXPECT_FALSE(read_behind_list(nlohmann::json::parse("{}")));
}

}  // namespace
}  // namespace oasis
