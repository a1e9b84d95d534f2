// Whatever ends a session or a token ends what was begun with it: streams that stand, streams on their way,
// answers that wait.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

#include "server/http/auth/api_tokens.hpp"
#include "server/http/auth/links.hpp"
#include "server/http/auth/second_factor.hpp"
#include "server/http/auth/totp.hpp"
#include "tests/server_unit/http/ear.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

constexpr const char* password = "a calm green island";
constexpr const char* form_type = "application/x-www-form-urlencoded";

struct EndedSessions : WholeServer {
  Someone& person(const Id& id) {
    return *std::find_if(people.begin(), people.end(), [&id](const Someone& one) { return one.id == id; });
  }
  /// Another browser of the same person.
  Someone elsewhere(const Id& id) {
    Someone other = person(id);
    app.write([&](store::Database& database) {
      other.cookie = "oasis=" + begin_session(database, id, {"192.0.2.9", "test"}, app.auth.now());
    });
    return other;
  }
  std::string session_name(const Someone& who) {
    std::optional<Session> session;
    app.read([&](store::Database& reading) {
      session = find_session(reading, who.cookie.substr(who.cookie.find('=') + 1), app.auth.now());
    });
    return session ? session->name : "";
  }
  std::unique_ptr<Ear> ear_of(const Someone& who) {
    auto start = stream_of(who);
    EXPECT_TRUE(start) << who.id;
    return start ? std::make_unique<Ear>(app.live, std::move(*start)) : nullptr;
  }
  int post(const Someone& who, const std::string& path, const std::string& form) {
    return ask({{"Cookie", who.cookie}}, "POST", path, form, form_type).status;
  }
  void give_password(const Id& id) {
    const auto hash = app.auth.passwords.hash(password);
    ASSERT_TRUE(hash);
    app.write([&](store::Database& database) {
      database.prepare("UPDATE account SET password = ? WHERE user_id = ?").bind(*hash).bind(id).run();
    });
  }
  std::string token_of(const Id& id, std::optional<Instant> expires, ApiToken* kept) {
    std::string text;
    app.write([&](store::Database& database) {
      ApiToken token;
      token.user_id = id;
      token.name = "test";
      token.expires = expires;
      text = add_api_token(database, token);
      *kept = token;
    });
    return text;
  }
};

TEST_F(EndedSessions, EveryWayToEndASessionEndsItsStreams) {
  const std::string given = std::string("current=") + "a+calm+green+island";
  struct Way {
    const char* name;
    std::function<void(const Someone& here, const Someone& there)> end;  // the one of `there`
  };
  const Someone& olga = person("olga");
  const std::vector<Way> ways{
      {"signing out", [&](const auto&, const auto& there) { EXPECT_EQ(post(there, "/logout", ""), 303); }},
      {"ending it by its owner",
       [&](const auto& here, const auto& there) {
         EXPECT_EQ(post(here, "/account/sessions/end", "session=" + session_name(there)), 303);
       }},
      {"ending all others",
       [&](const auto& here, const auto&) { EXPECT_EQ(post(here, "/account/sessions/end", "session=others"), 303); }},
      {"ending it by an admin",
       [&](const auto&, const auto& there) {
         EXPECT_EQ(post(olga, "/people/agent-0/sessions/end", "session=" + session_name(there)), 303);
       }},
      {"a new password",
       [&](const auto& here, const auto&) {
         give_password("agent-0");
         EXPECT_EQ(post(here, "/account/password", given + "&password=another+long+one"), 303);
       }},
      {"a password chosen by a link",
       [&](const auto&, const auto&) {
         std::string token;
         app.write([&](store::Database& database) {
           token = make_link(database, {LinkPurpose::set_password, "agent-0"}, std::nullopt);
         });
         EXPECT_EQ(post(Someone{}, "/welcome/" + token, "password=yet+another+one"), 303);
       }},
      {"turning the second step on",
       [&](const auto& here, const auto&) {
         std::string seed;
         app.write([&](store::Database& database) {
           seed = begin_second_factor(database, app.auth.seal, "agent-0", app.auth.now());
         });
         const std::string code = totp_code(seed, step_of(app.auth.now()));
         EXPECT_EQ(post(here, "/account/second-factor/confirm", "code=" + code), 200);
       }},
      {"disabling",
       [&](const auto&, const auto&) { EXPECT_EQ(post(olga, "/people/agent-0/disable", ""), 303); }},
  };
  for (const Way& way : ways) {
    SCOPED_TRACE(way.name);
    const Someone here = elsewhere("agent-0");
    const Someone there = elsewhere("agent-0");
    const auto ear = ear_of(there);
    const auto on_its_way = stream_of(there);
    ASSERT_TRUE(ear && on_its_way);
    ear->hear_until("data: ");
    way.end(here, there);
    EXPECT_TRUE(ear->ends());
    Ear late(app.live, *on_its_way);
    EXPECT_TRUE(late.ends()) << "one that was asked for before";
    EXPECT_EQ(ask(there, "GET", "/api/v1/me").status, 401);
  }
}

TEST_F(EndedSessions, ATokensStreamEndsWithIt) {
  ApiToken token;
  const Instant until = app.auth.now() + days(3);
  const std::string text = token_of("agent-0", until, &token);
  const auto start = stream_of(httplib::Headers{{"Authorization", "Bearer " + text}});
  ASSERT_TRUE(start);
  EXPECT_EQ(start->viewer.expires, std::chrono::system_clock::time_point(std::chrono::milliseconds(until.ms)));
  Ear ear(app.live, *start);
  ear.hear_until("data: ");
  EXPECT_EQ(post(person("agent-0"), "/account/tokens/end", "token=" + token.id), 303);
  EXPECT_TRUE(ear.ends());
}

/// A long poll that has got past the door when its session ends, in the turn that also gives it news.
TEST_F(EndedSessions, WhatWaitsIsNotAnsweredAfterItsSessionHasEnded) {
  const Someone who = elsewhere("agent-0");
  const std::string name = session_name(who);
  now_is_the_cursor();
  app.write([&](store::Database& database) {  // so long ago that the door notes this visit
    database.prepare("UPDATE session SET seen = seen - 600000 WHERE token_hash = unhex(?)").bind(name).run();
  });
  const auto seen = [&] {
    std::int64_t at = 0;
    app.read([&](store::Database& reading) {
      auto row = reading.prepare("SELECT seen FROM session WHERE token_hash = unhex(?)").bind(name);
      if (row.step()) at = row.integer(0);
    });
    return at;
  };
  const std::int64_t before = seen();
  wait = "25";
  WholeAnswer answer;
  std::thread waiting([&] {
    answer = ask({{"Cookie", who.cookie}}, "GET", "/api/v1/changes");
  });
  while (seen() == before) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  app.writer.run([&](engine::Turn& turn) {
    SetFields fields;
    fields.ticket = "t.north.globex";
    fields.priority = Priority::urgent;
    ASSERT_FALSE(turn.run(fields, Actor{Actor::Kind::user, "olga", Role::admin}));
    end_sessions_of(turn.database(), "agent-0");
  });
  waiting.join();
  EXPECT_EQ(answer.status, 401) << answer.text;
}

TEST_F(EndedSessions, AnOldFirstLinkMakesNobodyAnAdministrator) {
  // Printed at the first start and never used, because the accounts were made on the command line.
  std::string token;
  app.write([&](store::Database& database) {
    token = make_link(database, {LinkPurpose::first_admin, ""}, std::nullopt);
  });
  const std::size_t before = app.writer.policies()->workspace().users.size();
  EXPECT_EQ(ask(Someone{}, "GET", "/welcome/" + token).status, 410);
  EXPECT_EQ(post(Someone{}, "/welcome/" + token, "name=Eve&email=eve%40example.org&password=a+long+enough+one"), 410);
  EXPECT_EQ(app.writer.policies()->workspace().users.size(), before) << "nobody is added either";
}

TEST_F(EndedSessions, WhoIsUnknownDisabledOrInvitedCostsAsMuchAsWhoIsKnown) {
  give_password("agent-0");
  give_password("agent-1");
  app.write([](store::Database& database) { set_disabled(database, "agent-1", true); });
  std::uint64_t checked = app.auth.passwords.checked();
  for (const char* email : {"agent-0", "agent-1", "agent-2", "nobody"}) {
    const std::string form = "email=" + std::string(email) + "%40example.org&password=not+this+one";
    EXPECT_EQ(post(Someone{}, "/login", form), 401) << email;
    EXPECT_EQ(app.auth.passwords.checked(), ++checked) << email << ": a hash was computed";
  }
}

/// Neither words nor work tell whether there is an account: the same page, one commit, one row of the audit log.
TEST_F(EndedSessions, WhoAsksForALinkLearnsNothingFromTheAnswerNorFromItsTime) {
  app.write([](store::Database& database) { set_disabled(database, "agent-1", true); });
  const auto count = [this](const char* query) {
    std::int64_t found = 0;
    app.read([&](store::Database& reading) { found = reading.integer(query); });
    return found;
  };
  std::string page;
  std::int64_t rows = 0;
  for (const char* email : {"agent-0", "agent-1", "nobody"}) {
    const auto answer = ask(httplib::Headers{}, "POST", "/forgot", "email=" + std::string(email) + "%40example.org",
                            "application/x-www-form-urlencoded");
    EXPECT_EQ(answer.status, 200) << email;
    if (page.empty()) page = answer.text;
    EXPECT_EQ(answer.text, page) << email;
    EXPECT_EQ(count("SELECT count(*) FROM audit WHERE action = 'link_asked_for'"), ++rows) << email;
  }
  EXPECT_EQ(count("SELECT count(*) FROM one_time_link WHERE purpose = 'set_password'"), 1) << "for whom there is one";
}

}  // namespace
}  // namespace oasis::http
