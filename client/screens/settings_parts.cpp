// See settings_parts.hpp.
#include "client/screens/settings_parts.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "client/replica/wire.hpp"
#include "client/screens/composer.hpp"
#include "client/screens/settings_trial.hpp"
#include "client/screens/settings_words.hpp"
#include "client/ui/widgets.hpp"
#include "client/words/locale.hpp"
#include "client/words/sentences.hpp"
#include "client/words/translated.hpp"
#include "shared/policy/template_values.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using namespace ui;

constexpr std::string_view as_duration = "45s, 30m, 1h30m, 3d";

void draw_person(Desk&, Form& form) {
  form.text("Name"_tr, "/name");
  form.choice("Role"_tr, "/role", {"viewer", "agent", "manager", "admin"});
  form.text("E-mail"_tr, "/contacts/email");
  form.text("SMS number"_tr, "/contacts/sms", "+15550100");
  form.text("Slack member"_tr, "/contacts/slack");
  form.text("ntfy topic"_tr, "/contacts/ntfy");
  form.text("Time zone"_tr, "/zone", "Europe/Berlin; empty is the workspace's"_tr);
  form.text("Quiet from"_tr, "/quiet_hours/from", "22:00");
  form.text("Quiet until"_tr, "/quiet_hours/to", "07:00");
  form.list("absence {1}"_tr, "Add absence"_tr, "/away", {{"from", ""}, {"to", ""}}, false,
            [](Form& away, std::size_t) {
              away.text("From"_tr, "/from", "2026-12-24T00:00:00+01:00");
              away.text("Until"_tr, "/to");
            });
  form.references("Sees only teams"_tr, "/scope/teams", "teams");
  form.references("Sees only customers"_tr, "/scope/customers", "customers");
}

void draw_team(Desk&, Form& form) {
  form.text("Name"_tr, "/name");
  form.references("Members"_tr, "/members", "users");
}

/// Who gets the month's report by mail, and when; a look at it, and a test of it.
void draw_service_report(Form& form) {
  Ui& ui = form.screen();
  Card card(ui, {.padding = 12, .gap = 8, .label = "Monthly service report"_tr});
  heading(ui, "Monthly service report"_tr, 3);
  form.texts("Mailed to"_tr, "/service_report/to", "gina, board@globex.example: contacts by id, or addresses"_tr);
  form.number("On day"_tr, "/service_report/day", "of the month after; empty is its first business day"_tr);
  form.text("At"_tr, "/service_report/at", "08:00");
  text(ui, "Nobody in the first field: none is mailed."_tr, {.size = TextSize::small, .tone = Tone::secondary});
  const std::string id = wire::text_of(form.object(), "id");
  Row row(ui, {.wrap = true});
  if (button(ui, "Send me the last month's"_tr, {.icon = Icon::mail, .disabled = id.empty()}))
    form.edit().send_test_report(id);
  if (!id.empty()) link(ui, "Look at it"_tr, "/customers/" + id + "/report");
}

void draw_customer(Desk&, Form& form) {
  form.text("Name"_tr, "/name");
  form.reference("Service level"_tr, "/sla", "slas");
  form.reference("Calendar"_tr, "/calendar", "calendars");
  form.texts("Domains"_tr, "/domains", "Mail from globex.example is theirs"_tr);
  form.texts("Tags"_tr, "/tags", "vip, pilot"_tr);
  form.text("Language"_tr, "/language", "de");
  form.text("Time zone"_tr, "/zone", "Europe/Berlin; empty is that of its calendar"_tr);
  form.list("contact {1}"_tr, "Add contact"_tr, "/contacts", {{"id", ""}, {"name", ""}, {"email", ""}}, false,
            [](Form& contact, std::size_t) {
              contact.text("Id"_tr, "/id");
              contact.text("Name"_tr, "/name");
              contact.text("E-mail"_tr, "/email");
            });
  draw_service_report(form);
}

void draw_level(Desk&, Form& form) {
  form.text("Name"_tr, "/name");
  form.reference("Calendar"_tr, "/calendar", "calendars");
  Ui& ui = form.screen();
  for (const char* priority : {"urgent", "high", "normal", "low"}) {
    const std::string name = name_of_word(priority);
    Card card(ui, {.padding = 12, .gap = 8, .label = name});
    heading(ui, name, 3);
    for (const char* clock : {"first_response", "next_response", "update", "resolution"})
      form.text(name_of_word(clock), std::string("/targets/") + priority + "/" + clock);
  }
  text(ui, "30m, 4h, 2d, or same-day; empty: no clock"_tr, {.size = TextSize::small, .tone = Tone::secondary});
  form.texts("Warn when used"_tr, "/warn_at", "0.5, 0.8: half and four fifths of the time"_tr, true);
  form.words("Rest while"_tr, "/pause_in", {"pending", "on-hold"});
  form.text("Updates promised every"_tr, "/update_every", as_duration);
}

void draw_calendar(Desk&, Form& form) {
  form.text("Name"_tr, "/name");
  form.text("Time zone"_tr, "/zone", "Europe/Berlin; empty is the workspace's"_tr);
  constexpr std::array<const char*, 7> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  for (std::size_t i = 0; i < days.size(); ++i)
    form.hours(locale().weekdays[i], std::string("/hours/") + days[i]);
  text(form.screen(), "09:00-12:00, 13:00-17:00; without any hours it is always open"_tr,
       {.size = TextSize::small, .tone = Tone::secondary});
  form.list("holiday {1}"_tr, "Add holiday"_tr, "/exceptions",
            {{"date", ""}, {"name", ""}, {"hours", json::array()}}, false, [](Form& holiday, std::size_t) {
              if (holiday.object().contains("yearly")) {
                holiday.text("Every year on"_tr, "/yearly", "12-25");
              } else {
                holiday.text("Date"_tr, "/date", "2026-12-25");
              }
              holiday.text("Name"_tr, "/name");
              holiday.hours("Open all the same"_tr, "/hours");
            });
}

void draw_chain(Desk&, Form& form) {
  form.text("Name"_tr, "/name");
  form.number("Start again"_tr, "/repeat", "how many more rounds after the last step"_tr);
  form.text("An acknowledgement lapses after"_tr, "/ack_timeout", as_duration);
  form.text("Updates promised every"_tr, "/update_every", as_duration);
  form.list(
      "step {1}"_tr, "Add step"_tr, "/steps", {{"tier", 1}, {"notify", json::array()}, {"wait", "15m"}}, true,
      [](Form& step, std::size_t) {
        step.number("Tier"_tr, "/tier");
        step.text("Name"_tr, "/name");
        step.targets("Tell"_tr, "/notify");
        step.text("Then wait"_tr, "/wait", as_duration);
        step.choice("Urgency"_tr, "/urgency", {"", "low", "normal", "critical"}, "By the ticket's priority"_tr);
        step.targets("If that reaches nobody"_tr, "/backup");
        step.reference("Waits within"_tr, "/calendar", "calendars");
      });
}

void draw_rule(Desk&, Form& form) {
  form.choice("if|When"_tr, "/on",
              {"created", "updated", "customer_replied", "no_response", "idle", "sla_warning", "sla_breached",
               "dissatisfied", "rated", "reopened", "priority_raised", "promise_broken"});
  const std::string on = wire::text_of(form.object(), "on");
  if (on == "no_response" || on == "idle") {
    form.text("For"_tr, "/for", as_duration);
    form.reference("Within"_tr, "/calendar", "calendars");
  }
  if (on == "sla_warning" || on == "sla_breached")
    form.choice("Clock"_tr, "/clock", {"", "first_response", "next_response", "update", "resolution"}, "Any"_tr);
  if (on == "rated") form.number("At most"_tr, "/at_most");
  if (on == "reopened") form.number("Times"_tr, "/times");
  form.words("Only priority"_tr, "/if/priority", {"low", "normal", "high", "urgent"});
  form.references("Only team"_tr, "/if/team", "teams");
  form.references("Only customer"_tr, "/if/customer", "customers");
  form.texts("Only tag"_tr, "/if/tag");
  form.json_text("All conditions"_tr, "/if");
  form.json_text("Then"_tr, "/then");
}

/// The template as it would read on the newest ticket.
void draw_template_preview(Desk& desk, Form& form) {
  Ui& ui = form.screen();
  const Ticket* newest = nullptr;
  for_each_ticket(desk.replica, [&newest](const Ticket& ticket) {
    if (newest == nullptr || ticket.number > newest->number) newest = &ticket;
  });
  if (newest == nullptr) return;
  const std::string name = phrase("On ticket #{1}"_tr, std::to_string(newest->number));
  Card card(ui, {.padding = 12, .gap = 8, .label = name});
  text(ui, name, {.size = TextSize::small, .tone = Tone::secondary});
  const std::string source = wire::text_of(form.object(), "text");
  Template shown;
  shown.text = source;
  // What has names of its own, as a page or a digest, is filled where it is used; the server knows its faults.
  const std::string unknown = is_for_our_people(shown) ? "" : unknown_names(desk, *newest, source);
  paragraph(ui, expanded(desk, *newest, source));
  if (!unknown.empty())
    text(ui, phrase("Nothing is called {1}"_tr, unknown), {.size = TextSize::small, .tone = Tone::danger});
}

void draw_template(Desk& desk, Form& form) {
  form.text("Name"_tr, "/name");
  form.text("Subject"_tr, "/subject");
  form.long_text("Text"_tr, "/text");
  draw_template_preview(desk, form);
  form.json_text("In other languages"_tr, "/language");
}

void draw_channel(Desk&, Form& form) {
  form.choice("Kind"_tr, "/kind", {"smtp", "sms", "slack", "teams", "ntfy", "webhook"});
  form.json_text("Settings"_tr, "/settings");
  form.text("Secret"_tr, "/secret_ref", "the name of a secret: support-oasis secret set"_tr);
  const bool is_mail = wire::text_of(form.object(), "kind") == "smtp";
  const json& server = form.edit().server();
  if (is_mail && server.is_object() && server.contains("mail_by_command_line") && server["mail_by_command_line"] == true)
    banner(form.screen(), Tone::warning,
           "Mail leaves by what this server was started with, and not by this channel."_tr);
  draw_trial(form.screen(), form.edit(), TrialOf::channel, form.pointer());
}

void draw_mailbox(Desk&, Form& form) {
  form.text("Address"_tr, "/address", "support@acme.example");
  form.json_text("Settings"_tr, "/settings");
  form.text("Secret"_tr, "/secret_ref", "the name of a secret: support-oasis secret set"_tr);
  const std::string trouble = form.edit().mailbox_trouble(wire::text_of(form.object(), "id"));
  if (!trouble.empty()) banner(form.screen(), Tone::warning, phrase("Its last visit failed: {1}"_tr, retold(trouble)));
  draw_trial(form.screen(), form.edit(), TrialOf::mailbox, form.pointer());
}

void draw_webhook(Desk&, Form& form) {
  form.text("Address"_tr, "/url", "https://…");
  form.text("Secret"_tr, "/secret_ref", "the name of a secret: support-oasis secret set"_tr);
  draw_trial(form.screen(), form.edit(), TrialOf::webhook, form.pointer());
}

void draw_playbook(Desk&, Form& form) {
  form.text("Name"_tr, "/name");
  form.text("When to open it"_tr, "/when", "A customer is angry, and you answer next"_tr);
  form.texts("Only at tiers"_tr, "/tiers", "1, 2; empty is every tier"_tr, true);
  form.texts("Only for categories"_tr, "/categories", "outage, security"_tr);
  form.long_text("Text"_tr, "/text");
  text(form.screen(), "## heading, - list, 1. list, > words to say, **bold**"_tr,
       {.size = TextSize::small, .tone = Tone::secondary});
  form.list("question {1}"_tr, "Add question"_tr, "/quiz",
            {{"question", ""}, {"answers", {"Yes", "No"}}, {"right", 0}}, true, [](Form& question, std::size_t) {
              question.text("Question"_tr, "/question");
              question.json_text("Answers"_tr, "/answers");
              question.number("The right one, counted from 0"_tr, "/right");
            });
}

void draw_drill(Desk&, Form& form) {
  form.text("Name"_tr, "/name");
  form.reference("Chain"_tr, "/chain", "chains");
  form.text("Subject"_tr, "/subject");
  form.long_text("Text"_tr, "/text");
  form.choice("Priority"_tr, "/priority", {"low", "normal", "high", "urgent"});
  form.choice("Held"_tr, "/every", {"never", "month", "quarter", "year"});
  form.check("Announced a day before"_tr, "/announced", true);
  form.check("Also outside of working hours"_tr, "/outside_hours");
  form.reference("Working hours"_tr, "/calendar", "calendars");
}

/// Everybody who answers takes a week in turn: the usual beginning, to be changed.
json first_schedule(const json& document) {
  json people = json::array();
  if (const auto users = document.find("users"); users != document.end())
    for (const json& user : *users)
      if (wire::text_of(user, "role") != "viewer") people.push_back(wire::text_of(user, "id"));
  const json turns = {{"kind", "weekly"}, {"every", 1}, {"start", "2026-01-05T09:00:00"}, {"people", std::move(people)}};  // a Monday
  return {{"id", "on-call"}, {"name", "On call"_tr}, {"layers", {{{"priority", 0}, {"rotation", turns}}}}};
}

void draw_schedules(Form& form) {
  Ui& ui = form.screen();
  const auto found = form.object().find("schedules");
  if (found != form.object().end() && !found->empty()) return form.json_text("On-call schedules"_tr, "/schedules");
  Card card(ui, {.padding = 12, .gap = 8, .label = "On-call schedules"_tr});
  heading(ui, "On-call schedules"_tr, 3);
  paragraph(ui,
            "A schedule says who is on call when, in turns that go on by themselves. Without one a chain tells the same people day "
            "and night."_tr,
            {.size = TextSize::small, .tone = Tone::secondary});
  if (button(ui, "Add weekly turns"_tr, {.icon = Icon::plus})) {
    form.object()["schedules"] = json::array({first_schedule(form.object())});
    form.edit().changed();
  }
}

}  // namespace

const std::array<SettingsPart, settings_part_count>& settings_parts() {
  static const std::array<SettingsPart, settings_part_count> parts = {{
      {"people", "People"_kept, "New person"_kept, "users", Icon::user,
       "Who works here, and how each of them is reached."_kept,
       "No people yet"_kept,
       "Without anybody no message reaches anyone, and no ticket has somebody who looks after it."_kept, draw_person,
       R"({"name": "", "role": "agent"})"},
      {"teams", "Teams"_kept, "New team"_kept, "teams", Icon::users,
       "Tickets belong to a team; telling a team tells its members."_kept,
       "No teams yet"_kept,
       "Without one, tickets belong to nobody in particular and each step of a chain names its people one by one."_kept, draw_team,
       R"({"name": "", "members": []})"},
      {"customers", "Customers"_kept, "New customer"_kept, "customers", Icon::star,
       "Whose tickets they are, and what was promised to them."_kept,
       "No customers yet"_kept,
       "Without one, mail still becomes tickets: with the service level of everybody else, and without a customer’s own promises or history."_kept, draw_customer, R"({"name": ""})"},
      {"levels", "Service levels"_kept, "New level"_kept, "slas", Icon::clock,
       "How soon an answer is due, by priority."_kept,
       "No service levels yet"_kept,
       "Without one no clock runs: no ticket is ever near its due time or overdue."_kept, draw_level,
       R"({"name": "", "targets": {"normal": {"first_response": "4h"}}})"},
      {"calendars", "Calendars"_kept, "New calendar"_kept, "calendars", Icon::calendar,
       "Working hours and holidays: clocks run only within them."_kept,
       "No calendars yet"_kept,
       "Without one every hour counts, nights and holidays too."_kept, draw_calendar,
       R"({"name": "", "hours": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]],
       "wed": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}})"},
      {"chains", "Chains"_kept, "New chain"_kept, "chains", Icon::chain,
       "Who is told when nobody answers, step by step."_kept,
       "No chains yet"_kept,
       "Without one nobody is told when a ticket waits."_kept, draw_chain,
       R"({"name": "", "steps": [{"tier": 1, "notify": [], "wait": "15m"}]})"},
      {"rules", "Rules"_kept, "New rule"_kept, "rules", Icon::lightning,
       "What happens by itself, when, and to which tickets."_kept,
       "No rules yet"_kept,
       "Without one no chain starts by itself: everything waits for a person to see it."_kept, draw_rule,
       R"({"on": "created", "then": [{"set": {"priority": "high"}}]})"},
      {"templates", "Templates"_kept, "New template"_kept, "templates", Icon::note,
       "Texts to begin an answer with, and what rules send."_kept,
       "No templates yet"_kept,
       "Without one everybody writes each answer anew."_kept, draw_template,
       R"({"name": "", "text": "Dear {{contact.name}},"})"},
      {"channels", "Channels"_kept, "New channel"_kept, "channels", Icon::send, "Ways by which people are told."_kept,
       "No channels yet"_kept,
       "Without one no text message or chat message leaves, and mail only if its server was named when this one was started."_kept,
       draw_channel, R"({"kind": "smtp", "settings": {}})"},
      {"mailboxes", "Mailboxes"_kept, "New mailbox"_kept, "mailboxes", Icon::mail, "Where customers write to."_kept,
       "No mailboxes yet"_kept,
       "Without one no mail is fetched: customers’ mail becomes a ticket only if a mail server or a provider hands it over."_kept,
       draw_mailbox, R"({"address": "", "settings": {}})"},
      {"playbooks", "Playbooks"_kept, "New playbook"_kept, "playbooks", Icon::note,
       "What to do in a hard moment and how to say it; read before, and beside a ticket."_kept,
       "No playbooks yet"_kept,
       "Without one everybody finds the words alone, when there is least time for it. Training has ten to begin with."_kept, draw_playbook,
       R"({"name": "", "text": "## How"})"},
      {"drills", "Drills"_kept, "New drill"_kept, "drills", Icon::bell,
       "Scripted incidents that go through a real chain, marked DRILL."_kept,
       "No drills yet"_kept,
       "Without one the first real incident is the first test of your chains. Training has a library to begin with."_kept, draw_drill,
       R"({"name": "", "chain": "", "subject": "The lights are out", "priority": "urgent", "every": "quarter",
       "announced": true, "outside_hours": false})"},
      {"webhooks", "Webhooks"_kept, "New webhook"_kept, "webhooks", Icon::external,
       "Other programs that rules may call."_kept,
       "No webhooks yet"_kept,
       "Without one no other program hears when something happens to a ticket."_kept, draw_webhook, R"({"url": "https://"})"},
  }};
  return parts;
}

void draw_workspace_form(Desk&, Form& form) {
  form.text("Name"_tr, "/name");
  form.text("Time zone"_tr, "/zone", "Europe/Berlin");
  form.reference("Service level of everybody else"_tr, "/default_sla", "slas");
  form.reference("Last resort: a person"_tr, "/last_resort/user", "users");
  form.json_text("Limits of load"_tr, "/guards");
  draw_schedules(form);
}

}  // namespace oasis
