// What became of what a ticket sent: read from the server's answer, said below each message and entry.
#include "client/screens/sent.hpp"

#include "client/replica/snapshot.hpp"
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

const Actor bob{Actor::Kind::user, "bob", oasis::Role::agent};

TEST(SentMessages, TheFurthestStateCountsWithItsTime) {
  const auto details = read_details(R"json({"as_of": 1, "deliveries": [
    {"event": 1, "via": "email", "state": "queued", "queued_at": 10},
    {"event": 2, "via": "sms", "state": "delivered", "queued_at": 10, "sent_at": 20, "delivered_at": 30},
    {"event": 3, "via": "ntfy", "state": "sent", "sent_at": 20, "seen_at": 40},
    {"event": 4, "via": "email", "state": "sent", "sent_at": 20, "seen_at": 40, "answered_at": 50},
    {"event": 5, "via": "email", "state": "failed", "failed_at": 60, "error": "no such address"}],
    "contact_trouble": {"address": "gina@globex.example", "at": 5, "permanent": true, "why": "550 no such user"}})json");
  ASSERT_TRUE(details.ok()) << details.error().what;
  std::vector<std::string> states;
  for (const SentMessage& one : details->deliveries)
    states.push_back(one.state + " " + std::to_string(one.at.ms));
  EXPECT_EQ(states,
            (std::vector<std::string>{"queued 0", "delivered 30", "seen 40", "answered 50", "failed 60"}));
  EXPECT_EQ(details->contact_trouble, "Mail to gina@globex.example came back: 550 no such user");
}

TEST(SentMessages, EachMessageAndEntryOfATicketSaysWhatBecameOfIt) {
  DeskHarness h;
  h.open_ticket("t1", "Printer on fire");
  h.platform.screen = {1440, 900, 1};
  h.go("/tickets/1");
  Reply reply;
  reply.ticket = "t1";
  reply.message.id = "r1";
  reply.message.text = "Coming";
  h.happen(reply, bob);
  h.happen(Escalate{"t1", "default", std::nullopt, "No answer"}, bob);
  TicketDetails& details = h.replica.details["t1"];
  details.deliveries.clear();
  for (const Event& event : details.events) {
    if (std::holds_alternative<Replied>(event.fact))
      details.deliveries.push_back({event.number, "", "email", "failed", "no such address", false, {}});
    if (std::holds_alternative<Notified>(event.fact))
      details.deliveries.push_back({event.number, "ann", "sms", "seen", "", false, {}});
  }
  details.contact_trouble = "Mail to gina@globex.example came back: 550 no such user";
  h.platform.wake();
  h.driver.settle();
  EXPECT_TRUE(h.driver.says("By e-mail failed: no such address"));
  EXPECT_TRUE(h.driver.says("SMS seen"));
  EXPECT_TRUE(h.driver.says("Mail to gina@globex.example came back: 550 no such user"));
}

TEST(SentMessages, AListIsSaidOnEachOfItsTicketsWhereItWasHeld) {
  DeskHarness h;
  h.open_ticket("t1", "Printer on fire");
  h.platform.screen = {1440, 900, 1};
  h.go("/tickets/1");
  Event held;
  held.ticket = "t1";
  held.number = 7;
  held.at = h.platform.clock;
  WaitingMessage waiting;
  waiting.ticket = "t1";
  waiting.cause = 3;
  waiting.via = "sms";
  held.fact = Held{"ann", waiting, false};
  TicketDetails& details = h.replica.details["t1"];
  details.events.push_back(held);
  const auto read = read_details(R"json({"as_of": 1, "deliveries": [
    {"cause": 3, "user": "ann", "via": "sms", "state": "sent", "sent_at": 20, "answered_at": 50, "answer": "acknowledge"}]})json");
  ASSERT_TRUE(read.ok());
  details.deliveries = read->deliveries;
  EXPECT_TRUE(is_sent_by(details.deliveries[0], held));
  EXPECT_FALSE(is_sent_by(details.deliveries[0], details.events.front())) << "it has no event of this ticket";
  h.platform.wake();
  h.driver.settle();
  EXPECT_TRUE(h.driver.says("(acknowledge), in one list with others"));
}

}  // namespace
}  // namespace oasis
