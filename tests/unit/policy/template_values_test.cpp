// What the names of templates mean, in which language, and what `config check` says of unknown ones.
#include "shared/policy/template_values.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"
#include "tests/system_zones.hpp"

namespace oasis {
namespace {

struct TemplateValues : testing::Test {
  Zones zones;
  std::shared_ptr<const Policies> policies;
  Ticket ticket;

  void SetUp() override {
    ASSERT_TRUE(zones.add("Europe/Berlin", test::zone_bytes("Europe/Berlin")).ok());
    auto workspace = read_workspace(nlohmann::json::parse(R"json({
      "name": "Acme", "zone": "Europe/Berlin",
      "users": [{"id": "ann", "name": "Ann Ek", "contacts": {"email": "ann@acme.example"}}],
      "teams": [{"id": "t", "name": "Support"}],
      "customers": [{"id": "globex", "name": "Globex", "language": "pt-BR"}, {"id": "firma", "name": "Firma", "language": "de-AT"},
                    {"id": "other", "name": "Other", "language": "fr"}],
      "templates": [{"id": "hello", "subject": "Hi", "text": "Hello {{customer.name}}",
                     "language": {"de": {"text": "Guten Tag {{customer.name}}"}, "pt-br": {"subject": "Oi", "text": "Olá {{customer.name}}"}}}]
    })json"),
                                    zones);
    ASSERT_TRUE(workspace.ok()) << workspace.error().front().where << workspace.error().front().what;
    policies = *Policies::prepare(std::move(*workspace), zones, 1);
    ticket.number = 1042;
    ticket.customer = "globex";
    ticket.team = "t";
    ticket.assignee = "ann";
    ticket.contact_name = "Gina";
    ticket.created = Instant{1'774'629'000'000};  // 2026-03-27T16:30:00Z
    Clock& resolution = ticket.clocks[static_cast<std::size_t>(ClockKind::resolution)];
    resolution.due = Instant{1'774'632'600'000};
    resolution.target = minutes(90);
  }
  std::string expand(std::string_view text) const {
    return expand_for_ticket(text, ticket, *policies, nullptr);
  }
};

TEST_F(TemplateValues, NamesOfTicketCustomerAgentAndClocks) {
  EXPECT_EQ(expand("#{{ticket.number}} {{customer.name}} {{contact.name}} {{agent.name}} {{ticket.team}}"),
            "#1042 Globex Gina Ann Ek Support");
  EXPECT_EQ(expand("{{clock.resolution.due}}"), "2026-03-27T17:30:00Z");
  EXPECT_EQ(expand("{{clock.resolution.target}} {{clock.resolution.target | duration}}"),
            "1h30m 1 hour 30 minutes");
}

TEST_F(TemplateValues, FiltersPrintInstantsInTheWorkspacesZone) {
  EXPECT_EQ(
      expand(
          "{{clock.resolution.due | local}}, {{clock.resolution.due|date}}, {{clock.resolution.due | time}}"),
      "2026-03-27 18:30, 2026-03-27, 18:30");
  EXPECT_EQ(expand("{{customer.name | upper}} {{customer.name | lower}}"), "GLOBEX globex");
}

TEST_F(TemplateValues, WhatThereIsNotHasADefaultAndDecidesConditions) {
  EXPECT_EQ(expand("{{clock.update.due | local}}"), "-");
  EXPECT_EQ(expand("{{clock.update.due | local | default \"soon\"}}"), "soon");
  EXPECT_EQ(expand("{{context.impact | default \"unknown\"}}"), "unknown");
  EXPECT_EQ(expand("{{if promise.due}}by {{promise.due | time}}{{else}}no promise{{end}}"), "no promise");
  ticket.promise.emplace({Instant{1'774'629'900'000}, std::nullopt, "", false});
  EXPECT_EQ(expand("{{if promise.due}}by {{promise.due | time}}{{else}}no promise{{end}}"), "by 17:45");
}

TEST_F(TemplateValues, UnknownNamesAndFiltersStay) {
  EXPECT_EQ(expand("{{ticket.nmber}} {{ticket.number | loud}}"), "{{ticket.nmber}} {{ticket.number | loud}}");
}

TEST_F(TemplateValues, TheCustomersLanguageChoosesTheText) {
  const Template& hello = *policies->text_template("hello");
  EXPECT_EQ(letter_from(hello, ticket, *policies, nullptr).text, "Olá Globex");
  EXPECT_EQ(letter_from(hello, ticket, *policies, nullptr).subject, "Oi");
  ticket.customer = "firma";
  EXPECT_EQ(letter_from(hello, ticket, *policies, nullptr).text, "Guten Tag Firma") << "de for de-AT";
  EXPECT_EQ(letter_from(hello, ticket, *policies, nullptr).subject, "Hi");
  ticket.customer = "other";
  EXPECT_EQ(letter_from(hello, ticket, *policies, nullptr).text, "Hello Other");
}

TEST_F(TemplateValues, ADocumentsFaultsHaveAJsonPointer) {
  Workspace workspace;
  Template text;
  text.id = "a";
  text.subject = "{{ticket.subject}}";
  text.text = "Hello\n{{contact.nmae}} {{facts}}";
  text.variants.push_back({"de", "", "{{if ticket.number}}"});
  workspace.templates.push_back(text);
  const auto faults = template_faults(workspace);
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].where, "/templates/0/text");
  EXPECT_EQ(faults[0].what, "line 2, column 1: no value \"contact.nmae\"; did you mean \"contact.name\"?");
  EXPECT_EQ(faults[1].where, "/templates/0/language/de/text");
}

TEST_F(TemplateValues, WhatNamesOurReaderFactsTimelineOrDigestIsForOurPeople) {
  const auto for_us = [](const std::string& text) {
    Template source;
    source.id = "a";
    source.text = text;
    Template in_german;
    in_german.id = "a";
    in_german.text = "Hello {{contact.name}}";
    in_german.variants.push_back({"de", "", text});
    EXPECT_EQ(is_for_our_people(source), is_for_our_people(in_german)) << text;
    return is_for_our_people(source);
  };
  for (const char* text : {"{{user.name}}", "{{facts}}", "{{ timeline }}", "{{escalation.reason | upper}}",
                           "{{if digest.waiting}}x{{end}}", "{{digest.now}}"})
    EXPECT_TRUE(for_us(text)) << text;
  for (const char* text : {"{{agent.name}}", "{{context.summary}}", "These are the facts, user.name", ""})
    EXPECT_FALSE(for_us(text)) << text;
}

TEST_F(TemplateValues, ARuleRepliesWithNothingForOurPeopleAndNotesNothingThatItDoesNotKnow) {
  Workspace workspace;
  Template ours;
  ours.id = "vip";
  ours.text = "{{user.name}}, {{facts}}";
  Template theirs;
  theirs.id = "hello";
  theirs.text = "Hello {{contact.name}}";
  Template page;
  page.id = "escalation";
  page.text = "{{ticket.subject}} waits";
  workspace.templates = {theirs, ours, page};
  const auto doing = [](RuleAction::Kind kind, const char* id) {
    RuleAction action;
    action.kind = kind;
    action.subject = id;
    return action;
  };
  Rule rule;
  rule.then = {doing(RuleAction::Kind::reply, "hello"), doing(RuleAction::Kind::note, "vip"),
               doing(RuleAction::Kind::reply, "vip"), doing(RuleAction::Kind::note, "hello"),
               doing(RuleAction::Kind::note, "escalation"), doing(RuleAction::Kind::note, "not there")};
  workspace.rules = {Rule{}, rule};
  const auto faults = template_faults(workspace);
  ASSERT_EQ(faults.size(), 2u);
  EXPECT_EQ(faults[0].where, "/rules/1/then/1/note/template");
  EXPECT_EQ(faults[0].what,
            "The template \"vip\" names what a rule does not know (user.name, escalation.reason, facts, timeline, incident or digest).");
  EXPECT_EQ(faults[1].where, "/rules/1/then/2/reply/template");
  EXPECT_EQ(faults[1].what, "The template \"vip\" is for our own people; a reply goes to the customer.");
}

}  // namespace
}  // namespace oasis
