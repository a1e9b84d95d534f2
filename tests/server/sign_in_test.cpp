// Signing in to the real server, as a browser does it.
#include <gtest/gtest.h>

#include "tests/server/server_process.hpp"

namespace oasis::test {
namespace {

struct SignIn : testing::Test {
  TemporaryFolder folder;
  ServerProcess server{folder.path() + "/data"};
  Browser browser{server.port()};

  int me(Browser& who) {
    const auto answer = who.get("/api/v1/me");
    return answer->status;
  }
};

TEST_F(SignIn, TheFirstStartPrintsALinkThatMakesTheFirstAdmin) {
  ASSERT_NE(server.welcome_path(), "");
  const auto form = browser.get(server.welcome_path());
  EXPECT_EQ(form->status, 200);
  EXPECT_NE(form->body.find("autocomplete=\"new-password\""), std::string::npos);
  make_first_admin(server, browser);
  const auto answer = browser.get("/api/v1/me");
  EXPECT_EQ(answer->status, 200);
  EXPECT_NE(answer->body.find("\"role\":\"admin\""), std::string::npos) << answer->body;
  EXPECT_NE(answer->body.find("\"user_id\":\"olga-brandt\""), std::string::npos) << answer->body;
}

TEST_F(SignIn, TheFirstLinkWorksOnce) {
  make_first_admin(server, browser);
  Browser second(server.port());
  EXPECT_EQ(second.get(server.welcome_path())->status, 410);
  const auto again =
      second.post_form(server.welcome_path(),
                       {{"name", "Eve"}, {"email", "eve@example.org"}, {"password", "another long one"}});
  EXPECT_EQ(again->status, 410);
  EXPECT_EQ(second.cookie(), "");
}

TEST_F(SignIn, AnotherStartPrintsAnotherLinkUntilThereIsAnAccount) {
  const std::string first = server.welcome_path();
  server.stop();
  server.start_again();
  EXPECT_NE(server.welcome_path(), "");
  EXPECT_NE(server.welcome_path(), first);
  EXPECT_EQ(browser.get(first)->status, 410);
  make_first_admin(server, browser);
  server.stop();
  server.start_again();
  EXPECT_EQ(server.welcome_path(), "");
}

TEST_F(SignIn, AFormThatIsWrongSaysWhyAndKeepsWhatWasTyped) {
  const auto answer = browser.post_form(
      server.welcome_path(), {{"name", "O'lga <b>"}, {"email", "olga@example.org"}, {"password", "short"}});
  EXPECT_EQ(answer->status, 422);
  EXPECT_NE(answer->body.find("role=\"alert\""), std::string::npos);
  EXPECT_NE(answer->body.find("O&#39;lga &lt;b&gt;"), std::string::npos);
  EXPECT_EQ(answer->body.find("value=\"short\""), std::string::npos);
  make_first_admin(server, browser);
}

TEST_F(SignIn, APersonSignsInAndOut) {
  make_first_admin(server, browser);
  Browser other(server.port());
  EXPECT_EQ(me(other), 401);
  EXPECT_TRUE(other.sign_in(" OLGA@example.org ", admin_password));
  EXPECT_EQ(me(other), 200);
  const std::string stolen = other.cookie();
  EXPECT_EQ(other.post_form("/logout", {})->status, 303);
  other.set_cookie(stolen);
  EXPECT_EQ(me(other), 401) << "signing out ends the session, not only the cookie";
  EXPECT_EQ(me(browser), 200) << "but only this one";
}

TEST_F(SignIn, TheCookieIsForTheServerOnly) {
  make_first_admin(server, browser);
  const auto answer =
      Browser(server.port()).post_form("/login", {{"email", admin_email}, {"password", admin_password}});
  const std::string cookie = answer->get_header_value("Set-Cookie");
  EXPECT_NE(cookie.find("HttpOnly"), std::string::npos);
  EXPECT_NE(cookie.find("SameSite=Lax"), std::string::npos);
  EXPECT_NE(cookie.find("Path=/;"), std::string::npos);
}

TEST_F(SignIn, AWrongPasswordAndAnUnknownAddressLookTheSame) {
  make_first_admin(server, browser);
  Browser stranger(server.port());
  const auto wrong = stranger.post_form("/login", {{"email", admin_email}, {"password", "not this one"}});
  const auto unknown =
      stranger.post_form("/login", {{"email", "nobody@example.org"}, {"password", "not this one"}});
  EXPECT_EQ(wrong->status, 401);
  EXPECT_EQ(unknown->status, 401);
  EXPECT_EQ(stranger.cookie(), "");
  const auto message = [](const std::string& page) { return page.substr(page.find("role=\"alert\""), 80); };
  EXPECT_EQ(message(wrong->body), message(unknown->body));
}

TEST_F(SignIn, GuessingIsStoppedAndSaysForHowLong) {
  make_first_admin(server, browser);
  Browser guesser(server.port());
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(guesser.post_form("/login", {{"email", admin_email}, {"password", "guess"}})->status, 401);
  }
  const auto answer = guesser.post_form("/login", {{"email", admin_email}, {"password", admin_password}});
  EXPECT_EQ(answer->status, 429);
  EXPECT_NE(answer->get_header_value("Retry-After"), "");
  EXPECT_EQ(me(browser), 200) << "whoever is signed in goes on";
}

TEST_F(SignIn, ARequestFromAnotherSiteChangesNothing) {
  make_first_admin(server, browser);
  httplib::Client client("127.0.0.1", server.port());
  const auto post = [&](const httplib::Headers& headers) {
    return client.Post("/logout", headers, "", "application/x-www-form-urlencoded")->status;
  };
  const std::string cookie = browser.cookie();
  EXPECT_EQ(post({{"Cookie", cookie}, {"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(post({{"Cookie", cookie}, {"Sec-Fetch-Site", "same-site"}}), 403);
  EXPECT_EQ(post({{"Cookie", cookie}, {"Origin", "https://evil.example"}}), 403);
  EXPECT_EQ(post({{"Cookie", cookie}, {"Origin", "null"}}), 403);
  EXPECT_EQ(post({{"Cookie", cookie}}), 403) << "a session and no word where it comes from";
  EXPECT_EQ(me(browser), 200);
  EXPECT_EQ(post({{"Cookie", cookie}, {"Origin", server.url()}}), 303);
  EXPECT_EQ(me(browser), 401);
}

TEST_F(SignIn, ASessionOutlivesAKilledServer) {
  make_first_admin(server, browser);
  server.kill();
  server.start_again();
  EXPECT_EQ(me(browser), 200);
}

TEST_F(SignIn, ALinkLeadsBackAfterSigningInButNeverAway) {
  make_first_admin(server, browser);
  Browser other(server.port());
  const auto asked = other.get("/tickets/17?tab=notes", {{"Accept", "text/html"}});
  EXPECT_EQ(asked->status, 303);
  EXPECT_EQ(asked->get_header_value("Location"), "/login?next=/tickets/17?tab%3Dnotes");
  const auto in = [&](const std::string& next) {
    return other.post_form("/login", {{"email", admin_email}, {"password", admin_password}, {"next", next}})
        ->get_header_value("Location");
  };
  EXPECT_EQ(in("/tickets/17?tab=notes"), "/tickets/17?tab=notes");
  const auto there = other.get("/tickets/17", {{"Accept", "text/html"}});
  EXPECT_EQ(there->status, 303);
  EXPECT_EQ(there->get_header_value("Location"), "/#/tickets/17") << "where the page has it";
  EXPECT_EQ(other.get("//evil/x", {{"Accept", "text/html"}})->get_header_value("Location"), "/#/");
  for (const char* away :
       {"//evil.example", "/\\evil.example", "https://evil.example", "", "/a\r\nSet-Cookie: b=c"}) {
    EXPECT_EQ(in(away), "/") << away;
  }
}

TEST_F(SignIn, NothingSecretIsLogged) {
  make_first_admin(server, browser);
  Browser(server.port()).post_form("/login", {{"email", admin_email}, {"password", "not this one"}});
  server.stop();
  const std::string log = server.log();
  EXPECT_NE(log.find("event=sign_in outcome=refused"), std::string::npos) << log;
  for (const std::string& secret : {std::string(admin_password), std::string("not this one"),
                                    server.welcome_path().substr(9), browser.cookie().substr(6)}) {
    EXPECT_EQ(log.find(secret), std::string::npos) << secret;
  }
}

}  // namespace
}  // namespace oasis::test
