// What leaves says what its reader needs, in their language: pages to each tier, answers to customers.
#include "server/notify/letters.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "server/notify/parcel.hpp"
#include "server/store/languages.hpp"
#include "tests/server_unit/notify/delivering.hpp"

namespace oasis::notify {
namespace {

struct Letters : Delivering {
  void SetUp() override {
    Delivering::SetUp();
    nlohmann::json german = nlohmann::json::parse(document);
    german["zone"] = "Europe/Berlin";
    german["customers"] = {
        {{"id", "globex"}, {"name", "Globex"}, {"domains", {"globex.example"}}, {"language", "de"}},
        {{"id", "initech"}, {"name", "Initech"}, {"domains", {"initech.example"}}}};
    german["templates"] = {{{"id", "escalation"},
                            {"subject", "Please look: {{ticket.subject}}"},
                            {"text", "{{user.name}}, {{escalation.reason}}\n{{facts}}"},
                            {"language", {{"de", {{"text", "Bitte kommen, {{user.name}}\n{{facts}}"}}}}}}};
    writer->run([&](Turn& turn) {
      ASSERT_TRUE(turn.adopt_document(german.dump(), engine::Reach::open_tickets, "test").empty());
    });
  }
  void run_as(const Id& user, const Command& command) {
    writer->run([&](Turn& turn) {
      const auto refusal = turn.run(command, Actor{Actor::Kind::user, user, Role::admin});
      ASSERT_FALSE(refusal.has_value()) << refusal->what;
    });
  }
  void write_from(const TicketId& id, const std::string& address) {
    CreateTicket create;
    create.ticket = id;
    create.subject = "Exports fail";
    create.from_email = address;
    create.from_name = "Gina Roth";
    create.channel = "web";
    create.message.id = id + "-first";
    create.message.text = "help";
    writer->run([&](Turn& turn) {
      ASSERT_FALSE(turn.run(create, Actor{Actor::Kind::customer, "", Role::viewer}).has_value());
    });
  }
  /// As the newest message to this person or address leaves.
  Letter newest(const TicketId& ticket, const std::string& to) {
    std::optional<Outgoing> found;
    for (const Outgoing& row : rows(ticket)) {
      if (row.user == to || row.address == to) found = row;
    }
    if (!found) return {};
    Letter letter;
    const auto policies = writer->policies();
    writer->run_store([&](store::Database& database) {
      letter = make_parcel(*found, database, *policies, zones, links, clock.now()).letter;
    });
    return letter;
  }
};

void expect_says(const std::string& text, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST_F(Letters, EachNextTierReadsTheFourLinesThatTheEscalationWasGiven) {
  write_from("t", "gina@globex.example");
  Escalate escalate;
  escalate.ticket = "t";
  escalate.chain = "default";
  escalate.context =
      EscalationContext{"Exports fail since nine", "All of Globex", "Restarted it", "Roll back"};
  run_as("olga", escalate);
  const std::vector<std::string> lines{"Exports fail since nine", "All of Globex", "Restarted it",
                                       "What is expected: Roll back"};
  expect_says(newest("t", "ann").text, lines);
  pass(minutes(31));
  const Letter second = newest("t", "bob");
  expect_says(second.text, lines);
  expect_says(second.text,
              {"What was tried:", "Ann by email", "first response", "> help", "/a/", "- Open ticket #1"});
}

TEST_F(Letters, APageQuotesWhatTheCustomerWroteAndNotWhatTheyQuote) {
  CustomerReply reply;
  reply.ticket = "t";
  reply.message.id = "gmail";
  reply.message.text =
      "It burns again.\n\nOn Fri, 27 Mar 2026 at 13:10, Acme Support <support@acme.example>\nwrote:\n\n> Is "
      "the fire "
      "out?\n>\n> Ann\n\n-- \nGina Roth\nGlobex";
  write_from("t", "gina@globex.example");
  writer->run([&](Turn& turn) {
    ASSERT_FALSE(turn.run(reply, Actor{Actor::Kind::customer, "", Role::viewer}).has_value());
  });
  Escalate escalate;
  escalate.ticket = "t";
  escalate.chain = "default";
  run_as("olga", escalate);
  const std::string page = newest("t", "ann").text;
  expect_says(page, {"The customer's last message:\n> It burns again.\n\n"});
  for (const char* folded : {"Is the fire", "wrote:", "Globex\n>"})
    EXPECT_EQ(page.find(folded), std::string::npos) << folded << "\n" << page;

  reply.message.id = "quotes only";
  reply.message.text = "> Is the fire out?\n> Ann";
  writer->run([&](Turn& turn) {
    ASSERT_FALSE(turn.run(reply, Actor{Actor::Kind::customer, "", Role::viewer}).has_value());
  });
  pass(minutes(31));
  expect_says(newest("t", "bob").text, {"The customer's last message:\n> > Is the fire out?\n> > Ann\n"});
}

TEST_F(Letters, APageIsInTheWorkspacesOwnWordsAndTheReadersLanguage) {
  writer->run([](Turn& turn) { store::set_language(turn.database(), "bob", "de"); });
  phone("t");
  const Letter english = newest("t", "ann");
  EXPECT_EQ(english.subject, "Please look: Printer on fire");
  expect_says(english.text, {"Ann, ", "Who:", "- Acknowledge, escalate or close it"});
  pass(minutes(31));
  expect_says(newest("t", "bob").text, {"Bitte kommen, Bob", "Who:"});
}

TEST_F(Letters, AnAnswerSaysHowItStandsInTheCustomersLanguage) {
  for (const char* address : {"gina@globex.example", "peter@initech.example"}) {
    const TicketId id = std::string("t-") + address[0];
    write_from(id, address);
    SetFields set;
    set.ticket = id;
    set.assignee = "bob";
    run_as("olga", set);
    Reply reply;
    reply.ticket = id;
    reply.message.id = id + "-reply";
    reply.message.text = "x";
    reply.promise = start + hours(2);
    run_as("bob", reply);
  }
  const std::string german = newest("t-g", "gina@globex.example").text;
  expect_says(german,
              {"Stand: Wir sind dran · in den Händen von Bob",
               "Nächste Nachricht bis Fr, 27. März 2026, 17:00 (Europe/Berlin)", "Ihr Ticket: https://"});
  EXPECT_EQ(german.find("Status"), std::string::npos) << german;
  expect_says(newest("t-p", "peter@initech.example").text,
              {"Status: We are working on it · handled by Bob",
               "Next update by Fri 27 Mar 2026, 17:00 (Europe/Berlin)", "Your ticket: https://"});
}

TEST_F(Letters, TheEndAsksForARatingInTheCustomersLanguage) {
  write_from("t", "gina@globex.example");
  SetFields set;
  set.ticket = "t";
  set.status = Status::resolved;
  set.outcome = "Läuft wieder";
  run_as("bob", set);
  const std::string text = newest("t", "gina@globex.example").text;
  expect_says(text, {"Guten Tag Gina Roth,", "wir haben Ihr Anliegen gelöst.", "Ergebnis: Läuft wieder",
                     "Wie waren wir?", "- Sehr gut\n  https://", "?rate=5", "?rate=1", "Stand: Gelöst"});
}

}  // namespace
}  // namespace oasis::notify
