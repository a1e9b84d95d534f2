// See settings_parts.hpp.
#include "client/screens/settings_parts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "client/replica/wire.hpp"
#include "client/screens/composer.hpp"
#include "client/ui/widgets.hpp"
#include "shared/policy/template_values.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using namespace ui;

constexpr std::string_view as_duration = "45s, 30m, 1h30m, 3d";

void draw_person(Desk&, Form& form) {
  form.text("Name", "/name");
  form.choice("Role", "/role", {"viewer", "agent", "manager", "admin"});
  form.text("E-mail", "/contacts/email");
  form.text("SMS number", "/contacts/sms", "+15550100");
  form.text("Slack member", "/contacts/slack");
  form.text("ntfy topic", "/contacts/ntfy");
  form.text("Time zone", "/zone", "Europe/Berlin; empty is the workspace's");
  form.text("Quiet from", "/quiet_hours/from", "22:00");
  form.text("Quiet until", "/quiet_hours/to", "07:00");
  form.list("absence", "/away", {{"from", ""}, {"to", ""}}, false, [](Form& away, std::size_t) {
    away.text("From", "/from", "2026-12-24T00:00:00+01:00");
    away.text("Until", "/to");
  });
  form.references("Sees only teams", "/scope/teams", "teams");
  form.references("Sees only customers", "/scope/customers", "customers");
}

void draw_team(Desk&, Form& form) {
  form.text("Name", "/name");
  form.references("Members", "/members", "users");
}

/// Who gets the month's report by mail, and when; a look at it, and a test of it.
void draw_service_report(Form& form) {
  Ui& ui = form.screen();
  Card card(ui, {.padding = 12, .gap = 8, .label = "Monthly service report"});
  heading(ui, "Monthly service report", 3);
  form.texts("Mailed to", "/service_report/to", "gina, board@globex.example: contacts by id, or addresses");
  form.number("On day", "/service_report/day", "of the month after; empty is its first business day");
  form.text("At", "/service_report/at", "08:00");
  text(ui, "Nobody in the first field: none is mailed.", {.size = TextSize::small, .tone = Tone::secondary});
  const std::string id = wire::text_of(form.object(), "id");
  Row row(ui, {.wrap = true});
  if (button(ui, "Send me the last month's", {.icon = Icon::mail, .disabled = id.empty()}))
    form.edit().send_test_report(id);
  if (!id.empty()) link(ui, "Look at it", "/customers/" + id + "/report");
}

void draw_customer(Desk&, Form& form) {
  form.text("Name", "/name");
  form.reference("Service level", "/sla", "slas");
  form.reference("Calendar", "/calendar", "calendars");
  form.texts("Domains", "/domains", "Mail from globex.example is theirs");
  form.texts("Tags", "/tags", "vip, pilot");
  form.text("Language", "/language", "de");
  form.text("Time zone", "/zone", "Europe/Berlin; empty is that of its calendar");
  form.list("contact", "/contacts", {{"id", ""}, {"name", ""}, {"email", ""}}, false,
            [](Form& contact, std::size_t) {
              contact.text("Id", "/id");
              contact.text("Name", "/name");
              contact.text("E-mail", "/email");
            });
  draw_service_report(form);
}

void draw_level(Desk&, Form& form) {
  form.text("Name", "/name");
  form.reference("Calendar", "/calendar", "calendars");
  Ui& ui = form.screen();
  constexpr std::pair<const char*, const char*> priorities[] = {
      {"urgent", "Urgent"}, {"high", "High"}, {"normal", "Normal"}, {"low", "Low"}};
  constexpr std::pair<const char*, const char*> clocks[] = {{"first_response", "First response"},
                                                            {"next_response", "Next response"},
                                                            {"update", "Update"},
                                                            {"resolution", "Resolution"}};
  for (const auto& [priority, name] : priorities) {
    Card card(ui, {.padding = 12, .gap = 8, .label = name});
    heading(ui, name, 3);
    for (const auto& [clock, label] : clocks)
      form.text(label, std::string("/targets/") + priority + "/" + clock);
  }
  text(ui, "30m, 4h, 2d, or same-day; empty: no clock", {.size = TextSize::small, .tone = Tone::secondary});
  form.texts("Warn when used", "/warn_at", "0.5, 0.8: half and four fifths of the time", true);
  form.words("Rest while", "/pause_in", {"pending", "on-hold"});
  form.text("Updates promised every", "/update_every", as_duration);
}

void draw_calendar(Desk&, Form& form) {
  form.text("Name", "/name");
  form.text("Time zone", "/zone", "Europe/Berlin; empty is the workspace's");
  constexpr std::pair<const char*, const char*> days[] = {
      {"mon", "Monday"}, {"tue", "Tuesday"},  {"wed", "Wednesday"}, {"thu", "Thursday"},
      {"fri", "Friday"}, {"sat", "Saturday"}, {"sun", "Sunday"}};
  for (const auto& [day, name] : days) form.hours(name, std::string("/hours/") + day);
  text(form.screen(), "09:00-12:00, 13:00-17:00; without any hours it is always open",
       {.size = TextSize::small, .tone = Tone::secondary});
  form.list("holiday", "/exceptions", {{"date", ""}, {"name", ""}, {"hours", json::array()}}, false,
            [](Form& holiday, std::size_t) {
              if (holiday.object().contains("yearly")) {
                holiday.text("Every year on", "/yearly", "12-25");
              } else {
                holiday.text("Date", "/date", "2026-12-25");
              }
              holiday.text("Name", "/name");
              holiday.hours("Open all the same", "/hours");
            });
}

void draw_chain(Desk&, Form& form) {
  form.text("Name", "/name");
  form.number("Start again", "/repeat", "how many more rounds after the last step");
  form.text("An acknowledgement lapses after", "/ack_timeout", as_duration);
  form.text("Updates promised every", "/update_every", as_duration);
  form.list(
      "step", "/steps", {{"tier", 1}, {"notify", json::array()}, {"wait", "15m"}}, true,
      [](Form& step, std::size_t) {
        step.number("Tier", "/tier");
        step.text("Name", "/name");
        step.targets("Tell", "/notify");
        step.text("Then wait", "/wait", as_duration);
        step.choice("Urgency", "/urgency", {"", "low", "normal", "critical"}, "By the ticket's priority");
        step.targets("If that reaches nobody", "/backup");
        step.reference("Waits within", "/calendar", "calendars");
      });
}

void draw_rule(Desk&, Form& form) {
  form.choice("When", "/on",
              {"created", "updated", "customer_replied", "no_response", "idle", "sla_warning", "sla_breached",
               "dissatisfied", "rated", "reopened", "priority_raised", "promise_broken"});
  const std::string on = wire::text_of(form.object(), "on");
  if (on == "no_response" || on == "idle") {
    form.text("For", "/for", as_duration);
    form.reference("Within", "/calendar", "calendars");
  }
  if (on == "sla_warning" || on == "sla_breached")
    form.choice("Clock", "/clock", {"", "first_response", "next_response", "update", "resolution"}, "Any");
  if (on == "rated") form.number("At most", "/at_most");
  if (on == "reopened") form.number("Times", "/times");
  form.words("Only priority", "/if/priority", {"low", "normal", "high", "urgent"});
  form.references("Only team", "/if/team", "teams");
  form.references("Only customer", "/if/customer", "customers");
  form.texts("Only tag", "/if/tag");
  form.json_text("All conditions", "/if");
  form.json_text("Then", "/then");
}

/// The template as it would read on the newest ticket.
void draw_template_preview(Desk& desk, Form& form) {
  Ui& ui = form.screen();
  const Ticket* newest = nullptr;
  for_each_ticket(desk.replica, [&newest](const Ticket& ticket) {
    if (newest == nullptr || ticket.number > newest->number) newest = &ticket;
  });
  if (newest == nullptr) return;
  const std::string name = "On ticket #" + std::to_string(newest->number);
  Card card(ui, {.padding = 12, .gap = 8, .label = name});
  text(ui, name, {.size = TextSize::small, .tone = Tone::secondary});
  const std::string source = wire::text_of(form.object(), "text");
  Template shown;
  shown.text = source;
  // What has names of its own, as a page or a digest, is filled where it is used; the server knows its faults.
  const std::string unknown = is_for_our_people(shown) ? "" : unknown_names(desk, *newest, source);
  paragraph(ui, expanded(desk, *newest, source));
  if (!unknown.empty())
    text(ui, "Nothing is called " + unknown, {.size = TextSize::small, .tone = Tone::danger});
}

void draw_template(Desk& desk, Form& form) {
  form.text("Name", "/name");
  form.text("Subject", "/subject");
  form.long_text("Text", "/text");
  draw_template_preview(desk, form);
  form.json_text("In other languages", "/language");
}

void draw_channel(Desk&, Form& form) {
  form.choice("Kind", "/kind", {"smtp", "sms", "slack", "teams", "ntfy", "webhook"});
  form.json_text("Settings", "/settings");
  form.text("Secret", "/secret_ref", "the name of a secret: support-oasis secret set");
  std::string via = wire::text_of(form.object(), "kind");
  if (via == "smtp") via = "email";
  if (button(form.screen(), "Send me a test", {.icon = Icon::bell, .disabled = via.empty()}))
    form.edit().send_test(via);
}

void draw_mailbox(Desk&, Form& form) {
  form.text("Address", "/address", "support@acme.example");
  form.json_text("Settings", "/settings");
  form.text("Secret", "/secret_ref", "the name of a secret: support-oasis secret set");
  const std::string trouble = form.edit().mailbox_trouble(wire::text_of(form.object(), "id"));
  if (!trouble.empty()) banner(form.screen(), Tone::warning, "Its last visit failed: " + trouble);
}

void draw_webhook(Desk&, Form& form) {
  form.text("Address", "/url", "https://…");
  form.text("Secret", "/secret_ref", "the name of a secret: support-oasis secret set");
}

void draw_playbook(Desk&, Form& form) {
  form.text("Name", "/name");
  form.text("When to open it", "/when", "A customer is angry, and you answer next");
  form.texts("Only at tiers", "/tiers", "1, 2; empty is every tier", true);
  form.texts("Only for categories", "/categories", "outage, security");
  form.long_text("Text", "/text");
  text(form.screen(), "## heading, - list, 1. list, > words to say, **bold**",
       {.size = TextSize::small, .tone = Tone::secondary});
  form.list("question", "/quiz", {{"question", ""}, {"answers", {"Yes", "No"}}, {"right", 0}}, true,
            [](Form& question, std::size_t) {
              question.text("Question", "/question");
              question.json_text("Answers", "/answers");
              question.number("The right one, counted from 0", "/right");
            });
}

void draw_drill(Desk&, Form& form) {
  form.text("Name", "/name");
  form.reference("Chain", "/chain", "chains");
  form.text("Subject", "/subject");
  form.long_text("Text", "/text");
  form.choice("Priority", "/priority", {"low", "normal", "high", "urgent"});
  form.choice("Held", "/every", {"never", "month", "quarter", "year"});
  form.check("Announced a day before", "/announced");
  form.check("Also outside of working hours", "/outside_hours");
  form.reference("Working hours", "/calendar", "calendars");
}

}  // namespace

const std::array<SettingsPart, settings_part_count>& settings_parts() {
  static const std::array<SettingsPart, settings_part_count> parts = {{
      {"people", "People", "person", "users", Icon::user, "Who works here, and how each of them is reached.",
       draw_person, R"({"name": "", "role": "agent"})"},
      {"teams", "Teams", "team", "teams", Icon::users,
       "Tickets belong to a team; telling a team tells its members.", draw_team,
       R"({"name": "", "members": []})"},
      {"customers", "Customers", "customer", "customers", Icon::star,
       "Whose tickets they are, and what was promised to them.", draw_customer, R"({"name": ""})"},
      {"levels", "Service levels", "level", "slas", Icon::clock, "How soon an answer is due, by priority.",
       draw_level, R"({"name": "", "targets": {"normal": {"first_response": "4h"}}})"},
      {"calendars", "Calendars", "calendar", "calendars", Icon::calendar,
       "Working hours and holidays: clocks run only within them.", draw_calendar,
       R"({"name": "", "hours": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]],
       "wed": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}})"},
      {"chains", "Chains", "chain", "chains", Icon::chain, "Who is told when nobody answers, step by step.",
       draw_chain, R"({"name": "", "steps": [{"tier": 1, "notify": [], "wait": "15m"}]})"},
      {"rules", "Rules", "rule", "rules", Icon::lightning,
       "What happens by itself, when, and to which tickets.", draw_rule,
       R"({"on": "created", "then": [{"set": {"priority": "high"}}]})"},
      {"templates", "Templates", "template", "templates", Icon::note,
       "Texts to begin an answer with, and what rules send.", draw_template,
       R"({"name": "", "text": "Dear {{contact.name}},"})"},
      {"channels", "Channels", "channel", "channels", Icon::send, "Ways by which people are told.",
       draw_channel, R"({"kind": "smtp", "settings": {}})"},
      {"mailboxes", "Mailboxes", "mailbox", "mailboxes", Icon::mail, "Where customers write to.",
       draw_mailbox, R"({"address": "", "settings": {}})"},
      {"playbooks", "Playbooks", "playbook", "playbooks", Icon::note,
       "What to do in a hard moment and how to say it; read before, and beside a ticket.", draw_playbook,
       R"({"name": "", "text": "## How"})"},
      {"drills", "Drills", "drill", "drills", Icon::bell,
       "Scripted incidents that go through a real chain, marked DRILL.", draw_drill,
       R"({"name": "", "chain": "", "subject": "The lights are out", "priority": "urgent", "every": "quarter",
       "announced": true, "outside_hours": false})"},
      {"webhooks", "Webhooks", "webhook", "webhooks", Icon::external, "Other programs that rules may call.",
       draw_webhook, R"({"url": "https://"})"},
  }};
  return parts;
}

void draw_workspace_form(Desk&, Form& form) {
  form.text("Name", "/name");
  form.text("Time zone", "/zone", "Europe/Berlin");
  form.reference("Service level of everybody else", "/default_sla", "slas");
  form.reference("Told when nobody else is reached: a person", "/last_resort/user", "users");
  form.json_text("Limits of load", "/guards");
  form.json_text("On-call schedules", "/schedules");
}

}  // namespace oasis
