// The inbox as a person uses it: views, filter, groups, marks, what is read.
#include <algorithm>

#include "client/screens/alarms.hpp"
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

using platform::Role;

struct Inbox3 : DeskHarness {
  Inbox3() {
    open_ticket("t1", "Printer on fire", Priority::urgent);
    open_ticket("t2", "Cannot sign in");
    open_ticket("t3", "Invoice is wrong");
    go("/inbox/all");
  }
  std::size_t rows() const { return driver.names(Role::row).size(); }
};

TEST(Inbox, ShowsTheNearestDueTicketFirstWithEverythingInItsName) {
  Inbox3 h;
  const auto names = h.driver.names(Role::row);
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(names[0].substr(0, 35), "#1 Printer on fire, Gina Roth, Glob");
  EXPECT_NE(names[0].find("Urgent, New, "), std::string::npos);
  EXPECT_NE(names[0].find("First response 15 min left, Resolution 4 h left"), std::string::npos) << names[0];
}

TEST(Inbox, ADrillIsMarkedInTheListAtItsTicketAndInWhatIsAnnounced) {
  Inbox3 h;
  Alarms alarms;
  EXPECT_TRUE(alarms.news(h.replica).empty());
  const Actor by{Actor::Kind::system, "drill fire", oasis::Role::admin};
  CreateTicket create;
  create.ticket = "t4";
  create.subject = "The lights are out";
  create.drill = true;
  create.message.id = "t4-m";
  create.message.text = "All of them.";
  h.happen(create, by);
  Escalate escalate;
  escalate.ticket = "t4";
  escalate.chain = "default";
  escalate.reason = "a drill";
  h.happen(escalate, by);
  h.driver.settle();
  EXPECT_EQ(alarms.news(h.replica), std::vector<std::string>{"DRILL #4 The lights are out: escalated to tier 1"});
  h.driver.click(Role::row, "DRILL #4 The lights are out");
  EXPECT_TRUE(h.driver.says("DRILL"));
  EXPECT_NE(h.platform.page_title.find("DRILL #4 The lights are out"), std::string::npos) << h.platform.page_title;
}

TEST(Inbox, TheFilterFindsWordsOfMessages) {
  Inbox3 h;
  h.found_for_list = {{"t2", 2, "Cannot sign in", "the kerberos ticket"}};
  h.driver.fill(Role::textbox, "Filter", "kerberos");
  EXPECT_EQ(h.rows(), 1u);
  EXPECT_TRUE(h.driver.has(Role::row, "Cannot sign in"));
  h.driver.fill(Role::textbox, "Filter", "kerberos priority:urgent");
  EXPECT_EQ(h.rows(), 0u);
}

TEST(Inbox, TheBarCountsWhatTheListShowsInTheSameFrame) {
  Inbox3 h;
  h.open_ticket("t4", "One more");
  h.draw_frame();
  const auto texts = h.driver.names(Role::text);
  EXPECT_EQ(std::count(texts.begin(), texts.end(), "4"), 1);
}

TEST(Inbox, FiltersAsOneTypesAndTheAddressFollows) {
  Inbox3 h;
  h.driver.fill(Role::textbox, "Filter", "invoice");
  EXPECT_EQ(h.rows(), 1u);
  EXPECT_EQ(h.platform.location(), "/inbox/all?q=invoice");
  h.driver.fill(Role::textbox, "Filter", "priority:urgent");
  EXPECT_TRUE(h.driver.has(Role::row, "Printer on fire"));
  EXPECT_EQ(h.rows(), 1u);
  h.driver.fill(Role::textbox, "Filter", "nothing like it");
  h.driver.click(Role::button, "Clear filter");
  EXPECT_EQ(h.rows(), 3u);
}

TEST(Inbox, ALinkWithAFilterShowsIt) {
  Inbox3 h;
  h.go("/inbox/unassigned?sort=oldest&q=sign");
  EXPECT_EQ(h.driver.value(Role::textbox, "Filter"), "sign");
  EXPECT_EQ(h.rows(), 1u);
  h.platform.back();
  h.platform.wake();
  h.driver.settle();
  EXPECT_EQ(h.rows(), 3u) << "back leads to the list before";
}

TEST(Inbox, GroupsUnderHeadings) {
  Inbox3 h;
  h.go("/inbox/all?group=priority");
  EXPECT_TRUE(h.driver.has(Role::row, "Urgent, 1"));
  EXPECT_TRUE(h.driver.has(Role::row, "Normal, 2"));
  h.driver.press("j");
  h.driver.press("j");
  h.driver.press("Enter");
  EXPECT_EQ(h.shell.ticket.ticket, "t2") << "headings are stepped over";
}

TEST(Inbox, WhatIsNewIsUnreadUntilItIsMarkedAsRead) {
  Inbox3 h;
  h.marks.since = h.platform.clock - hours(1);
  h.platform.wake();
  h.driver.settle();
  EXPECT_TRUE(h.driver.has(Role::row, "New, unread"));
  h.driver.open_menu(Role::row, "Printer on fire");
  h.driver.click(Role::menuitem, "Mark as read");
  EXPECT_EQ(h.driver.find(Role::row, "Printer on fire, Gina Roth, Globex, Urgent, New, unread"), nullptr);
  EXPECT_TRUE(h.driver.has(Role::row, "Cannot sign in, Gina Roth, Globex, Normal, New, unread"));
}

TEST(Bulk, MarkedTicketsAreAssignedTogetherAndTheWayBackIsOffered) {
  Inbox3 h;
  h.driver.click(Role::checkbox, "Mark #1");
  h.driver.click(Role::checkbox, "Mark #2");
  h.driver.click(Role::button, "Assign");
  h.driver.click(Role::menuitem, "Bob Okafor");
  EXPECT_EQ(h.ticket("t1").assignee, "bob");
  EXPECT_EQ(h.ticket("t2").assignee, "bob");
  EXPECT_EQ(h.ticket("t3").assignee, "");
  ASSERT_EQ(h.dones.size(), 1u);
  EXPECT_EQ(h.dones[0].first, "2 tickets assigned to Bob Okafor");
  EXPECT_EQ(h.dones[0].second.size(), 2u);
}

TEST(Bulk, MarksByKeysAndMergesIntoOne) {
  Inbox3 h;
  h.driver.press("j");
  h.driver.press("x");
  h.driver.press("j");
  h.driver.press("x");
  EXPECT_EQ(h.shell.inbox.bulk.marked.size(), 2u);
  h.driver.click(Role::button, "Merge…");
  h.driver.click(Role::button, "Merge");
  EXPECT_EQ(h.ticket("t2").merged_into, "t1");
  EXPECT_TRUE(h.shell.inbox.bulk.marked.empty());
}

TEST(SavedViews, AQueryIsKeptUnderAName) {
  Inbox3 h;
  h.driver.fill(Role::textbox, "Filter", "is:unanswered");
  h.driver.click(Role::button, "Save this view…");
  h.driver.fill(Role::textbox, "Name", "To answer");
  h.driver.click(Role::button, "Save view");
  ASSERT_EQ(h.saved.views.size(), 1u);
  EXPECT_EQ(h.saved.views[0], (SavedView{"To answer", "/inbox/all?q=is:unanswered"}));
  EXPECT_TRUE(h.driver.has(Role::link, "To answer"));
}

/// More rows than are visible.
struct LongInbox : DeskHarness {
  LongInbox() {
    for (int i = 1; i <= 80; ++i) open_ticket("t" + std::to_string(i), "Case " + std::to_string(i * 7));
    go("/inbox/all");
    driver.settle();
  }
  /// Two frames: one takes the wheel, in the next the rows are elsewhere.
  void roll(float by) {
    platform.pending.wheel_y += by;
    draw_frame();
    draw_frame();
  }
};

TEST(InboxAhead, TheRowsThatComeAreDrawnBetweenFrames) {
  LongInbox h;
  EXPECT_EQ(h.work_ahead(), 0) << "nothing rolls";
  h.driver.hover(Role::grid, "Tickets");
  for (const float by : {132.f, 132.f, 132.f, 132.f, 132.f, -132.f, -132.f}) {
    h.roll(by);
    EXPECT_GT(h.work_ahead(), 0);
    const int drawn = h.platform.painter.drawn;
    h.roll(by);
    EXPECT_EQ(h.platform.painter.drawn, drawn) << by;
  }
  h.roll(-44);
  EXPECT_EQ(h.work_ahead(), 0) << "enough of them are ready";
  h.roll(10'000);
  EXPECT_GT(h.work_ahead(), 0) << "at its end there is nothing to draw";
  h.draw_frame();
  EXPECT_EQ(h.work_ahead(), 0);
}

TEST(InboxAhead, NothingIsDrawnOfTicketsThatMayBeGone) {
  LongInbox h;
  h.driver.hover(Role::grid, "Tickets");
  h.roll(132);
  const int drawn = h.platform.painter.drawn;
  h.replica.confirmed.tickets.clear();
  ++h.replica.revision;
  EXPECT_EQ(h.work_ahead(), 1);
  EXPECT_EQ(h.platform.painter.drawn, drawn);
}

TEST(InboxAhead, TheOrderIsMadeAnewOnlyOnceTheListRests) {
  LongInbox h;
  const auto made_at = [&h] { return h.shell.inbox.shown_at->ms; };
  h.driver.hover(Role::grid, "Tickets");
  h.platform.clock = h.platform.clock + minutes(2);
  const std::int64_t before = made_at();
  for (int i = 0; i < 3; ++i) {
    h.platform.clock = h.platform.clock + milliseconds(900);
    h.roll(44);
    EXPECT_EQ(made_at(), before);
  }
  EXPECT_LE(h.platform.wake_at().ms, h.platform.clock.ms + 1'000) << "it is not forgotten";
  h.platform.clock = h.platform.clock + seconds(1);
  const std::int64_t now = h.platform.clock.ms;
  h.draw_frame();
  EXPECT_EQ(made_at(), now);
}

}  // namespace
}  // namespace oasis
