// What a person may see: tickets by team and customer, and what is left of the document.
#include "shared/policy/sight.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/codec/workspace.hpp"

namespace oasis {
namespace {

using Ids = std::optional<std::vector<Id>>;

Sight staff(Role role, Ids teams = {}, Ids customers = {}) {
  return {true, role, {std::move(teams), std::move(customers)}};
}

TEST(Sight, WithoutAScopeSeesEverything) {
  EXPECT_TRUE(may_see(staff(Role::viewer), "", ""));
  EXPECT_TRUE(may_see(staff(Role::agent), "north", "globex"));
}

TEST(Sight, EachListLimitsAndAnEmptyOneLeavesNothing) {
  const Sight team = staff(Role::agent, Ids{{"north"}});
  EXPECT_TRUE(may_see(team, "north", "globex"));
  EXPECT_FALSE(may_see(team, "south", "globex"));
  EXPECT_FALSE(may_see(team, "", "globex"));
  const Sight both = staff(Role::agent, Ids{{"north"}}, Ids{{"globex"}});
  EXPECT_TRUE(may_see(both, "north", "globex"));
  EXPECT_FALSE(may_see(both, "north", "acme"));
  EXPECT_FALSE(may_see(both, "south", "globex"));
  EXPECT_FALSE(may_see(staff(Role::agent, Ids{std::vector<Id>{}}), "north", ""));
}

TEST(Sight, AnAdminIsNeverScopedAndNobodySeesNothing) {
  User user;
  user.role = Role::admin;
  user.scope.teams = {"north"};
  EXPECT_TRUE(may_see(sight_of(&user), "south", ""));
  EXPECT_FALSE(may_see(sight_of(nullptr), "", ""));
  EXPECT_TRUE(scopes_of(sight_of(nullptr), "x").empty());
}

TEST(Sight, NotesAreForThoseWhoWorkOnTickets) {
  EXPECT_FALSE(sees_notes(staff(Role::viewer)));
  EXPECT_TRUE(sees_notes(staff(Role::agent)));
  EXPECT_FALSE(sees_notes(Sight{}));
}

TEST(Sight, SettingsAreForUnscopedManagersAndAdmins) {
  EXPECT_FALSE(sees_settings(staff(Role::agent)));
  EXPECT_TRUE(sees_settings(staff(Role::manager)));
  EXPECT_FALSE(sees_settings(staff(Role::manager, Ids{{"north"}})));
}

TEST(Sight, AScopedPersonSeesOnlyTheirOwnMessages) {
  EXPECT_TRUE(may_see_person(staff(Role::agent), "ann", "bob"));
  EXPECT_FALSE(may_see_person(staff(Role::agent, Ids{{"north"}}), "ann", "bob"));
  EXPECT_TRUE(may_see_person(staff(Role::agent, Ids{{"north"}}), "ann", "ann"));
}

/// Streams know scopes by name only; they must come to the same.
TEST(Sight, TheNamesOfScopesSayTheSame) {
  const std::vector<Ids> lists{{}, Ids{std::vector<Id>{}}, Ids{{"a"}}, Ids{{"a", "b"}}};
  for (const Ids& teams : lists) {
    for (const Ids& customers : lists) {
      const Sight sight = staff(Role::agent, teams, customers);
      const auto mine = scopes_of(sight, "u");
      EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
      for (const char* team : {"", "a", "b", "c"}) {
        for (const char* customer : {"", "a", "b", "c"}) {
          const auto its = scopes_of_ticket(team, customer);
          const bool shared = std::any_of(its.begin(), its.end(), [&](const std::string& name) {
            return std::binary_search(mine.begin(), mine.end(), name);
          });
          EXPECT_EQ(shared, may_see(sight, team, customer)) << team << "/" << customer;
        }
      }
    }
  }
}

constexpr const char* managed_services = R"({
  "zone": "UTC",
  "default_sla": "std",
  "teams": [{"id": "north", "members": ["ann"]}],
  "users": [
    {"id": "ann", "contacts": {"email": "ann@msp.example", "ntfy": "topic-of-ann", "sms": "+15550100"}, "scope": {"customers": ["globex"]}},
    {"id": "bob", "contacts": {"email": "bob@msp.example"}, "scope": {"customers": ["initech"], "teams": ["north"]}},
    {"id": "carl"},
    {"id": "olga", "role": "admin"}
  ],
  "calendars": [{"id": "office"}, {"id": "initech-hours"}, {"id": "unused"}],
  "slas": [
    {"id": "std", "targets": {}, "calendar": "office"},
    {"id": "initech-gold", "targets": {}, "calendar": "initech-hours"}
  ],
  "customers": [
    {"id": "globex", "domains": ["globex.example"], "contacts": [{"id": "g", "email": "gina@globex.example"}]},
    {"id": "initech", "sla": "initech-gold", "domains": ["initech.example"]}
  ],
  "webhooks": [{"id": "hook", "url": "https://hooks.example/secret-path", "secret_ref": "hook"}],
  "channels": [{"id": "mail", "kind": "smtp", "settings": {"host": "mail.internal", "from": "help@msp.example"}, "secret_ref": "mail"}],
  "mailboxes": [{"id": "box", "address": "help@msp.example", "settings": {"host": "imap.internal"}}],
  "templates": [{"id": "hello", "text": "Hello"}],
  "rules": [
    {"id": "theirs", "on": "created", "if": {"customer": "initech"}, "then": [{"reply": {"template": "hello"}}]},
    {"id": "both", "on": "created", "if": {"customer": ["initech", "globex"]}, "then": [{"webhook": {"url": "hook"}}]},
    {"id": "all", "on": "created", "then": [{"reply": {"template": "hello"}}]}
  ]
})";

Workspace document() {
  auto workspace = read_workspace(nlohmann::json::parse(managed_services), Zones());
  EXPECT_TRUE(workspace.ok()) << (workspace.ok()
                                      ? ""
                                      : workspace.error().front().where + workspace.error().front().what);
  return std::move(workspace).value();
}

std::string seen_by(const char* user) {
  const Workspace whole = document();
  const auto found = std::find_if(whole.users.begin(), whole.users.end(),
                                  [user](const User& one) { return one.id == user; });
  return write_workspace(seen_workspace(whole, sight_of(&*found), user)).dump();
}

TEST(SeenDocument, IsWholeForAnAdmin) {
  EXPECT_EQ(seen_by("olga"), write_workspace(document()).dump());
}

TEST(SeenDocument, NamesNoOtherCustomer) {
  const std::string seen = seen_by("ann");
  EXPECT_EQ(seen.find("initech"), std::string::npos) << seen;
  EXPECT_EQ(seen.find("theirs"), std::string::npos) << "nor a rule that is only for them";
  EXPECT_NE(seen.find("gina@globex.example"), std::string::npos);
  EXPECT_NE(seen.find("\"both\""), std::string::npos);
  EXPECT_NE(seen.find("office"), std::string::npos);
  EXPECT_NE(seen.find("unused"), std::string::npos) << "a calendar of nobody's stays";
}

TEST(SeenDocument, HoldsNoSettingsForAgents) {
  for (const char* secret : {"secret-path", "mail.internal", "imap.internal", "secret_ref"}) {
    EXPECT_EQ(seen_by("ann").find(secret), std::string::npos) << secret;
    EXPECT_NE(seen_by("olga").find(secret), std::string::npos) << secret;
  }
}

/// A topic or a hook is a key: who knows it reads what its owner is told, with the links that answer for them.
TEST(SeenDocument, SaysWhereColleaguesAreToldByMailOnly) {
  for (const char* reader : {"ann", "bob", "carl"}) {
    const std::string seen = seen_by(reader);
    EXPECT_EQ(seen.find("topic-of-ann"), std::string::npos) << reader;
    EXPECT_EQ(seen.find("+15550100"), std::string::npos) << reader;
    EXPECT_NE(seen.find("ann@msp.example"), std::string::npos) << reader;
    EXPECT_TRUE(nlohmann::json::parse(seen)["users"][0]["contacts"].contains("ntfy")) << "that there is one stays";
  }
  EXPECT_NE(seen_by("olga").find("topic-of-ann"), std::string::npos);
}

TEST(SeenDocument, IsADocument) {
  for (const char* user : {"ann", "bob", "carl", "olga"}) {
    const auto again = read_workspace(nlohmann::json::parse(seen_by(user)), Zones());
    EXPECT_TRUE(again.ok()) << user << ": "
                            << (again.ok() ? ""
                                           : again.error().front().where + ": " + again.error().front().what);
  }
}

TEST(SeenDocument, KeepsTheOwnScopeOnly) {
  const auto seen = nlohmann::json::parse(seen_by("ann"));
  EXPECT_EQ(seen["users"][0]["scope"]["customers"], nlohmann::json({"globex"}));
  EXPECT_FALSE(seen["users"][1].contains("scope"));
}

TEST(ScopeInADocument, NamesWhatThereIsAndIsNotForAdmins) {
  const auto fault_of = [](const char* user) {
    nlohmann::json document = {{"users", {nlohmann::json::parse(user)}}};
    const auto read = read_workspace(document, Zones());
    return read.ok() ? std::string() : read.error().front().where + ": " + read.error().front().what;
  };
  EXPECT_EQ(fault_of(R"({"id": "ann", "scope": {"teams": ["nowhere"]}})"),
            "/users/0/scope/teams/0: no team \"nowhere\"");
  EXPECT_EQ(fault_of(R"({"id": "ann", "scope": {"customers": ["x"]}})"),
            "/users/0/scope/customers/0: no customer \"x\"");
  EXPECT_NE(fault_of(R"({"id": "ann", "role": "admin", "scope": {}})").find("an admin sees everything"),
            std::string::npos);
  EXPECT_EQ(fault_of(R"({"id": "ann", "scope": {}})"), "");
}

}  // namespace
}  // namespace oasis
