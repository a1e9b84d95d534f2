// Links, watchers and split messages of a ticket, by what a person sees and presses.
#include "client/screens/ticket_ties.hpp"
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

using platform::Role;

struct TiesDesk : DeskHarness {
  TiesDesk() {
    platform.screen = {1440, 2000, 1};  // a pointer reaches only what is on it
    open_ticket("t-1", "Printer");
    open_ticket("t-2", "Scanner");
    go("/tickets/1");
  }
};

TEST(TicketTies, ATicketIsWatchedAndNoLonger) {
  TiesDesk desk;
  desk.driver.click(Role::button, "Watch");
  ASSERT_TRUE(desk.ticket("t-1").watchers);
  EXPECT_EQ(*desk.ticket("t-1").watchers, std::vector<Id>{"ann"});
  EXPECT_FALSE(desk.driver.has(Role::button, "Watch"));
  desk.driver.click(Role::button, "Stop telling Ann");
  EXPECT_FALSE(desk.ticket("t-1").watchers);
}

TEST(TicketTies, AColleagueIsMadeAWatcher) {
  TiesDesk desk;
  desk.driver.click(Role::button, "Add a watcher");
  desk.driver.click(Role::menuitem, "Bob");
  ASSERT_TRUE(desk.ticket("t-1").watchers);
  EXPECT_EQ(*desk.ticket("t-1").watchers, std::vector<Id>{"bob"});
}

TEST(TicketTies, TicketsAreLinkedByNumberAndUnlinked) {
  TiesDesk desk;
  desk.driver.click(Role::button, "Link a ticket…");
  desk.driver.fill(Role::textbox, "Number of the other ticket", "#1");
  EXPECT_TRUE(desk.driver.says("That is this ticket"));
  desk.driver.fill(Role::textbox, "Number of the other ticket", "#2");
  EXPECT_TRUE(desk.driver.says("Scanner"));
  desk.driver.click(Role::button, "Link");
  ASSERT_TRUE(desk.ticket("t-2").links);
  EXPECT_EQ(*desk.ticket("t-2").links, std::vector<TicketId>{"t-1"});
  desk.driver.click(Role::button, "Unlink #2");
  EXPECT_FALSE(desk.ticket("t-1").links);
}

TEST(TicketTies, AMessageIsSplitOff) {
  TiesDesk desk;
  desk.happen(CustomerReply{"t-1", {"m-2", "And the phone is dead\nSince noon", {}, "", false, {}}, ""},
              {Actor::Kind::customer, "", oasis::Role::viewer});
  desk.driver.settle();
  desk.driver.click(Role::button, "More steps");
  desk.driver.click(Role::menuitem, "Split off a message…");
  desk.driver.click(Role::button, "Split off");
  ASSERT_TRUE(desk.ticket("t-1").links);
  const Ticket& made = desk.ticket(desk.ticket("t-1").links->front());
  EXPECT_EQ(made.subject, "And the phone is dead");
  EXPECT_EQ(made.last_customer_text, "And the phone is dead\nSince noon");
  EXPECT_EQ(made.contact_email, "gina@globex.example");
}

TEST(TicketTies, ViewersOnlySeeThem) {
  TiesDesk desk;
  desk.replica.me.role = oasis::Role::viewer;
  desk.platform.wake();
  desk.driver.settle();
  EXPECT_FALSE(desk.driver.has(Role::button, "Watch"));
  EXPECT_FALSE(desk.driver.has(Role::button, "Link a ticket…"));
}

}  // namespace
}  // namespace oasis
