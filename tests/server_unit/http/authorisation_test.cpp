// Every role × every scope × every route of the table, and × every command, against a whole server (without
// sockets): nothing is seen or changed that should not be. Made from the table and the variant: a route or a
// command that is not in the expectation fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "server/http/auth/api_tokens.hpp"
#include "shared/codec/rows.hpp"
#include "tests/server_unit/http/expected_routes.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

TEST_F(WholeServer, EveryRouteIsExpected) {
  std::map<std::string, int> found;
  for (const Route& route : all_routes()) ++found[route.method + " " + route.pattern];
  for (const auto& [name, count] : found)
    EXPECT_TRUE(expectation.count(name)) << name << " is new: say above who may use it";
  for (const auto& [name, expected] : expectation) EXPECT_EQ(found[name], 1) << name;
}

TEST_F(WholeServer, NobodyReadsWhatTheyDoNotSee) {
  // Somebody is told of each ticket, at an address that is a setting.
  for (const store::TicketRow& ticket : tickets) {
    app.writer.run([&](engine::Turn& turn) {
      Escalate escalate;
      escalate.ticket = ticket.id;
      ASSERT_FALSE(turn.run(escalate, Actor{Actor::Kind::system, "", Role::admin}));
    });
  }
  const std::string told = ask(people.front(), "GET", "/api/v1/tickets/1").text;
  ASSERT_NE(told.find("\"address\":\"setting-of-olga\""), std::string::npos) << told;
  int answered = 0;
  for (const Route& route : all_routes()) {
    if (route.method != "GET") continue;
    for (const std::string& path : paths_of(route.pattern)) {
      for (const Someone& who : people) {
        const WholeAnswer answer = ask(who, "GET", path);
        answered += answer.status == 200;
        expect_nothing_hidden(who, answer.text, path);
      }
    }
  }
  EXPECT_GT(answered, 300);
}

TEST_F(WholeServer, NobodyReadsTheFiguresOfACustomerWhomTheyDoNotSee) {
  for (const Route& route : all_routes()) {
    if (route.method != "GET" || route.pattern.find(':') != std::string::npos) continue;
    for (const char* customer : {"globex", "initech"}) {
      slice_of = customer;
      for (const Someone& who : people) {
        const WholeAnswer answer = ask(who, "GET", route.pattern);
        expect_nothing_hidden(who, answer.text, route.pattern + " of " + customer);
        if (route.pattern != "/api/v1/report" || may_see_customer(who.sight, customer)) continue;
        EXPECT_EQ(json::parse(answer.text)["now"]["created"], 0) << who.id << customer;
      }
    }
  }
}

TEST_F(WholeServer, EverybodyReadsWhatTheySee) {
  for (const Someone& who : people) {
    const std::string snapshot = ask(who, "GET", "/api/v1/bootstrap").text;
    const std::string feed = ask(who, "GET", "/api/v1/changes").text;
    const std::string stream = ask(who, "GET", "/api/v1/live").text;
    for (const store::TicketRow& ticket : tickets) {
      const bool seen = may_see(who.sight, ticket.team, ticket.customer);
      EXPECT_EQ(ask(who, "GET", "/api/v1/tickets/" + ticket.id).status, seen ? 200 : 404)
          << who.id << ticket.id;
      EXPECT_EQ(ask(who, "GET", "/api/v1/attachments/file-" + ticket.id).status, seen ? 200 : 404)
          << who.id << ticket.id;
      EXPECT_EQ(ask(who, "GET", "/api/v1/attachments/hidden-file-" + ticket.id).status,
                seen && sees_notes(who.sight) ? 200 : 404)
          << who.id << ticket.id;
      EXPECT_EQ(ask(who, "GET", "/api/v1/attachments/picture-" + ticket.id + "/picture").status, seen ? 200 : 404)
          << who.id << ticket.id;
      EXPECT_EQ(ask(who, "GET", "/api/v1/attachments/hidden-picture-" + ticket.id + "/picture").status,
                seen && sees_notes(who.sight) ? 200 : 404)
          << who.id << ticket.id;
      for (const std::string* text : {&snapshot, &feed, &stream}) {
        EXPECT_EQ(text->find("\"subject-of-" + ticket.id + "\"") != std::string::npos, seen)
            << who.id << ticket.id;
      }
    }
  }
}

TEST_F(WholeServer, ARouteIsForItsRolesOnly) {
  for (const Route& route : all_routes()) {
    const auto expected = expectation.find(route.method + " " + route.pattern);
    if (expected == expectation.end()) continue;
    const std::string path = paths_of(route.pattern).front();
    if (!expected->second.least) continue;
    const WholeAnswer stranger = ask(Someone{}, route.method, path);
    EXPECT_TRUE(stranger.status == 401 || stranger.status == 303)
        << route.method << " " << route.pattern << " answers a stranger " << stranger.status;
    for (const Someone& who : people) {
      if (who.sight.role >= *expected->second.least) continue;
      EXPECT_EQ(ask(who, route.method, path).status, 403)
          << who.id << " " << route.method << " " << route.pattern;
    }
  }
}

/// What managers change, and what they are shown for it, is the whole set-up: not for those with a scope. Reviews are: each of
/// what they see (tests of the routes of reviews).
TEST_F(WholeServer, WhatManagersDoIsNotForThoseWithAScope) {
  int refused = 0;
  for (const Route& route : all_routes()) {
    const auto expected = expectation.find(route.method + " " + route.pattern);
    if (expected == expectation.end() || expected->second.least != Role::manager) continue;
    if (route.pattern.find("/reviews") != std::string::npos) continue;
    for (const Someone& who : people) {
      if (who.sight.role != Role::manager || sees_everything(who.sight)) continue;
      const WholeAnswer answer = ask({{"Cookie", who.cookie}}, route.method, paths_of(route.pattern).front(), "{}",
                                     route.body == Body::form ? "application/x-www-form-urlencoded" : "application/json");
      // What is about one customer is for who sees that one; to others it is not there.
      const bool of_a_customer = route.pattern.rfind("/api/v1/customers/:id/", 0) == 0;
      EXPECT_EQ(answer.status, of_a_customer ? 404 : 403) << who.id << " " << route.method << " " << route.pattern << answer.text;
      ++refused;
    }
  }
  EXPECT_GT(refused, 8);
}

/// What somebody saw, and may not see any more, must not come out of their browser's own store; nor for who uses it next.
TEST_F(WholeServer, NoBrowserKeepsWhatOneMustBeSignedInFor) {
  int answered = 0;
  for (const Route& route : all_routes()) {
    const bool same_for_all = route.pattern == "/" || route.pattern.rfind("/api/v1/zones/", 0) == 0;
    if (route.method != "GET" || !route.least_role || same_for_all) continue;
    for (const std::string& path : paths_of(route.pattern)) {
      const WholeAnswer answer = ask(people.front(), "GET", path);
      if (answer.status != 200 || route.pattern == "/api/v1/live") continue;
      ++answered;
      const auto header = answer.headers.find("Cache-Control");
      EXPECT_EQ(header == answer.headers.end() ? "" : header->second, "no-store") << path;
    }
  }
  EXPECT_GT(answered, 50);
}

TEST_F(WholeServer, AnApiTokenDoesWhatItIsForAndNoMore) {
  for (const Grant grant : {Grant::read, Grant::tickets_write, Grant::admin}) {
    std::string text;
    app.write([&](store::Database& database) {
      ApiToken token;
      token.user_id = "olga";
      token.name = "test";
      token.grant = grant;
      text = add_api_token(database, token);
    });
    for (const Route& route : all_routes()) {
      const auto expected = expectation.find(route.method + " " + route.pattern);
      if (expected == expectation.end() || !expected->second.least) continue;
      const WholeAnswer answer = ask({{"Authorization", "Bearer " + text}}, route.method,
                                  paths_of(route.pattern).front(), "", "application/json");
      const Grant needed = expected->second.token;
      const bool allowed = needed != Grant::none && grant >= needed;
      EXPECT_EQ(answer.status != 403, allowed)
          << word_of(grant) << " " << route.method << " " << route.pattern << ": " << answer.status;
    }
  }
}

template <std::size_t I>
json command_on(const TicketId& ticket, const TicketId& other, int serial) {
  std::variant_alternative_t<I, Command> command{};
  command.ticket = ticket;
  if constexpr (requires { command.message; }) {
    command.message.id = "try-" + std::to_string(serial);
    command.message.text = "tried";
  }
  if constexpr (requires { command.into; }) command.into = other;
  if constexpr (requires { command.satisfaction; }) command.satisfaction = 1;
  if constexpr (requires { command.outcome; }) command.priority = Priority::urgent;
  return write_command(command);
}

template <std::size_t... I>
std::vector<json> commands_on(const TicketId& ticket, const TicketId& other, int& serial,
                              std::index_sequence<I...>) {
  return {command_on<I>(ticket, other, ++serial)...};
}

TEST_F(WholeServer, NobodyChangesWhatTheyDoNotSee) {
  int serial = 0;
  int applied = 0;
  const auto row_of = [this](const TicketId& id) {
    std::string row;
    app.read([&](store::Database& reading) { row = store::ticket_row(reading, id); });
    return row;
  };
  for (const Someone& who : people) {
    json batch = {{"epoch", cursor.substr(0, cursor.find(':'))},
                  {"client_id", "client-of-" + who.id},
                  {"commands", json::array()}};
    std::map<TicketId, std::string> hidden;
    int mid = 0;
    for (const store::TicketRow& ticket : tickets) {
      const bool may_change =
          who.sight.role >= Role::agent && may_see(who.sight, ticket.team, ticket.customer);
      if (may_change) continue;
      hidden[ticket.id] = row_of(ticket.id);
      constexpr auto all = std::make_index_sequence<std::variant_size_v<Command>>();
      for (json& command : commands_on(ticket.id, tickets.front().id, serial, all)) {
        command["mid"] = ++mid;
        batch["commands"].push_back(std::move(command));
      }
    }
    if (hidden.empty()) continue;
    const json commands = batch["commands"];
    for (std::size_t from = 0; from < commands.size(); from += 100) {
      batch["commands"] =
          json(commands.begin() + static_cast<std::ptrdiff_t>(from),
               commands.begin() + static_cast<std::ptrdiff_t>(std::min(from + 100, commands.size())));
      const WholeAnswer answer =
          ask({{"Cookie", who.cookie}}, "POST", "/api/v1/commands", batch.dump(), "application/json");
      ASSERT_EQ(answer.status, 200) << answer.text;
      const json parsed = json::parse(answer.text);
      for (const json& result : parsed["results"]) {
        applied += result["status"] == "applied";
        EXPECT_EQ(result["status"], "refused") << who.id << result.dump();
      }
    }
    for (const auto& [id, row] : hidden) EXPECT_EQ(row_of(id), row) << who.id << " changed " << id;
  }
  EXPECT_GT(serial, 500);
  EXPECT_EQ(applied, 0);
}

// ---- what comes and goes
// ------------------------------------------------------------------------------------------

struct Feed : WholeServer {
  const Someone& person(const Id& id) {
    return *std::find_if(people.begin(), people.end(), [&id](const Someone& one) { return one.id == id; });
  }
  void set_customer(const TicketId& ticket, const Id& customer) {
    app.writer.run([&](engine::Turn& turn) {
      SetFields fields;
      fields.ticket = ticket;
      fields.customer = customer;
      ASSERT_FALSE(turn.run(fields, Actor{Actor::Kind::user, "olga", Role::admin}));
    });
  }
  /// The operation that the feed tells this person about a ticket, "" if it tells none.
  std::string told(const Id& id, const TicketId& ticket) {
    const json page = json::parse(ask(person(id), "GET", "/api/v1/changes").text);
    std::string op;
    for (const json& change : page["changes"]) {
      if (change["id"] == ticket) op = change["op"];
    }
    return op;
  }
};

TEST_F(Feed, ATicketThatLeavesAScopeIsRemovedAndOneThatEntersComes) {
  now_is_the_cursor();
  set_customer("t.north.globex", "initech");
  EXPECT_EQ(told("agent-0", "t.north.globex"), "put") << "who sees everything sees it move";
  EXPECT_EQ(told("agent-1", "t.north.globex"), "remove") << "customer globex";
  EXPECT_EQ(told("agent-2", "t.north.globex"), "put") << "team north";
  EXPECT_EQ(told("agent-4", "t.north.globex"), "") << "who never saw it hears nothing";
  now_is_the_cursor();
  set_customer("t.north.globex", "globex");
  EXPECT_EQ(told("agent-1", "t.north.globex"), "put");
  EXPECT_EQ(told("agent-4", "t.north.globex"), "");
}

TEST_F(Feed, AChangedScopeVoidsOlderCursors) {
  now_is_the_cursor();
  EXPECT_EQ(ask(person("agent-1"), "GET", "/api/v1/changes").status, 200);
  json changed = document();
  for (json& user : changed["users"]) {
    if (user["id"] == "agent-1") user["scope"]["customers"] = {"initech"};
  }
  app.writer.run([&](engine::Turn& turn) {
    ASSERT_TRUE(turn.adopt_document(changed.dump(), engine::Reach::open_tickets, "test").empty());
  });
  for (const char* path : {"/api/v1/changes", "/api/v1/live"}) {
    const WholeAnswer old = ask(person("agent-1"), "GET", path);
    EXPECT_EQ(old.status, 410) << path;
    EXPECT_NE(old.text.find("sight_changed"), std::string::npos) << old.text;
    EXPECT_EQ(ask(person("agent-2"), "GET", path).status, 200) << "nobody else's";
  }
  const std::string snapshot = ask(person("agent-1"), "GET", "/api/v1/bootstrap").text;
  EXPECT_EQ(snapshot.find("name-of-globex"), std::string::npos);
  EXPECT_NE(snapshot.find("subject-of-t.north.initech"), std::string::npos);
  now_is_the_cursor();
  EXPECT_EQ(ask(person("agent-1"), "GET", "/api/v1/changes").status, 200);
}

TEST_F(Feed, ACursorFromBeforeWhatIsKeptIsSentToTheSnapshot) {
  now_is_the_cursor();
  set_customer("t.north.globex", "initech");
  set_customer("t.north.globex", "globex");
  EXPECT_EQ(ask(person("agent-0"), "GET", "/api/v1/changes").status, 200);
  app.writer.run([](engine::Turn& turn) {
    EXPECT_GT(store::compact_changes(turn.database(), turn.now() + days(1)), 0);
  });
  for (const char* path : {"/api/v1/changes", "/api/v1/live"}) {
    const WholeAnswer old = ask(person("agent-0"), "GET", path);
    EXPECT_EQ(old.status, 410) << path;
    EXPECT_NE(old.text.find("\"gone\""), std::string::npos) << old.text;
  }
  now_is_the_cursor();
  EXPECT_EQ(ask(person("agent-0"), "GET", "/api/v1/changes").status, 200);
}

TEST_F(Feed, WhoIsTakenOutOfTheDocumentIsSignedOut) {
  json changed = document();
  changed["users"].erase(changed["users"].size() - 1);
  app.writer.run([&](engine::Turn& turn) {
    ASSERT_TRUE(turn.adopt_document(changed.dump(), engine::Reach::open_tickets, "test").empty());
  });
  EXPECT_EQ(ask(person("manager-4"), "GET", "/api/v1/bootstrap").status, 401);
  EXPECT_EQ(ask(person("manager-3"), "GET", "/api/v1/bootstrap").status, 200);
}

}  // namespace
}  // namespace oasis::http
