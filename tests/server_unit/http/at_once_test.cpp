// A whole server behind a real front: what the watching threads answer by themselves is what workers would answer, and who
// they know is who is signed in.
#include <gtest/gtest.h>

#include <httplib.h>

#include <memory>

#include "server/http/front.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct AtOnce : WholeServer {
  AtOnce() {
    front.start({[this](std::string_view method, std::string_view path) { return app.routes.terms(method, path); },
                 [this](const httplib::Request& request, httplib::Response& response, std::optional<LiveStart>& live) {
                   app.routes.handle(request, response, live);
                 },
                 {}});
  }
  ~AtOnce() override { front.stop(); }

  httplib::Result get(const std::string& path, const httplib::Headers& headers = {}) {
    return httplib::Client("127.0.0.1", front.port()).Get(path, headers);
  }
  std::string cookie_of_olga() {
    for (const Someone& one : people)
      if (one.id == "olga") return one.cookie;
    return "";
  }
  Instant seen() {
    Instant seen;
    app.read([&](store::Database& reading) {
      auto row = reading.prepare("SELECT seen FROM session WHERE user_id = 'olga'");
      if (row.step()) seen = Instant{row.integer(0)};
    });
    return seen;
  }

  Front front{{}, app.live};
};

TEST_F(AtOnce, AnswersTheSameWhetherItIsKnownAlreadyOrNot) {
  const httplib::Headers olga{{"Cookie", cookie_of_olga()}};
  for (int i = 0; i < 3; ++i) {
    const auto answer = get("/api/v1/me", olga);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    const json me = json::parse(answer->body);
    EXPECT_EQ(me["user_id"], "olga");
    EXPECT_EQ(me["email"], "olga@example.org");
    EXPECT_EQ(me["role"], "admin");
    EXPECT_TRUE(me["now"].is_number_integer());
    const auto health = get("/healthz");
    ASSERT_TRUE(health);
    const json well = json::parse(health->body);
    EXPECT_EQ(well["status"], "ok");
    EXPECT_TRUE(well["parts"]["providers"].is_object());
    EXPECT_TRUE(well["parts"]["writer"]["commits"].is_number_integer());
  }
  EXPECT_EQ(get("/api/v1/me")->status, 401);
}

TEST_F(AtOnce, ASessionThatWasNotUsedForAWhileIsNotedAsUsed) {
  const httplib::Headers olga{{"Cookie", cookie_of_olga()}};
  const Instant long_ago = app.auth.now() - hours(1);
  app.write([&](store::Database& database) { database.prepare("UPDATE session SET seen = ?").bind(long_ago.ms).run(); });
  EXPECT_EQ(get("/api/v1/me", olga)->status, 200);
  EXPECT_GT(seen(), long_ago);
  EXPECT_EQ(get("/api/v1/me", olga)->status, 200);
}

TEST_F(AtOnce, ASessionThatWasEndedIsKnownNoMore) {
  const httplib::Headers olga{{"Cookie", cookie_of_olga()}};
  for (int i = 0; i < 2; ++i) EXPECT_EQ(get("/api/v1/me", olga)->status, 200);
  app.write([](store::Database& database) { end_sessions_of(database, "olga"); });
  EXPECT_EQ(get("/api/v1/me", olga)->status, 401);
}

TEST_F(AtOnce, AnAccountThatWasDisabledIsKnownNoMore) {
  const httplib::Headers olga{{"Cookie", cookie_of_olga()}};
  for (int i = 0; i < 2; ++i) EXPECT_EQ(get("/api/v1/me", olga)->status, 200);
  app.write([](store::Database& database) { database.prepare("UPDATE account SET disabled = 1 WHERE user_id = 'olga'").run(); });
  EXPECT_EQ(get("/api/v1/me", olga)->status, 401);
}

}  // namespace
}  // namespace oasis::http
