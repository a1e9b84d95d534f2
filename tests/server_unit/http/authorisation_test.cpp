// Every role × every scope × every route of the table, and × every command, against a whole server (without
// sockets): nothing is seen or changed that should not be. Made from the table and the variant: a route or a
// command that is not in the expectation fails.
#include <gtest/gtest.h>
#include <httplib.h>

#include <map>
#include <nlohmann/json.hpp>

#include "server/app.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/http/auth/api_tokens.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/store/log.hpp"
#include "server/store/tickets.hpp"
#include "shared/codec/rows.hpp"
#include "shared/policy/sight.hpp"
#include "tests/server_unit/http/expected_routes.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

const std::vector<Id> teams{"", "north", "south"};
const std::vector<Id> customers{"", "globex", "initech"};

struct Someone {
  Id id;
  Sight sight;
  std::string cookie;
};

struct Answered {
  int status = 0;
  std::string text;  // body, or what a live stream begins with
};

json document() {
  json users = json::array({{{"id", "olga"}, {"name", "Olga"}, {"role", "admin"}}});
  const std::vector<json> scopes{json(),
                                 {{"customers", {"globex"}}},
                                 {{"teams", {"north"}}},
                                 {{"teams", {"north"}}, {"customers", {"globex"}}},
                                 {{"customers", json::array()}}};
  for (const char* role : {"viewer", "agent", "manager"}) {
    for (std::size_t i = 0; i < scopes.size(); ++i) {
      json user = {{"id", std::string(role) + "-" + std::to_string(i)}, {"role", role}, {"name", "Somebody"}};
      if (!scopes[i].is_null()) user["scope"] = scopes[i];
      users.push_back(std::move(user));
    }
  }
  return {{"users", users},
          {"teams", {{{"id", "north"}}, {{"id", "south"}}}},
          {"customers",
           {{{"id", "globex"}, {"name", "name-of-globex"}, {"domains", {"globex.example"}}},
            {{"id", "initech"}, {"name", "name-of-initech"}, {"domains", {"initech.example"}}}}},
          {"chains",
           {{{"id", "main"}, {"steps", {{{"tier", 1}, {"notify", {{{"user", "olga"}}}}, {"wait", "1h"}}}}}}},
          {"templates", {{{"id", "hello"}, {"text", "{{ticket.subject}} {{facts}} {{timeline}}"}}}},
          {"webhooks", {{{"id", "hook"}, {"url", "https://hooks.example/setting-of-hook"}}}},
          {"channels",
           {{{"id", "chat"},
             {"kind", "slack"},
             {"settings", {{"base_url", "https://setting-of-chat.example"}}}}}}};
}

struct WholeServer : testing::Test {
  WholeServer() {
    app.writer.run([](engine::Turn& turn) {
      const auto faults = turn.adopt_document(document().dump(), engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << faults.front().what;
    });
    for (const Id& team : teams) {
      for (const Id& customer : customers) open_ticket(team, customer);
    }
    const auto policies = app.writer.document().policies;
    for (const User& user : policies->workspace().users) {
      people.push_back({user.id, sight_of(&user), "oasis=" + session_of(user.id)});
    }
    app.read([&](store::Database& reading) {
      cursor = store::epoch(reading) + ":" + std::to_string(store::sight_since(reading, "olga"));
    });
  }

  void open_ticket(const Id& team, const Id& customer) {
    const TicketId id = "t." + team + "." + customer;
    const Actor system{Actor::Kind::system, "", Role::admin};
    app.writer.run([&](engine::Turn& turn) {
      CreateTicket create;
      create.ticket = id;
      create.team = team;
      create.customer = customer;
      create.subject = "subject-of-" + id;
      create.message.id = id + "/1";
      create.message.text = "text-of-" + id;
      create.message.attachments = {{"file-" + id, "a.txt", "text/plain", 1}};
      WriteNote note;
      note.ticket = id;
      note.message.id = id + "/2";
      note.message.text = "note-of-" + id;
      note.message.attachments = {{"hidden-file-" + id, "b.txt", "text/plain", 1}};
      ASSERT_FALSE(turn.run(create, system));
      ASSERT_FALSE(turn.run(note, system));
      store::put_attachment(turn.database(), {"file-" + id, id, "a.txt", "text/plain", "content-of-" + id});
      store::put_attachment(turn.database(),
                            {"hidden-file-" + id, id, "b.txt", "text/plain", "note-of-" + id});
    });
    tickets.push_back({id, "", team, customer});
  }

  std::string session_of(const Id& user) {
    std::string token;
    app.write([&](store::Database& database) {
      add_account(database, {user, user + "@example.org", std::nullopt, false, app.auth.now()});
      token = begin_session(database, user, {"127.0.0.1", "test"}, app.auth.now());
    });
    return token;
  }

  Answered ask(const httplib::Headers& headers, const std::string& method, const std::string& path,
               const std::string& body = "", const std::string& type = "") {
    httplib::Request request;
    request.method = method;
    request.path = path;
    request.target = path;
    request.headers = headers;
    request.remote_addr = "127.0.0.1";
    request.body = body;
    request.params = {{"cursor", cursor}, {"name", "x"}, {"q", "of"}, {"ticket", preview_of}};
    if (method != "GET") request.headers.emplace("Sec-Fetch-Site", "same-origin");
    if (!type.empty()) request.headers.emplace("Content-Type", type);
    httplib::Response response;
    response.status = 200;
    std::optional<LiveStart> live;
    app.routes.handle(request, response, live);
    return {response.status, live ? live->first : response.body};
  }
  Answered ask(const Someone& who, const std::string& method, const std::string& path) {
    return ask({{"Cookie", who.cookie}}, method, path, "", "application/x-www-form-urlencoded");
  }

  std::vector<Route> all_routes() const {
    std::vector<Route> all;
    app.routes.each([&all](const Route& route, const RouteCounts&) {
      if (!route.pattern.empty()) all.push_back(route);
    });
    return all;
  }
  /// Everything that a part of a path may be: so that what is hidden is asked for by every name it has.
  std::vector<std::string> names() const {
    std::vector<std::string> all{"UTC", "hello", "olga", "agent-1", "nothing"};
    for (std::size_t i = 0; i < tickets.size(); ++i) {
      all.push_back(std::to_string(i + 1));
      all.push_back(tickets[i].id);
      all.push_back("file-" + tickets[i].id);
      all.push_back("hidden-file-" + tickets[i].id);
    }
    return all;
  }
  std::vector<std::string> paths_of(const std::string& pattern) const {
    if (pattern.find(':') == std::string::npos) return {pattern};
    std::vector<std::string> paths;
    for (const std::string& name : names()) {
      std::string path;
      for (std::size_t i = 0; i < pattern.size();) {
        const std::size_t end = std::min(pattern.find('/', i + 1), pattern.size());
        path += pattern[i + 1] == ':' ? "/" + name : pattern.substr(i, end - i);
        i = end;
      }
      paths.push_back(path);
    }
    return paths;
  }

  void expect_nothing_hidden(const Someone& who, const std::string& text, const std::string& where) {
    const auto holds = [&text](const std::string& word) {
      // A whole word: "t.north." begins "t.north.globex" as well.
      for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if (end == text.size() || (!std::isalnum(static_cast<unsigned char>(text[end])))) return true;
      }
      return false;
    };
    for (const store::TicketRow& ticket : tickets) {
      const bool seen = may_see(who.sight, ticket.team, ticket.customer);
      for (const char* kind : {"subject-of-", "text-of-", "content-of-"}) {
        EXPECT_FALSE(!seen && holds(kind + ticket.id))
            << who.id << " sees " << kind << ticket.id << " at " << where;
      }
      EXPECT_FALSE(!(seen && sees_notes(who.sight)) && holds("note-of-" + ticket.id))
          << who.id << " sees a note of " << ticket.id << " at " << where;
    }
    for (const char* customer : {"globex", "initech"}) {
      EXPECT_FALSE(!may_see_customer(who.sight, customer) && holds(std::string("name-of-") + customer))
          << who.id << " sees " << customer << " at " << where;
    }
    EXPECT_FALSE(!sees_settings(who.sight) && text.find("setting-of-") != std::string::npos)
        << who.id << " at " << where;
  }

  TemporaryFolder folder;
  App app{AppOptions{folder.path() + "/data", "http://127.0.0.1:1", {}}};
  std::vector<store::TicketRow> tickets;
  std::vector<Someone> people;
  std::string cursor;
  std::string preview_of = "t.south.initech";
};

TEST_F(WholeServer, EveryRouteIsExpected) {
  std::map<std::string, int> found;
  for (const Route& route : all_routes()) ++found[route.method + " " + route.pattern];
  for (const auto& [name, count] : found)
    EXPECT_TRUE(expectation.count(name)) << name << " is new: say above who may use it";
  for (const auto& [name, expected] : expectation) EXPECT_EQ(found[name], 1) << name;
}

TEST_F(WholeServer, NobodyReadsWhatTheyDoNotSee) {
  int answered = 0;
  for (const Route& route : all_routes()) {
    if (route.method != "GET") continue;
    for (const std::string& path : paths_of(route.pattern)) {
      for (const Someone& who : people) {
        const Answered answer = ask(who, "GET", path);
        answered += answer.status == 200;
        expect_nothing_hidden(who, answer.text, path);
      }
    }
  }
  EXPECT_GT(answered, 300);
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
    const Answered stranger = ask(Someone{}, route.method, path);
    EXPECT_TRUE(stranger.status == 401 || stranger.status == 303)
        << route.method << " " << route.pattern << " answers a stranger " << stranger.status;
    for (const Someone& who : people) {
      if (who.sight.role >= *expected->second.least) continue;
      EXPECT_EQ(ask(who, route.method, path).status, 403)
          << who.id << " " << route.method << " " << route.pattern;
    }
  }
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
      const Answered answer = ask({{"Authorization", "Bearer " + text}}, route.method,
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
      const Answered answer =
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
  void now_is_the_cursor() {
    app.read([&](store::Database& reading) {
      cursor = store::epoch(reading) + ":" + std::to_string(store::head(reading));
    });
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
    const Answered old = ask(person("agent-1"), "GET", path);
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
    const Answered old = ask(person("agent-0"), "GET", path);
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
