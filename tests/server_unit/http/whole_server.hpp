// A whole server without sockets, people of every role with every kind of scope, and a ticket of every team
// and customer: for tests of who sees what. May not: expect anything of a route.
#pragma once

#include <gtest/gtest.h>
#include <httplib.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/app.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/http/auth/sessions.hpp"
#include "server/store/log.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/sight.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::http {

using nlohmann::json;

inline const std::vector<Id> teams{"", "north", "south"};
inline const std::vector<Id> customers{"", "globex", "initech"};

struct Someone {
  Id id;
  Sight sight;
  std::string cookie;
};

struct WholeAnswer {
  int status = 0;
  std::string text;  // body, or what a live stream begins with
  httplib::Headers headers = {};
};

inline json document() {
  json users = json::array({{{"id", "olga"}, {"name", "Olga"}, {"role", "admin"}, {"contacts", {{"ntfy", "setting-of-olga"}}}}});
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
      create.message.attachments = {{"file-" + id, "a.txt", "text/plain", 1},
                                    {"picture-" + id, "screen \"1\".png", "image/png", 1}};
      WriteNote note;
      note.ticket = id;
      note.message.id = id + "/2";
      note.message.text = "note-of-" + id;
      note.message.attachments = {{"hidden-file-" + id, "b.txt", "text/plain", 1},
                                  {"hidden-picture-" + id, "c.png", "image/png", 1}};
      ASSERT_FALSE(turn.run(create, system));
      ASSERT_FALSE(turn.run(note, system));
      store::put_attachment(turn.database(), {"file-" + id, id, "a.txt", "text/plain", "content-of-" + id});
      store::put_attachment(turn.database(),
                            {"hidden-file-" + id, id, "b.txt", "text/plain", "note-of-" + id});
      // The beginning of a PNG file of two pixels by one.
      const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\2\0\0\0\1\x08\6\0\0\0\0\0", 31);
      for (const std::string& name : {"picture-" + id, "hidden-picture-" + id})
        store::put_attachment(turn.database(), {name, id, "screen.png", "image/png", png});
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

  WholeAnswer ask(const httplib::Headers& headers, const std::string& method, const std::string& path,
               const std::string& body = "", const std::string& type = "") {
    httplib::Request request;
    request.method = method;
    request.path = path;
    request.target = path;
    request.headers = headers;
    request.remote_addr = "127.0.0.1";
    request.body = body;
    request.params = {{"cursor", cursor}, {"name", "x"}, {"q", "of"}, {"ticket", preview_of}, {"wait", wait}};
    if (path.rfind("/api/v1/history", 0) == 0)
      request.params.insert({{"from", "0"}, {"to", "9999999999999"}, {"after", history_after}});
    if (path.find("report") != std::string::npos && path.find("/tickets") != std::string::npos)
      request.params.insert({{"of", number_of}});
    if (!slice_of.empty()) request.params.insert({{"customer", slice_of}});
    if (method != "GET") request.headers.emplace("Sec-Fetch-Site", "same-origin");
    if (!type.empty()) request.headers.emplace("Content-Type", type);
    httplib::Response response;
    response.status = 200;
    std::optional<LiveStart> live;
    app.routes.handle(request, response, live);
    return {response.status, live ? live->first : response.body, response.headers};
  }
  /// How a stream of this person begins.
  std::optional<LiveStart> stream_of(const Someone& who) { return stream_of(httplib::Headers{{"Cookie", who.cookie}}); }
  std::optional<LiveStart> stream_of(const httplib::Headers& headers) {
    httplib::Request request;
    request.method = "GET";
    request.path = request.target = "/api/v1/live";
    request.remote_addr = "127.0.0.1";
    request.headers = headers;
    request.params = {{"cursor", cursor}};
    httplib::Response response;
    std::optional<LiveStart> live;
    app.routes.handle(request, response, live);
    return live;
  }
  WholeAnswer ask(const Someone& who, const std::string& method, const std::string& path) {
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
    std::vector<std::string> all{"UTC", "Europe", "hello", "olga", "agent-1", "nothing"};
    for (std::size_t i = 0; i < tickets.size(); ++i) {
      all.push_back(std::to_string(i + 1));
      all.push_back(tickets[i].id);
      all.push_back("file-" + tickets[i].id);
      all.push_back("hidden-file-" + tickets[i].id);
      all.push_back("hidden-picture-" + tickets[i].id);
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

  void now_is_the_cursor() {
    app.read([&](store::Database& reading) {
      cursor = store::epoch(reading) + ":" + std::to_string(store::head(reading));
    });
  }

  TemporaryFolder folder;
  App app{AppOptions{folder.path() + "/data", "http://127.0.0.1:1", {}}};
  std::vector<store::TicketRow> tickets;
  std::vector<Someone> people;
  std::string cursor;
  std::string preview_of = "t.south.initech";
  std::string wait;  // of a long poll, in seconds
  std::string history_after;
  Id slice_of;  // the customer whose figures are asked for
  std::string number_of = "kinds:created";  // asked for where the tickets behind a number are listed
};

}  // namespace oasis::http
