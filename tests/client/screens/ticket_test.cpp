// A ticket as a person works on it: next steps, the composer, the panel beside, the chain.
#include "client/screens/chain_progress.hpp"
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

using platform::Role;
const Actor bob{Actor::Kind::user, "bob", oasis::Role::agent};

struct OneTicket : DeskHarness {
  OneTicket() {
    open_ticket("t1", "Printer on fire");
    open_ticket("t2", "Smoke in the same room");
    platform.screen = {1440, 900, 1};  // with room for the details
    go("/tickets/1");
  }
};

TEST(Ticket, IsAcknowledgedByItsButtonAndByItsKey) {
  OneTicket h;
  h.driver.click(Role::button, "Acknowledge");
  EXPECT_EQ(h.ticket("t1").acknowledged_by, "ann");
  h.go("/tickets/2");
  h.driver.press("a");
  EXPECT_EQ(h.ticket("t2").acknowledged_by, "ann");
}

TEST(Ticket, AnEscalationCarriesItsFourLines) {
  OneTicket h;
  h.driver.click(Role::button, "Escalate…");
  h.driver.fill(Role::textbox, "Summary", "Printer burns");
  h.driver.fill(Role::textbox, "Impact", "Nobody prints");
  h.driver.fill(Role::textbox, "Expected", "A new printer by noon");
  h.driver.click(Role::button, "Escalate");
  ASSERT_EQ(h.ticket("t1").runs.size(), 1u);
  EXPECT_EQ(h.ticket("t1").runs[0].reason, "Printer burns");
  ASSERT_TRUE(h.ticket("t1").context);
  EXPECT_EQ(*h.ticket("t1").context,
            (EscalationContext{"Printer burns", "Nobody prints", "", "A new printer by noon"}));
  EXPECT_FALSE(h.shell.ticket.escalation.open);
}

TEST(Ticket, TheFourLinesOfAnEscalationThatARuleBeganAreAskedForAndTellNobody) {
  OneTicket h;
  h.happen(Escalate{"t1", "default", std::nullopt, "No answer"}, bob);
  h.driver.settle();
  const std::int32_t tier = h.ticket("t1").runs[0].highest_tier;
  h.driver.click(Role::button, "Brief the next tier…");
  h.driver.fill(Role::textbox, "Summary", "Printer burns");
  h.driver.click(Role::button, "Save");
  ASSERT_TRUE(h.ticket("t1").context);
  EXPECT_EQ(h.ticket("t1").context->summary, "Printer burns");
  ASSERT_EQ(h.ticket("t1").runs.size(), 1u);
  EXPECT_EQ(h.ticket("t1").runs[0].highest_tier, tier);
  EXPECT_FALSE(h.driver.has(Role::button, "Brief the next tier…"));
}

TEST(Ticket, WhatACustomerQuotesIsFoldedUntilItIsAskedFor) {
  OneTicket h;
  CustomerReply reply;
  reply.ticket = "t1";
  reply.message.id = "m9";
  reply.message.text = "Still burning.\n\nOn Mon, 2 Mar 2026 at 10:00, Support <help@acme.example> wrote:\n> Is it out?\n> Please say.\n\n-- \nGina\n";
  h.happen(reply, {Actor::Kind::customer, "", oasis::Role::viewer});
  h.driver.settle();
  EXPECT_TRUE(h.driver.says("Still burning."));
  EXPECT_FALSE(h.driver.says("> Is it out?"));
  h.driver.click(Role::button, "Show quoted text and signature");
  EXPECT_TRUE(h.driver.says("> Is it out?"));
  h.driver.click(Role::button, "Hide quoted text and signature");
  EXPECT_FALSE(h.driver.says("> Is it out?"));
}

TEST(Ticket, ATemplateIsInsertedInTheCustomersLanguage) {
  OneTicket h;
  Workspace workspace = h.replica.confirmed.versions.back()->workspace();
  for (Customer& one : workspace.customers) one.language = "de";
  workspace.templates = {{"hello", "Hello", "", "Hello", {{"de", "", "Guten Tag"}}}};
  h.replica.confirmed.versions = {*Policies::prepare(workspace, h.zones, 1)};
  h.platform.wake();
  h.driver.click(Role::button, "Template");
  h.driver.click(Role::menuitem, "Hello");
  EXPECT_TRUE(h.driver.says("Guten Tag"));
}

TEST(Ticket, IsResolvedWithAnOutcome) {
  OneTicket h;
  h.driver.click(Role::button, "Resolve…");
  const platform::Node* outcome = h.driver.find(Role::multiline, "Outcome");
  ASSERT_NE(outcome, nullptr);
  EXPECT_EQ(h.ui.tree().text(outcome->hint), "How it ended; the customer reads this, by mail and on their page");
  h.driver.fill(Role::multiline, "Outcome", "Extinguished");
  h.driver.click(Role::button, "Resolve");
  EXPECT_EQ(h.ticket("t1").status, Status::resolved);
}

TEST(Ticket, IsMergedIntoTheOneWhoseNumberIsTyped) {
  OneTicket h;
  h.driver.click(Role::button, "More steps");
  h.driver.click(Role::menuitem, "Merge into another ticket…");
  h.driver.fill(Role::textbox, "Number of the other ticket", "#2");
  EXPECT_TRUE(h.driver.says("Smoke in the same room"));
  h.driver.click(Role::button, "Merge");
  EXPECT_EQ(h.ticket("t1").merged_into, "t2");
}

TEST(Ticket, TagsAreAddedAndTakenOff) {
  OneTicket h;
  h.driver.fill(Role::textbox, "New tag", "outage");
  h.driver.press("Enter");
  EXPECT_EQ(h.ticket("t1").tags, (std::vector<std::string>{"outage"}));
  h.driver.click(Role::button, "Remove tag outage");
  EXPECT_TRUE(h.ticket("t1").tags.empty());
}

TEST(Composer, SendsAReplyAfterAMomentAndEmptiesTheDraft) {
  OneTicket h;
  h.driver.fill(Role::multiline, "Reply to the customer", "On our way");
  EXPECT_EQ(h.drafts.texts["reply/t1"], "On our way") << "a draft survives";
  h.driver.click(Role::button, "Send reply");
  ASSERT_EQ(h.replies.size(), 1u);
  EXPECT_EQ(h.replies[0].message.text, "On our way");
  EXPECT_EQ(h.drafts.texts["reply/t1"], "");
}

TEST(Composer, InsertsATemplateWithItsVariablesFilled) {
  OneTicket h;
  h.driver.click(Role::button, "Template");
  h.driver.click(Role::menuitem, "Status update");
  EXPECT_EQ(h.drafts.texts["reply/t1"], "Hello Gina Roth, about Printer on fire.");
}

TEST(Composer, OffersForNotesOnlyWhatIsForOurPeople) {
  OneTicket h;
  h.happen(Acknowledge{"t1"}, bob);
  Workspace workspace = h.replica.confirmed.versions.back()->workspace();
  const auto add = [&workspace](const char* id, const char* text) {
    Template source;
    source.id = source.name = id;
    source.text = text;
    workspace.templates.push_back(source);
  };
  add("post-mortem", "{{user.name}} tells:\n{{timeline}}");
  add("vip", "{{facts}}");
  h.replica.confirmed.versions = {Policies::prepare(workspace, h.zones, 1).value()};
  h.driver.click(Role::button, "Template");
  EXPECT_TRUE(h.driver.has(Role::menuitem, "Status update"));
  EXPECT_FALSE(h.driver.has(Role::menuitem, "post-mortem")) << "a customer reads the reply";
  h.driver.press("Escape");
  h.driver.click(Role::tab, "Note");
  h.driver.click(Role::button, "Template");
  EXPECT_TRUE(h.driver.has(Role::menuitem, "Status update"));
  EXPECT_FALSE(h.driver.has(Role::menuitem, "vip")) << "nothing here knows the facts of a page";
  h.driver.click(Role::menuitem, "post-mortem");
  const std::string& note = h.drafts.texts["note/t1"];
  EXPECT_EQ(note.rfind("Ann Ek tells:\n- ", 0), 0u) << note;
  EXPECT_NE(note.find(": the customer wrote for the first time\n"), std::string::npos) << note;
  EXPECT_NE(note.find(": Bob Okafor took it in hand\n"), std::string::npos) << note;
}

TEST(Composer, SaysWhichVariableNothingIsCalled) {
  OneTicket h;
  h.driver.fill(Role::multiline, "Reply to the customer", "Hello {{contact.nam}}");
  EXPECT_TRUE(h.driver.says("Nothing is called contact.nam"));
  h.driver.fill(Role::multiline, "Reply to the customer", "Hello {{contact.name}}");
  h.driver.click(Role::button, "Send reply");
  EXPECT_EQ(h.replies.at(0).message.text, "Hello Gina Roth");
}

TEST(Composer, OffersThePeopleWhoAreMentioned) {
  std::size_t typed = 0;
  OneTicket h;
  const Workspace& workspace = h.replica.confirmed.versions.back()->workspace();
  EXPECT_EQ(find_mentions("ask @bo", workspace, 5, typed), (std::vector<std::string>{"Bob Okafor"}));
  EXPECT_EQ(typed, 3u);
  EXPECT_TRUE(find_mentions("mail bob@acme.example", workspace, 5, typed).empty())
      << "an address is no mention";
  EXPECT_TRUE(find_mentions("@bob has it", workspace, 5, typed).empty()) << "already written";
  h.driver.click(Role::tab, "Note");
  h.driver.fill(Role::multiline, "Internal note", "ask @bo");
  h.driver.click(Role::button, "@Bob Okafor");
  EXPECT_EQ(h.drafts.texts["note/t1"], "ask @Bob Okafor ");
}

TEST(Chain, ShowsWhereItIsWhoWasToldAndWhoComesNext) {
  OneTicket h;
  h.happen(Escalate{"t1", "default", std::nullopt, "No answer"}, bob);
  h.replica.details["t1"].deliveries = {};
  for (const Event& event : h.replica.details["t1"].events) {
    if (std::get_if<Notified>(&event.fact) != nullptr)
      h.replica.details["t1"].deliveries.push_back({event.number, "ann", "email", "delivered", "", false, {}});
  }
  const ChainProgress progress =
      chain_progress(h.ticket("t1"), &h.replica.details["t1"], h.replica.confirmed, h.zone, h.platform.clock);
  ASSERT_EQ(progress.steps.size(), 2u);
  EXPECT_EQ(progress.steps[0].state, StepProgress::State::current);
  ASSERT_EQ(progress.steps[0].people.size(), 1u);
  EXPECT_EQ(progress.steps[0].people[0].name, "Ann Ek");
  EXPECT_EQ(progress.steps[0].people[0].how, "e-mail, delivered");
  EXPECT_EQ(progress.steps[1].state, StepProgress::State::next);
  EXPECT_EQ(progress.steps[1].when, "in 30 min");
  EXPECT_EQ(progress.steps[1].people[0].name, "Olga Brandt");
  EXPECT_EQ(progress.summary, "Waits for somebody to acknowledge; the next tier is told in 30 min");
}

TEST(Chain, AcknowledgedItSaysWhoHasIt) {
  OneTicket h;
  h.happen(Escalate{"t1", "default", std::nullopt, "No answer"}, bob);
  h.happen(Acknowledge{"t1"}, bob);
  const ChainProgress progress =
      chain_progress(h.ticket("t1"), nullptr, h.replica.confirmed, h.zone, h.platform.clock);
  EXPECT_EQ(progress.steps[0].state, StepProgress::State::acknowledged);
  EXPECT_EQ(progress.summary, "Bob Okafor has it in hand");
}

TEST(Conversation, DrawsTheLatestPartOfALongOneOnly) {
  OneTicket h;
  for (int i = 0; i < 500; ++i)
    h.happen(WriteNote{"t1", {"n" + std::to_string(i), "note " + std::to_string(i), {}, "", false}}, bob);
  h.driver.settle();
  EXPECT_LT(h.driver.names(Role::article).size(), 70u);
  EXPECT_TRUE(h.driver.has(Role::button, "Show 120 earlier"));
}

TEST(Palette, ReachesEveryStepOfTheOpenTicketByName) {
  OneTicket h;
  h.driver.press("ctrl+k");
  h.driver.fill(Role::textbox, "Search and commands", "assign bob");
  h.driver.press("Enter");
  EXPECT_EQ(h.ticket("t1").assignee, "bob");
  h.driver.press("ctrl+k");
  h.driver.fill(Role::textbox, "Search and commands", "smoke");
  h.driver.press("Enter");
  EXPECT_EQ(h.platform.location(), "/tickets/2");
}

TEST(Palette, ArrowKeysMoveWhileTheFieldKeepsTheKeyboard) {
  OneTicket h;
  h.driver.press("ctrl+k");
  h.driver.press("ArrowDown");
  EXPECT_EQ(h.shell.palette.chosen, 1);
  h.driver.press("ArrowUp");
  h.driver.press("ArrowUp");
  EXPECT_GT(h.shell.palette.chosen, 5) << "around to the last";
}

}  // namespace
}  // namespace oasis
