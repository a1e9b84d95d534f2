// The sheet of shortcuts: what the room that is shown hears, from the table that the palette has.
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

using platform::Role;

struct Shortcuts : DeskHarness {
  Shortcuts() { open_ticket("t1", "Printer on fire", Priority::urgent); }
  void show_at(const char* address) {
    driver.press("Escape");
    go(address);
    driver.press("?");
  }
};

TEST(Shortcuts, AreListedForTheInbox) {
  Shortcuts h;
  h.show_at("/inbox/all");
  EXPECT_TRUE(h.driver.has(Role::dialog, "Keyboard shortcuts"));
  for (const char* line : {"Next ticket: J", "Ticket before: K", "Open the highlighted ticket: Enter",
                           "Mark the highlighted ticket: X", "Mark all tickets of the list: Ctrl A",
                           "Filter the list: /", "New ticket: C", "Search and commands: Ctrl K",
                           "Keyboard shortcuts: ?"})
    EXPECT_TRUE(h.driver.has(Role::text, line)) << line;
  EXPECT_FALSE(h.driver.has(Role::text, "Acknowledge: A"));
}

TEST(Shortcuts, AreListedForATicket) {
  Shortcuts h;
  h.show_at("/tickets/1");
  for (const char* line : {"Acknowledge: A", "Reply to the customer: R", "Write an internal note: N",
                           "Escalate…: E", "Resolve…: Ctrl Shift Enter", "Take it over: I",
                           "Send what is written: Ctrl Enter", "Back to the list: Escape"})
    EXPECT_TRUE(h.driver.has(Role::text, line)) << line;
}

TEST(Shortcuts, OfAnotherRoomAreNotListed) {
  Shortcuts h;
  h.show_at("/customers");
  EXPECT_TRUE(h.driver.has(Role::text, "Find a customer: /"));
  EXPECT_FALSE(h.driver.has(Role::text, "Next ticket: J"));
  EXPECT_FALSE(h.driver.has(Role::text, "Filter the list: /"));
}

TEST(Shortcuts, AreListedForTheRota) {
  Shortcuts h;
  h.show_at("/oncall");
  for (const char* line : {"Earlier: P", "Today: T", "Later: N"})
    EXPECT_TRUE(h.driver.has(Role::text, line)) << line;
}

TEST(Shortcuts, AreClosedByTheirButtonAndByEscape) {
  Shortcuts h;
  h.show_at("/settings");
  h.driver.click(Role::button, "Close");
  EXPECT_FALSE(h.driver.has(Role::dialog, "Keyboard shortcuts"));
  h.driver.press("?");
  EXPECT_TRUE(h.driver.has(Role::dialog, "Keyboard shortcuts"));
  h.driver.press("Escape");
  EXPECT_FALSE(h.driver.has(Role::dialog, "Keyboard shortcuts"));
}

}  // namespace
}  // namespace oasis
