// Settings: every part has a form, faults stand where they are, nothing is saved that the server has not
// looked at.
#include <nlohmann/json.hpp>

#include "client/screens/settings_parts.hpp"
#include "shared/codec/workspace.hpp"
#include "tests/client/screens/desk_harness.hpp"

namespace oasis {
namespace {

using nlohmann::json;
using platform::Request;
using platform::Response;
using platform::Role;

json small_document() {
  return json::parse(R"({
    "name": "Acme", "zone": "UTC",
    "users": [{"id": "ann", "name": "Ann", "role": "admin", "contacts": {"email": "ann@acme.example"}},
              {"id": "bob", "name": "Bob"}],
    "teams": [{"id": "net", "name": "Network", "members": ["ann"]}],
    "calendars": [{"id": "office", "hours": {"mon": [["09:00", "12:00"], ["13:00", "17:00"]]},
                   "exceptions": [{"date": "2026-12-25", "name": "Christmas", "hours": []}]}],
    "slas": [{"id": "gold", "targets": {"urgent": {"first_response": "30m"}}, "warn_at": [0.5, 0.8]}],
    "chains": [{"id": "main", "steps": [{"tier": 1, "notify": [{"user": "ann"}], "wait": "15m"},
                                        {"tier": 2, "notify": [{"user": "bob"}], "wait": "30m"}]}],
    "rules": [{"id": "r", "on": "no_response", "for": "1h", "then": [{"escalate": {"chain": "main"}}]}],
    "templates": [{"id": "hello", "text": "Dear {{contact.name}}, {{nonsense}}"}],
    "channels": [{"id": "mail", "kind": "smtp", "settings": {}}],
    "mailboxes": [{"id": "support", "address": "support@acme.example", "settings": {}}],
    "webhooks": [{"id": "hook", "url": "https://hooks.acme.example/in"}]
  })");
}

/// A server that holds a document, and judges drafts as it is told.
struct SettingsDesk : DeskHarness {
  SettingsDesk() {
    platform.screen = {1440, 2600, 1};  // a pointer reaches only what is on it
    platform.net.answer = [this](const Request& request) { return answer(request); };
  }

  Response answer(const Request& request) {
    if (request.method == "GET" && request.url == "/api/v1/config")
      return {200, json({{"version", version},
                         {"document", document},
                         {"changes", {{{"version", 1}, {"at", "2026-03-02T10:00:00Z"}, {"by", "ann"}}}},
                         {"mailboxes", {{"support", "The password is wrong."}}},
                         {"server", server}})
                       .dump()};
    if (request.url == "/api/v1/config/preview") {
      checked = json::parse(request.body)["document"];
      return {200, verdict.dump()};
    }
    if (request.method == "PUT" && request.url == "/api/v1/config") {
      saved = json::parse(request.body);
      if (save_status != 200)
        return {save_status, R"({"error": {"message": "Somebody else has changed it."}})"};
      document = saved["document"];
      return {200, json({{"version", ++version}}).dump()};
    }
    if (request.url.rfind("/api/v1/audit", 0) == 0) {
      audit_asked = request.url;
      return {200, json({{"rows", audit}}).dump()};
    }
    if (request.url == "/api/v1/config/test") {
      tried = json::parse(request.body);
      return {trial_status, trial.dump()};
    }
    reports_sent += request.url == "/api/v1/customers/globex/report/test" ? 1 : 0;
    return {200, "{}"};
  }

  void open(const std::string& address) {
    go(address);
    driver.settle();
  }
  void look() {
    driver.wait(milliseconds(500));
    driver.settle();
  }

  json document = small_document();
  json verdict = {{"open_tickets", 3}, {"due_times_moved", 2}, {"breached_now", 1}, {"gaps", json::array()}};
  json server = {{"address", "https://help.acme.example"}, {"heartbeat", ""}, {"mail_by_command_line", false}};
  json audit = json::array();
  std::string audit_asked;
  json trial = json::object();
  int trial_status = 200;
  json checked, saved, tried;
  int version = 1;
  int save_status = 200;
  int reports_sent = 0;
};

TEST(Settings, AChangeIsLookedAtAndSaved) {
  SettingsDesk desk;
  desk.open("/settings/people/bob");
  EXPECT_EQ(desk.driver.value(Role::textbox, "Name"), "Bob");
  desk.driver.fill(Role::textbox, "Name", "Robert");
  desk.driver.fill(Role::textbox, "E-mail", "bob@acme.example");
  desk.look();
  EXPECT_EQ(desk.checked["users"][1]["name"], "Robert");
  EXPECT_TRUE(
      desk.driver.says("Of 3 open tickets, 2 due times would move, 1 ticket would be overdue at once"));
  desk.driver.click(Role::button, "Save");
  desk.driver.settle();
  EXPECT_EQ(desk.saved["document"]["users"][1]["contacts"], json({{"email", "bob@acme.example"}}));
  EXPECT_EQ(desk.saved["after"], 1);
  EXPECT_EQ(desk.saved["apply"], "new");
  EXPECT_TRUE(desk.driver.says("Saved as version 2"));
  EXPECT_FALSE(desk.driver.has(Role::button, "Save"));
}

TEST(Settings, AFaultStandsBelowItsFieldAndNothingIsSaved) {
  SettingsDesk desk;
  desk.verdict = {{"errors", {{{"where", "/users/1/role"}, {"what", "must be a role"}}}}};
  desk.open("/settings/people/bob");
  desk.driver.fill(Role::textbox, "Name", "Robert");
  desk.look();
  EXPECT_TRUE(desk.driver.says("must be a role"));
  EXPECT_TRUE(desk.driver.has(Role::link, "Robert, has a fault"));
  desk.driver.click(Role::button, "Save");
  EXPECT_TRUE(desk.saved.is_null());
  desk.driver.complaints.clear();  // the button is disabled: that is the point
}

TEST(Settings, DiscardingBringsBackWhatIsInForce) {
  SettingsDesk desk;
  desk.open("/settings/teams/net");
  desk.driver.fill(Role::textbox, "Name", "Net");
  desk.look();
  desk.driver.click(Role::button, "Discard");
  desk.driver.settle();
  EXPECT_EQ(desk.driver.value(Role::textbox, "Name"), "Network");
  EXPECT_TRUE(desk.platform.store.entries.count("workspace-draft") == 0);
}

TEST(Settings, ADraftSurvivesThePage) {
  SettingsDesk desk;
  json draft = small_document();
  draft["name"] = "Acme Support";
  desk.platform.store.entries["workspace-draft"] = json({{"version", 1}, {"document", draft}}).dump();
  desk.open("/settings/workspace");
  desk.look();
  EXPECT_EQ(desk.driver.value(Role::textbox, "Name"), "Acme Support");
  EXPECT_TRUE(desk.driver.has(Role::button, "Save"));
}

TEST(Settings, SomebodyElseWasFaster) {
  SettingsDesk desk;
  desk.save_status = 409;
  desk.open("/settings/people/bob");
  desk.driver.fill(Role::textbox, "Name", "Robert");
  desk.look();
  desk.driver.click(Role::button, "Save");
  desk.driver.settle();
  EXPECT_TRUE(desk.driver.says("Somebody else has changed it."));
  EXPECT_EQ(desk.driver.value(Role::textbox, "Name"), "Robert");
}

TEST(Settings, EveryPartWithoutObjectsSaysWhatItIsForAndOffersTheFirst) {
  SettingsDesk desk;
  for (const SettingsPart& part : settings_parts()) desk.document[part.list] = json::array();
  for (const SettingsPart& part : settings_parts()) {
    SCOPED_TRACE(part.slug);
    desk.open("/settings/" + std::string(part.slug));
    EXPECT_TRUE(desk.driver.has(Role::heading, part.none));
    EXPECT_TRUE(desk.driver.says(std::string(part.sentence) + " " + part.without));
    desk.driver.click(Role::button, std::string(part.new_one) + "…");
    desk.driver.settle();
    EXPECT_TRUE(desk.driver.has(Role::textbox, "Id"));
    desk.driver.click(Role::button, "Cancel");
    desk.driver.settle();
  }
}

TEST(Settings, AChoiceAmongNothingSaysSo) {
  SettingsDesk desk;
  desk.document["teams"] = json::array();
  desk.open("/settings/people/bob");
  EXPECT_TRUE(desk.driver.says("There are none to choose from yet"));
}

TEST(Settings, TheFirstScheduleIsAWeekInTurnForEverybodyWhoAnswers) {
  SettingsDesk desk;
  desk.document = {{"name", "Acme"},
                   {"zone", "UTC"},
                   {"users",
                    {{{"id", "ann"}, {"name", "Ann"}, {"role", "admin"}},
                     {{"id", "bob"}, {"name", "Bob"}},
                     {{"id", "eve"}, {"name", "Eve"}, {"role", "viewer"}}}}};
  desk.open("/settings/workspace");
  desk.driver.click(Role::button, "Add weekly turns");
  desk.look();
  ASSERT_EQ(desk.checked["schedules"].size(), 1u);
  EXPECT_EQ(desk.checked["schedules"][0]["layers"][0]["rotation"]["people"], json({"ann", "bob"}));
  EXPECT_TRUE(read_workspace(desk.checked, desk.zones).ok()) << "a server would take it";
  EXPECT_TRUE(desk.driver.has(Role::multiline, "On-call schedules")) << "and it can be changed";
}

TEST(Settings, AnObjectIsAddedAndRemoved) {
  SettingsDesk desk;
  desk.open("/settings/customers");
  desk.driver.click(Role::button, "New customer…");
  desk.driver.fill(Role::textbox, "Id", "Globex Corp");
  EXPECT_TRUE(desk.driver.says("Small letters, digits and hyphens only"));
  desk.driver.fill(Role::textbox, "Id", "globex");
  desk.driver.click(Role::button, "Add");
  desk.driver.fill(Role::textbox, "Domains", "globex.example, globex.test");
  desk.look();
  EXPECT_EQ(desk.checked["customers"][0],
            json({{"id", "globex"}, {"name", "globex"}, {"domains", {"globex.example", "globex.test"}}}));
  desk.driver.click(Role::button, "Remove");
  desk.look();
  EXPECT_EQ(desk.checked["customers"], json::array());
}

TEST(Settings, ADrillIsAnnouncedUnlessItSaysThatItIsNot) {
  SettingsDesk desk;
  desk.document["drills"] = json::parse(R"([{"id": "fire", "name": "Fire", "chain": "main", "subject": "Fire"}])");
  desk.open("/settings/drills/fire");
  const platform::Node* box = desk.driver.find(Role::checkbox, "Announced a day before");
  ASSERT_NE(box, nullptr);
  EXPECT_TRUE(box->state & platform::state_checked) << "as the document means it";
  desk.driver.click(Role::checkbox, "Announced a day before");
  desk.look();
  EXPECT_EQ(desk.checked["drills"][0]["announced"], false);
}

TEST(Settings, ACustomersServiceReportHasItsRecipientsItsDayAndATest) {
  SettingsDesk desk;
  desk.document["customers"] = {{{"id", "globex"}, {"name", "Globex"}}};
  desk.open("/settings/customers/globex");
  desk.driver.fill(Role::textbox, "Mailed to", "gina, board@globex.example");
  desk.driver.fill(Role::textbox, "On day", "3");
  desk.look();
  EXPECT_EQ(desk.checked["customers"][0]["service_report"],
            (json{{"to", {"gina", "board@globex.example"}}, {"day", 3}}));
  desk.driver.click(Role::button, "Send me the last month's");
  desk.driver.settle();
  EXPECT_EQ(desk.reports_sent, 1);
  EXPECT_TRUE(desk.driver.says("A test is on its way to you"));
  EXPECT_TRUE(desk.driver.has(Role::link, "Look at it"));
  desk.driver.fill(Role::textbox, "Mailed to", "");
  desk.driver.fill(Role::textbox, "On day", "");
  desk.look();
  EXPECT_FALSE(desk.checked["customers"][0].contains("service_report")) << "off again";
}

TEST(Settings, HoursAndHolidaysAreLines) {
  SettingsDesk desk;
  desk.open("/settings/calendars/office");
  EXPECT_EQ(desk.driver.value(Role::textbox, "Monday"), "09:00-12:00, 13:00-17:00");
  desk.driver.fill(Role::textbox, "Tuesday", "10:00-16:00");
  desk.driver.fill(Role::textbox, "Monday", "");
  desk.driver.click(Role::button, "Add holiday");
  desk.look();
  const json& calendar = desk.checked["calendars"][0];
  EXPECT_EQ(calendar["hours"], json::parse(R"({"tue": [["10:00", "16:00"]]})"));
  EXPECT_EQ(calendar["exceptions"].size(), 2u);
}

TEST(Settings, HolidaysOfARegionComeFromAFile) {
  SettingsDesk desk;
  desk.open("/settings/calendars/office");
  EXPECT_EQ(desk.platform.files_go_to, "/api/v1/calendars/office/holidays");
  desk.driver.click(Role::button, "Holidays from a file…");
  EXPECT_EQ(desk.platform.file_dialogs, 1);
  desk.platform.pending.uploads.push_back({1, desk.platform.files_go_to, "berlin.ics", 200, 100, R"({"days": 12, "added": 10})"});
  desk.draw_frame();
  desk.driver.settle();
  EXPECT_TRUE(desk.driver.says("12 days off in berlin.ics, 10 of them new"));
  desk.platform.pending.uploads.push_back({2, desk.platform.files_go_to, "x.ics", 400, 100, R"({"error": {"code": "bad_request", "message": "Line 3 is no date."}})"});
  desk.draw_frame();
  desk.driver.settle();
  EXPECT_TRUE(desk.driver.says("x.ics was not read: Line 3 is no date."));
}

TEST(Settings, TheStepsOfAChainAreMoved) {
  SettingsDesk desk;
  desk.open("/settings/chains/main");
  desk.driver.click(Role::button, "Move down");
  desk.look();
  EXPECT_EQ(desk.checked["chains"][0]["steps"][0]["wait"], "30m");
  EXPECT_EQ(desk.checked["chains"][0]["steps"][1]["wait"], "15m");
}

TEST(Settings, TextThatIsNoJsonIsNotTaken) {
  SettingsDesk desk;
  desk.open("/settings/rules/r");
  desk.driver.fill(Role::multiline, "Then", "[{\"escalate\": ");
  EXPECT_TRUE(desk.driver.says("This is no JSON yet"));
  desk.driver.fill(Role::multiline, "Then", "[{\"webhook\": {\"url\": \"x\"}}]");
  desk.look();
  EXPECT_EQ(desk.checked["rules"][0]["then"], json::parse(R"([{"webhook": {"url": "x"}}])"));
}

TEST(Settings, ARuleIsListedByWhatSetsItOff) {
  SettingsDesk desk;
  Workspace workspace = desk.replica.confirmed.versions.back()->workspace();
  Rule rule;
  rule.id = "r";
  rule.condition.priority = {Priority::urgent};
  workspace.rules = {rule};
  desk.replica.confirmed.versions = {*Policies::prepare(workspace, desk.zones, 1)};
  desk.document["rules"].push_back({{"id", "new"}, {"on", "idle"}, {"then", json::array()}});
  desk.open("/settings/rules");
  EXPECT_TRUE(desk.driver.has(Role::link, "Opened, urgent (r)"));
  EXPECT_TRUE(desk.driver.has(Role::link, "new")) << "not in force yet";
}

TEST(Settings, ATemplateIsSeenOnATicket) {
  SettingsDesk desk;
  desk.open_ticket("t-1", "Printer");
  desk.open("/settings/templates/hello");
  EXPECT_TRUE(desk.driver.says("Dear Gina Roth,"));
  EXPECT_TRUE(desk.driver.says("Nothing is called nonsense"));
}

TEST(Settings, AChannelIsTriedAsTheDraftHasIt) {
  SettingsDesk desk;
  desk.open("/settings/channels/mail");
  desk.driver.fill(Role::textbox, "Secret", "mail-password");
  desk.trial = {{"works", true}, {"to", "ann@acme.example"}, {"said", ""}};
  desk.driver.click(Role::button, "Send me a test");
  desk.driver.settle();
  EXPECT_EQ(desk.tried["at"], "/channels/0");
  EXPECT_EQ(desk.tried["document"]["channels"][0]["secret_ref"], "mail-password") << "what is not saved yet";
  EXPECT_TRUE(desk.saved.is_null());
  EXPECT_TRUE(desk.driver.says("It works"));
  EXPECT_TRUE(desk.driver.says("It was handed over for ann@acme.example."));
  desk.driver.fill(Role::textbox, "Secret", "another");
  desk.driver.settle();
  EXPECT_FALSE(desk.driver.says("It works")) << "that was another draft";
}

TEST(Settings, WhatDoesNotWorkSaysWhatWasTriedWhatCameBackAndWhatToDo) {
  SettingsDesk desk;
  desk.trial = {{"works", false}, {"to", "support, imap.acme.example:993"}, {"said", "The mail server refused the sign-in: check user name and password."}};
  desk.open("/settings/mailboxes/support");
  EXPECT_TRUE(desk.driver.says("Its last visit failed: The password is wrong."));
  desk.driver.click(Role::button, "Look into it now");
  desk.driver.settle();
  EXPECT_TRUE(desk.driver.says("It does not work"));
  EXPECT_TRUE(desk.driver.says("Tried with support, imap.acme.example:993: The mail server refused the sign-in: check user name and password."));
  EXPECT_TRUE(desk.driver.says("Compare host, port, user and folder with what the provider says"));
  desk.trial = {{"works", true}, {"to", "support, imap.acme.example:993"}, {"said", ""}, {"unread", 1}};
  desk.driver.click(Role::button, "Look into it now");
  desk.driver.settle();
  EXPECT_TRUE(desk.driver.says("1 mail is unread there."));
}

TEST(Settings, ATestThatTheServerRefusesSaysWhy) {
  SettingsDesk desk;
  desk.trial_status = 422;
  desk.trial = {{"error", {{"message", "must be a web address"}}}};
  desk.open("/settings/webhooks/hook");
  desk.driver.click(Role::button, "Call it with a test");
  desk.driver.settle();
  EXPECT_TRUE(desk.driver.says("Not tried"));
  EXPECT_TRUE(desk.driver.says("must be a web address"));
}

TEST(Settings, TheServersOwnAddressesAreTriedFromTheOverview) {
  SettingsDesk desk;
  desk.open("/settings");
  EXPECT_TRUE(desk.driver.says("https://help.acme.example"));
  EXPECT_TRUE(desk.driver.says("If this server stops, nobody is told"));
  EXPECT_FALSE(desk.driver.has(Role::button, "Test the watch"));
  desk.trial = {{"works", true}, {"to", "help.acme.example"}, {"said", ""}};
  desk.driver.click(Role::button, "Test this address");
  desk.driver.settle();
  EXPECT_EQ(desk.tried["at"], "/server/address");
  EXPECT_TRUE(desk.driver.says("This server finds itself at help.acme.example."));
}

TEST(Settings, TheAuditLogSaysWhoDidWhatAndShowsOlderRowsWhenAsked) {
  SettingsDesk desk;
  for (int n = 51; n > 1; --n)
    desk.audit.push_back({{"n", n}, {"at", "2026-03-02T10:00:00Z"}, {"actor", "ann"}, {"address", "10.0.0.7"}, {"action", "document_changed"}, {"subject", std::to_string(n)}, {"detail", ""}});
  desk.open("/settings/audit");
  EXPECT_TRUE(desk.driver.says("Document changed · 51"));
  EXPECT_TRUE(desk.driver.says("Ann Ek · 10.0.0.7"));
  desk.audit = {{{"n", 1}, {"at", "2026-03-01T10:00:00Z"}, {"actor", ""}, {"address", ""}, {"action", "first_admin"}, {"subject", "ann"}, {"detail", ""}}};
  desk.driver.click(Role::button, "Show older");
  desk.driver.settle();
  EXPECT_EQ(desk.audit_asked, "/api/v1/audit?before=2");
  EXPECT_TRUE(desk.driver.says("First admin · ann"));
  EXPECT_TRUE(desk.driver.says("Document changed · 51"));
  EXPECT_FALSE(desk.driver.has(Role::button, "Show older")) << "that was all";
}

TEST(Settings, ABackupIsMadeFromTheOverview) {
  SettingsDesk desk;
  desk.open("/settings");
  EXPECT_TRUE(desk.driver.says("None yet"));
  desk.trial = {{"works", false}, {"to", "backup"}, {"said", "The disk is full."}};
  desk.driver.click(Role::button, "Make one now");
  desk.driver.settle();
  EXPECT_EQ(desk.tried["at"], "/server/backup");
  EXPECT_TRUE(desk.driver.says("Tried with backup: The disk is full."));
}

TEST(Settings, MailThatTheCommandLineSendsIsSaidAtTheChannel) {
  SettingsDesk desk;
  desk.server["mail_by_command_line"] = true;
  desk.open("/settings/channels/mail");
  EXPECT_TRUE(desk.driver.says("Mail leaves by what this server was started with"));
}

TEST(Settings, OnlyAdministratorsChangeAnything) {
  SettingsDesk desk;
  desk.replica.me.role = oasis::Role::agent;
  desk.open("/settings/people/bob");
  EXPECT_FALSE(desk.driver.has(Role::textbox, "Name"));
  EXPECT_TRUE(desk.driver.has(Role::heading, "This browser"));
}

}  // namespace
}  // namespace oasis
