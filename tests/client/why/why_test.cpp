// "Why was I told", "why was nobody told": asked at a ticket, answered from its history.
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

using platform::Role;
const Actor bob{Actor::Kind::user, "bob", oasis::Role::agent};

struct EscalatedTicket : DeskHarness {
  EscalatedTicket() {
    open_ticket("t1", "Printer on fire");
    platform.screen = {1440, 900, 1};
    go("/tickets/1");
    happen(Escalate{"t1", "default", std::nullopt, "No answer"}, bob);
  }
  void ask() {
    driver.click(Role::button, "More steps");
    driver.click(Role::menuitem, "Why was somebody told…");
  }
};

TEST(Why, APersonWhoWasToldSeesTheStepItsChainAndTheirTurn) {
  EscalatedTicket h;
  h.ask();
  EXPECT_TRUE(h.driver.says("Ann Ek was told by e-mail"));
  EXPECT_TRUE(h.driver.says("tells on call in Support on call; waits 30 min (Customer-facing, version 1)"));
  EXPECT_TRUE(h.driver.says("Support on call: layer 1, turn "));
  EXPECT_TRUE(h.driver.says("Every step of this ticket reached somebody."));
  h.driver.click(Role::button, "Close");
  EXPECT_FALSE(h.shell.ticket.why.open);
}

TEST(Why, APersonWhomNothingConcernedReadsThat) {
  EscalatedTicket h;
  h.ask();
  h.driver.click(Role::combobox, "Person");
  h.driver.click(Role::option, "Bob Okafor");
  EXPECT_TRUE(h.driver.says("Nothing concerned Bob Okafor until "));
}

TEST(Why, AStepThatReachedNobodySaysWhatTheScheduleHadThen) {
  EscalatedTicket h;
  Event event;
  event.ticket = "t1";
  event.number = 90;
  event.at = h.platform.clock;
  event.fact = StepSkipped{"default", 1, 1, 0, 1, "nobody on call", "", false};
  h.replica.details["t1"].events.push_back(event);
  h.ask();
  EXPECT_TRUE(h.driver.says("Support on call: Ann Ek was on call"));
}

}  // namespace
}  // namespace oasis
