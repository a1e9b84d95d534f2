// "Why was I told", "why was nobody told": asked at a ticket, answered from its history.
#include <nlohmann/json.hpp>

#include "client/screens/wording.hpp"
#include "shared/codec/rows.hpp"
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

struct AskedInGeneral : EscalatedTicket {
  AskedInGeneral() {
    platform.net.answer = [this](const platform::Request& request) {
      asked = request.url;
      nlohmann::json rows = nlohmann::json::array();
      for (const Event& event : replica.details["t1"].events) rows.push_back(write_event(event));
      return platform::Response{200, nlohmann::json({{"events", rows}, {"next", ""}}).dump()};
    };
  }
  void find_out(const std::string& person) {
    go("/oncall");
    driver.click(Role::button, "More");
    driver.click(Role::menuitem, "Why was somebody told, or nobody…");
    driver.click(Role::combobox, "Person");
    driver.click(Role::option, person);
    driver.click(Role::button, "Find out");
  }
  std::string asked;
};

TEST(WhyEverywhere, APersonIsAnsweredFromAllTicketsWithTheTicketTheStepAndTheTurn) {
  AskedInGeneral h;
  h.find_out("Ann Ek");
  EXPECT_EQ(h.asked.rfind("/api/v1/history?from=", 0), 0u) << h.asked;
  EXPECT_TRUE(h.driver.says("Ann Ek was told by e-mail"));
  EXPECT_TRUE(h.driver.has(Role::link, "#1 Printer on fire"));
  EXPECT_TRUE(h.driver.says("On call at that moment"));
  EXPECT_TRUE(h.driver.says("Support on call: layer 1, turn "));
}

TEST(WhyEverywhere, WhomNothingConcernedReadsWhoWasOnCallInstead) {
  AskedInGeneral h;
  h.find_out("Bob Okafor");
  EXPECT_TRUE(h.driver.says("Nothing concerned Bob Okafor in the 24 hours before"));
  EXPECT_TRUE(h.driver.says("Support on call: Ann Ek was on call"));
}

TEST(WhyEverywhere, IsAskedByAnAddressThatStaysNobodysTrap) {
  AskedInGeneral h;
  h.go("/oncall?why=ann&until=" + std::to_string((h.platform.clock + days(3)).ms));
  EXPECT_EQ(h.driver.value(Role::combobox, "Person"), "Ann Ek");
  EXPECT_EQ(h.platform.location(), "/oncall") << "or closing it would open it again";
  h.driver.click(Role::button, "Find out");
  EXPECT_TRUE(h.driver.says("Ann Ek was told by e-mail")) << "nothing is asked about what is to come";
}

TEST(WhyEverywhere, IsInThePaletteAndAsksAboutOneself) {
  AskedInGeneral h;
  h.driver.press("ctrl+k");
  h.driver.fill(Role::textbox, "Search and commands", "why was i told");
  h.driver.press("Enter");
  h.driver.settle();
  EXPECT_TRUE(h.driver.has(Role::dialog, "Why was somebody told, or nobody?"));
  const Workspace& workspace = h.replica.confirmed.versions.back()->workspace();
  EXPECT_EQ(h.driver.value(Role::combobox, "Person"), wording::name_of_user(workspace, h.replica.me.id));
}

TEST(WhyEverywhere, NobodyWasToldWhereAStepReachedNobody) {
  AskedInGeneral h;
  h.find_out("Nobody in particular");
  EXPECT_TRUE(h.driver.says("Every step of the 24 hours before reached somebody."));
  Event event;
  event.ticket = "t1";
  event.number = 90;
  event.at = h.platform.clock;
  event.fact = StepSkipped{"default", 1, 1, 0, 1, "nobody on call", "", false};
  h.replica.details["t1"].events.push_back(event);
  h.driver.click(Role::button, "Find out");
  EXPECT_TRUE(h.driver.has(Role::list, "Steps that reached nobody"));
}

}  // namespace
}  // namespace oasis
