// The workspace document: complete round trip, and faults that name their place.
#include "shared/codec/workspace.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "tests/system_zones.hpp"

namespace oasis {
namespace {

using nlohmann::json;

Zones some_zones() {
  Zones zones;
  for (const char* name : {"Europe/Berlin", "Europe/Stockholm", "Asia/Tokyo"})
    (void)zones.add(name, test::zone_bytes(name));
  return zones;
}

/// Every member that a document can have, at least once.
const char* const complete = R"({
  "name": "Acme Support", "zone": "Europe/Berlin", "last_resort": {"user": "olga"}, "default_sla": "standard",
  "users": [
    {"id": "ann", "name": "Ann Ek", "role": "agent", "zone": "Europe/Stockholm",
     "contacts": {"email": "ann@acme.example", "sms": "+46700000001", "slack": "U01"},
     "notify": {"critical": [{"via": "email", "after": "0s"}, {"via": "slack", "after": "5m"}],
                "normal": [{"via": "email", "after": "0s"}],
                "low": [{"digest": "daily", "at": "09:00"}, {"digest": "weekly", "day": "fri", "at": "16:30"}]},
     "quiet_hours": {"from": "22:00", "to": "07:00"},
     "away": [{"from": "2026-07-01T00:00:00Z", "to": "2026-07-15T00:00:00Z"}]},
    {"id": "bob", "name": "bob", "role": "viewer"},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example"}}],
  "teams": [{"id": "support", "name": "Support", "members": ["ann"]}],
  "customers": [{"id": "globex", "name": "Globex", "zone": "Asia/Tokyo", "sla": "standard", "calendar": "office", "tags": ["vip"],
                 "domains": ["globex.example"],
                 "contacts": [{"id": "gina", "name": "Gina Roth", "email": "gina@globex.example"}],
                 "service_report": {"to": ["gina", "board@globex.example"], "day": 3, "at": "07:30"}}],
  "calendars": [{"id": "office", "name": "office", "zone": "Asia/Tokyo",
                 "hours": {"mon": [["09:00", "12:30"], ["13:00", "24:00"]], "tue": [["22:00", "06:00"]]},
                 "exceptions": [{"date": "2026-12-25", "name": "Christmas", "hours": []},
                                {"yearly": "05-01", "hours": [["09:00", "12:00"]]}]},
                {"id": "always", "name": "always"}],
  "slas": [{"id": "standard", "name": "standard", "calendar": "office", "warn_at": [0.5, 0.9],
            "pause_in": ["pending", "on-hold"],
            "targets": {"urgent": {"first_response": "15m", "next_response": "30m", "update": "1h", "resolution": "1h"},
                        "low": {"first_response": "same-day"}}}],
  "schedules": [{"id": "tier-1", "name": "tier-1", "zone": "Europe/Berlin",
                 "layers": [{"priority": 3,
                             "rotation": {"kind": "weekly", "every": 2, "start": "2026-01-05T09:00:00", "people": ["ann", "bob"]},
                             "windows": [{"days": ["mon", "sun"], "from": "09:00", "to": "24:00"}]}],
                 "overrides": [{"from": "2026-03-28T00:00:00Z", "to": "2026-03-29T00:00:00Z", "remove": "ann", "add": "bob"}],
                 "swaps": [{"from": "2026-03-28T00:00:00Z", "to": "2026-03-29T00:00:00Z", "user": "ann", "taken_by": "bob"}],
                 "fixed": [{"from": "2026-12-24T00:00:00Z", "to": "2026-12-27T00:00:00Z",
                            "shifts": [{"user": "bob", "from": "2026-12-24T00:00:00Z", "to": "2026-12-27T00:00:00Z"}]}]}],
  "chains": [{"id": "default", "name": "default", "repeat": 1, "ack_timeout": "1h",
              "steps": [{"tier": 1, "name": "Support", "notify": [{"schedule": "tier-1"}], "backup": [{"team": "support"}],
                         "wait": "30m", "calendar": "office"},
                        {"tier": 3, "notify": [{"user": "olga"}], "urgency": "critical", "wait": "0s"}]}],
  "rules": [{"id": "a", "on": "no_response", "for": "30m", "calendar": "office", "then": [{"escalate": {"chain": "default"}}]},
            {"id": "b", "on": "sla_breached", "clock": "resolution",
             "if": {"priority": ["high"], "status": ["on-hold"], "customer": ["globex"], "customer_tag": ["vip"],
                    "team": ["support"], "tier": [2], "tag": ["x"], "category": ["c"], "channel": ["email"],
                    "text_contains": ["fire"], "within": "office"},
             "then": [{"escalate": {"chain": "default", "tier": 3}}, {"set": {"priority": "high", "status": "open",
                      "team": "support", "assignee": "", "tags": ["a"]}},
                      {"notify": {"schedule": "tier-1", "urgency": "low"}}, {"reply": {"template": "t"}},
                      {"note": {"template": "t"}}, {"webhook": {"url": "w"}}]},
            {"id": "c", "on": "rated", "at_most": 3, "then": []}, {"id": "d", "on": "reopened", "times": 2, "then": []}],
  "templates": [{"id": "t", "name": "T", "subject": "S", "text": "Hello {{contact.name}}"}],
  "webhooks": [{"id": "w", "url": "https://hooks.example/x", "secret_ref": "hook"}],
  "mailboxes": [{"id": "m", "address": "help@acme.example", "settings": {"folder": "INBOX"}, "secret_ref": "imap"}],
  "channels": [{"id": "s", "kind": "smtp", "settings": {"from": "help@acme.example", "host": "mail.acme.example"}, "secret_ref": "smtp"}],
  "drills": [{"id": "fire", "name": "Fire", "chain": "default", "subject": "The printer burns", "text": "Smoke.",
              "priority": "high", "every": "month", "announced": false, "outside_hours": true, "calendar": "office"}],
  "playbooks": [{"id": "calm", "name": "Calming", "when": "Somebody is angry", "tiers": [1, 2], "categories": ["complaint"],
                 "text": "## How", "quiz": [{"question": "First?", "answers": ["Listen", "Explain"], "right": 0}]}],
  "guards": {"longest_run": "84h", "nights_in_a_row": 7, "hours_a_week": 84, "shortest_rest": "11h",
             "pages_a_shift": 20, "hard": true}
})";

std::vector<std::string> faults_of(const json& document) {
  std::vector<std::string> lines;
  const auto workspace = read_workspace(document, some_zones());
  if (workspace.ok()) return lines;
  for (const Error& error : workspace.error()) lines.push_back(error.where + ": " + error.what);
  return lines;
}

std::vector<std::string> faults_of(const char* text) {
  return faults_of(json::parse(text));
}

using Lines = std::vector<std::string>;

TEST(WorkspaceDocument, ACompleteDocumentIsWrittenAsItWasRead) {
  const json document = json::parse(complete);
  const auto workspace = read_workspace(document, some_zones());
  ASSERT_TRUE(workspace.ok()) << workspace.error().front().where << " " << workspace.error().front().what;
  EXPECT_EQ(write_workspace(*workspace), document);
}

TEST(WorkspaceDocument, ReadingWhatWasWrittenGivesTheSameWorkspace) {
  const auto workspace = read_workspace(json::parse(complete), some_zones());
  ASSERT_TRUE(workspace.ok());
  const auto again = read_workspace(write_workspace(*workspace), some_zones());
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(*again, *workspace);
}

TEST(WorkspaceDocument, AnEmptyObjectIsAWorkspace) {
  EXPECT_EQ(faults_of("{}"), Lines{});
}

TEST(WorkspaceDocument, EveryMemberOfAWrongTypeIsAFaultAndNeverACrash) {
  const json document = json::parse(complete);
  const std::vector<json> wrong = {nullptr,         true, 1, -1.5, "x", json::array(), json::object(),
                                   json::array({1})};
  const json flat = document.flatten();
  std::set<std::string> places;  // every member and every object or list that holds it, once
  for (const auto& [path, value] : flat.items()) {
    for (json::json_pointer place(path); !place.empty(); place = place.parent_pointer())
      places.insert(place.to_string());
  }
  for (const std::string& place : places) {
    for (const json& replacement : wrong) {
      json mutated = document;
      mutated[json::json_pointer(place)] = replacement;
      for (const std::string& line : faults_of(mutated))
        EXPECT_NE(line.back(), ' ') << "a fault without words";
    }
  }
}

TEST(WorkspaceDocument, UnknownMembersAreRefusedEverywhere) {
  const json document = json::parse(complete);
  for (const char* path : {"",
                           "/users/0",
                           "/users/0/quiet_hours",
                           "/teams/0",
                           "/customers/0",
                           "/calendars/0",
                           "/calendars/0/hours",
                           "/slas/0",
                           "/slas/0/targets",
                           "/slas/0/targets/low",
                           "/schedules/0",
                           "/schedules/0/layers/0",
                           "/schedules/0/layers/0/rotation",
                           "/chains/0",
                           "/chains/0/steps/0",
                           "/rules/0",
                           "/rules/1/if",
                           "/templates/0",
                           "/webhooks/0",
                           "/mailboxes/0",
                           "/channels/0",
                           "/drills/0",
                           "/playbooks/0",
                           "/playbooks/0/quiz/0",
                           "/guards"}) {
    json mutated = document;
    mutated[json::json_pointer(path)]["colour"] = "red";
    EXPECT_EQ(faults_of(mutated), Lines{std::string(path) + "/colour: unknown field"});
  }
}

TEST(WorkspaceDocument, ReferencesAreCheckedWhereTheyStand) {
  EXPECT_EQ(
      faults_of(
          R"({"chains": [{"id": "c", "steps": [{"tier": 1, "notify": [{"schedule": "tier-9"}], "wait": "1m"}]}]})"),
      Lines{"/chains/0/steps/0/notify/0/schedule: no schedule \"tier-9\""});
  EXPECT_EQ(faults_of(R"({"default_sla": "gold"})"), Lines{"/default_sla: no service level \"gold\""});
  EXPECT_EQ(faults_of(R"({"teams": [{"id": "t", "members": ["x"]}]})"),
            Lines{"/teams/0/members/0: no user \"x\""});
  EXPECT_EQ(faults_of(R"({"users": [{"id": "a", "notify": {"normal": [{"via": "sms"}]}}]})"),
            Lines{"/users/0/notify/normal/0/via: no contact \"sms\""});
}

TEST(WorkspaceDocument, ImpossibleValuesAreFaults) {
  EXPECT_EQ(faults_of(R"({"users": [{"id": "Ann"}]})").size(), 1u);
  EXPECT_EQ(faults_of(R"({"users": [{"id": "a"}, {"id": "a"}]})"),
            Lines{"/users/1: id \"a\" is there twice"});
  EXPECT_EQ(faults_of(R"({"zone": "Mars/Base"})").size(), 1u);
  EXPECT_EQ(faults_of(R"({"slas": [{"id": "s", "warn_at": [1.5], "targets": {}}]})").size(), 1u);
  EXPECT_EQ(faults_of(R"({"slas": [{"id": "s", "targets": {"low": {"resolution": "0s"}}}]})").size(), 1u);
  EXPECT_EQ(
      faults_of(
          R"({"users": [{"id": "a", "away": [{"from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z"}]}]})"),
      Lines{"/users/0/away/0: \"to\" must be after \"from\""});
  EXPECT_EQ(faults_of(R"({"calendars": [{"id": "c", "exceptions": [{"date": "2026-02-30"}]}]})").size(), 1u);
}

TEST(WorkspaceDocument, ADrillIsQuarterlyAnnouncedAndWithinHoursIfNothingElseIsSaid) {
  const char* document = R"({"users": [{"id": "a"}],
    "chains": [{"id": "c", "steps": [{"tier": 1, "notify": [{"user": "a"}], "wait": "1m"}]}],
    "drills": [{"id": "d", "chain": "c", "subject": "Fire"}]})";
  const auto workspace = read_workspace(json::parse(document), some_zones());
  ASSERT_TRUE(workspace.ok());
  const Drill& drill = workspace->drills.front();
  EXPECT_EQ(drill.every, Drill::Every::quarter);
  EXPECT_EQ(drill.priority, Priority::urgent);
  EXPECT_TRUE(drill.announced);
  EXPECT_FALSE(drill.outside_hours);
  json wrong = json::parse(document);
  wrong["drills"][0]["chain"] = "x";
  wrong["drills"][0]["subject"] = "";
  wrong["drills"][0]["every"] = "week";
  EXPECT_EQ(faults_of(wrong), (Lines{"/drills/0/chain: no chain \"x\"", "/drills/0/subject: must not be empty",
                                     "/drills/0/every: \"week\" is none of never, month, quarter, year"}));
  wrong.erase("drills");
  EXPECT_FALSE(write_workspace(*read_workspace(wrong, some_zones())).contains("drills"));
}

TEST(WorkspaceDocument, APlaybookHasATextAndQuestionsThatCanBeAnswered) {
  EXPECT_EQ(faults_of(R"({"playbooks": [{"id": "p", "text": "", "tiers": [0],
    "quiz": [{"question": "", "answers": ["one"], "right": 1}, {"question": "q", "answers": ["a", ""], "right": 2}]}]})"),
            (Lines{"/playbooks/0/tiers/0: must be 1 to 1000", "/playbooks/0/text: must not be empty",
                   "/playbooks/0/quiz/0/question: must not be empty",
                   "/playbooks/0/quiz/0/answers: must offer at least two answers",
                   "/playbooks/0/quiz/0/right: must be 0 to 0",
                   "/playbooks/0/quiz/1/answers/1: must not be empty", "/playbooks/0/quiz/1/right: must be 0 to 1"}));
  EXPECT_FALSE(write_workspace(*read_workspace(json::object(), some_zones())).contains("playbooks"));
}

TEST(WorkspaceDocument, TiersNeverDecreaseAndRulesNameOnlyThoseThereAre) {
  const char* document = R"({"users": [{"id": "a"}],
    "chains": [{"id": "c", "steps": [{"tier": 2, "notify": [{"user": "a"}], "wait": "1m"}, {"tier": 1, "notify": [{"user": "a"}], "wait": "1m"}]}],
    "rules": [{"id": "r", "on": "created", "then": [{"escalate": {"chain": "c", "tier": 9}}]}]})";
  EXPECT_EQ(faults_of(document), (Lines{"/chains/0/steps/1/tier: is lower than the tier of the step before",
                                        "/rules/0/then/0/escalate/tier: chain \"c\" ends with tier 1"}));
}

TEST(WorkspaceDocument, PointersStandBelowTheGivenPlace) {
  const auto workspace = read_workspace(json::parse(R"({"a/b~c": 1})"), some_zones(), "/scenario/workspace");
  ASSERT_FALSE(workspace.ok());
  EXPECT_EQ(workspace.error().front().where, "/scenario/workspace/a~1b~0c");
}

TEST(WorkspaceDocument, AServiceReportNamesWhoGetsItByAddressOrByContact) {
  EXPECT_EQ(faults_of(R"({"customers": [{"id": "globex", "contacts": [{"id": "gina", "name": "Gina"}],
      "service_report": {"to": ["gina", "hans", "no@place here", "a@b@c", "a@globex.example"], "day": 29, "at": "24:00"}},
      {"id": "initech", "zone": "Mars/Base", "service_report": {"to": []}}, {"id": "hooli", "service_report": {"of": 1}}]})"),
            (Lines{"/customers/0/service_report/to/0: contact \"gina\" has no e-mail address",
                   "/customers/0/service_report/to/1: no contact \"hans\" of this customer, and no e-mail address",
                   "/customers/0/service_report/to/2: \"no@place here\" is no e-mail address",
                   "/customers/0/service_report/to/3: \"a@b@c\" is no e-mail address",
                   "/customers/0/service_report/day: must be 1 to 28",
                   "/customers/0/service_report/at: \"24:00\" is not a clock from 00:00 to 23:59, as 09:00",
                   "/customers/1/zone: no time zone \"Mars/Base\", as in \"Europe/Berlin\"",
                   "/customers/1/service_report/to: must not be empty: name who gets the report, or take service_report out",
                   "/customers/2/service_report: \"to\" is missing", "/customers/2/service_report/of: unknown field"}));
}

TEST(WorkspaceDocument, WithoutAServiceReportNoneIsWritten) {
  const auto workspace = read_workspace(json::parse(R"({"customers": [{"id": "globex"}]})"), some_zones());
  const json written = write_workspace(*workspace);
  EXPECT_FALSE(written["customers"][0].contains("service_report"));
  EXPECT_FALSE(written["customers"][0].contains("zone"));
}

}  // namespace
}  // namespace oasis
