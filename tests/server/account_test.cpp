// One's own account and those of others at the real server: second step, recovery codes, sessions, tokens,
// links by mail, invitations, uploads, secrets and the audit log.
#include <gtest/gtest.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <regex>

#include "tests/server/desk.hpp"
#include "tests/server_unit/notify/smtp_server.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

/// The code that an authenticator app would show, by another program than ours; `steps` later than now.
std::string code_of(const std::string& seed, int steps = 0) {
  const std::string script =
      "import hmac,hashlib,struct,base64,time,sys;"
      "k=base64.b32decode('" +
      seed + "'+'='*(-" + std::to_string(seed.size()) +
      "%8));"
      "h=hmac.new(k,struct.pack('>Q',int(time.time())//30+" +
      std::to_string(steps) +
      "),hashlib.sha1).digest();"
      "o=h[-1]&15;print('%06d'%((struct.unpack('>I',h[o:o+4])[0]&0x7fffffff)%1000000),end='')";
  std::FILE* pipe = ::popen(("python3 -c \"" + script + "\"").c_str(), "r");
  char text[16] = {};
  if (pipe) {
    EXPECT_NE(std::fgets(text, sizeof text, pipe), nullptr);
    ::pclose(pipe);
  }
  return text;
}

std::vector<std::string> found_in(const std::string& text, const char* pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at)
    found.push_back((*at)[1]);
  return found;
}

struct AccountOf : testing::Test {
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};
  Browser& olga = desk.browser;

  int me(Browser& who) { return who.get("/api/v1/me")->status; }
  /// Turns the second step on; its seed and recovery codes.
  std::pair<std::string, std::vector<std::string>> turn_on() {
    const auto setup = olga.post_form("/account/second-factor", {{"current", admin_password}});
    EXPECT_EQ(setup->status, 200);
    EXPECT_NE(setup->body.find("<svg class=\"qr\""), std::string::npos);
    const auto seeds = found_in(setup->body, "<p class=\"once\">([A-Z2-7]+)</p>");
    EXPECT_EQ(seeds.size(), 1u) << setup->body;
    const std::string seed = seeds.empty() ? "" : seeds[0];
    EXPECT_EQ(olga.post_form("/account/second-factor/confirm", {{"code", "12345"}})->status, 422);
    const auto done = olga.post_form("/account/second-factor/confirm", {{"code", code_of(seed)}});
    EXPECT_EQ(done->status, 200) << done->body;
    return {seed, found_in(done->body, "<li>([a-z2-7-]+)</li>")};
  }
  std::string token(const std::string& scope) {
    const auto page = olga.post_form(
        "/account/tokens",
        {{"token-name", "nightly export"}, {"scope", scope}, {"days", "30"}, {"current", admin_password}});
    const auto found = found_in(page->body, "<p class=\"once\">(oas_[A-Za-z0-9_-]+)</p>");
    EXPECT_EQ(found.size(), 1u) << page->body;
    return found.empty() ? "" : found[0];
  }
  httplib::Result with_token(const std::string& token, const std::string& path) {
    httplib::Client client("127.0.0.1", desk.server.port());
    return client.Get(path, {{"Authorization", "Bearer " + token}});
  }
  bool audited(const std::string& action, const std::string& subject = "") {
    for (const json& line : desk.audit()) {
      if (line["action"] == action && (subject.empty() || line["subject"] == subject)) return true;
    }
    return false;
  }
};

TEST_F(AccountOf, TheSecondStepAsksForACodeAfterThePassword) {
  const auto [seed, codes] = turn_on();
  EXPECT_EQ(codes.size(), 10u);
  EXPECT_EQ(me(olga), 200) << "this session goes on";
  Browser other(desk.server.port());
  const auto half = other.post_form(
      "/login", {{"email", admin_email}, {"password", admin_password}, {"next", "/tickets/7"}});
  EXPECT_EQ(half->status, 303);
  EXPECT_EQ(half->get_header_value("Location"), "/login/code?next=/tickets/7");
  EXPECT_EQ(me(other), 401) << "the password alone opens nothing";
  const auto form = other.get("/login/code?next=/tickets/7");
  EXPECT_NE(form->body.find("autocomplete=\"one-time-code\""), std::string::npos);
  EXPECT_EQ(other.post_form("/login/code", {{"code", "000000"}, {"next", "/tickets/7"}})->status, 401);
  EXPECT_EQ(other.post_form("/login/code", {{"code", code_of(seed)}, {"next", "/"}})->status, 401)
      << "used already";
  const auto done = other.post_form("/login/code", {{"code", code_of(seed, 1)}, {"next", "/tickets/7"}});
  EXPECT_EQ(done->status, 303) << done->body;
  EXPECT_EQ(done->get_header_value("Location"), "/tickets/7");
  EXPECT_EQ(me(other), 200);
  EXPECT_EQ(other.cookie().find("oasis-code"), std::string::npos);
}

TEST_F(AccountOf, ARecoveryCodeOpensOnce) {
  const auto [seed, codes] = turn_on();
  ASSERT_EQ(codes.size(), 10u);
  for (const int expected : {303, 401}) {
    Browser other(desk.server.port());
    other.post_form("/login", {{"email", admin_email}, {"password", admin_password}});
    EXPECT_EQ(other.post_form("/login/code", {{"code", codes[2]}})->status, expected);
  }
  EXPECT_NE(olga.get("/account")->body.find("9 of 10"), std::string::npos);
  EXPECT_TRUE(audited("recovery_code_used"));
}

TEST_F(AccountOf, WithoutAPasswordThereIsNoCodeToAskFor) {
  Browser stranger(desk.server.port());
  EXPECT_EQ(stranger.get("/login/code")->get_header_value("Location"), "/login");
  EXPECT_EQ(stranger.post_form("/login/code", {{"code", "123456"}})->status, 303);
  EXPECT_EQ(stranger.cookie(), "");
}

TEST_F(AccountOf, GuessingCodesIsStopped) {
  turn_on();
  Browser guesser(desk.server.port());
  guesser.post_form("/login", {{"email", admin_email}, {"password", admin_password}});
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(guesser.post_form("/login/code", {{"code", "00000" + std::to_string(i)}})->status, 401);
  EXPECT_EQ(guesser.post_form("/login/code", {{"code", "000009"}})->status, 429);
}

TEST_F(AccountOf, TurningItOnTakesThePassword) {
  for (const httplib::Params& form : {httplib::Params{}, httplib::Params{{"current", "not this one"}}}) {
    const auto setup = olga.post_form("/account/second-factor", form);
    EXPECT_EQ(setup->status, 422);
    EXPECT_TRUE(found_in(setup->body, "<p class=\"once\">([A-Z2-7]+)</p>").empty()) << "no seed is shown";
  }
  EXPECT_EQ(olga.post_form("/account/second-factor/confirm", {{"code", "123456"}})->status, 303) << "nothing was begun";
}

TEST_F(AccountOf, TurningItOffTakesThePassword) {
  turn_on();
  EXPECT_EQ(olga.post_form("/account/second-factor/change", {{"do", "off"}, {"current", "wrong"}})->status,
            422);
  EXPECT_NE(olga.get("/account")->body.find("It is on"), std::string::npos);
  EXPECT_EQ(
      olga.post_form("/account/second-factor/change", {{"do", "off"}, {"current", admin_password}})->status,
      303);
  Browser other(desk.server.port());
  EXPECT_TRUE(other.sign_in(admin_email, admin_password));
  EXPECT_EQ(me(other), 200);
}

TEST_F(AccountOf, SessionsAreListedAndOthersCanBeEnded) {
  Browser other(desk.server.port());
  ASSERT_TRUE(other.sign_in(admin_email, admin_password));
  const auto page = olga.get("/account");
  EXPECT_NE(page->body.find("this browser"), std::string::npos);
  const auto names = found_in(page->body, "name=\"session\" value=\"([0-9a-f]{64})\"");
  ASSERT_EQ(names.size(), 1u) << "one's own has no button";
  EXPECT_EQ(olga.post_form("/account/sessions/end", {{"session", names[0]}})->status, 303);
  EXPECT_EQ(me(other), 401);
  EXPECT_EQ(me(olga), 200);
  ASSERT_TRUE(other.sign_in(admin_email, admin_password));
  olga.post_form("/account/sessions/end", {{"session", "others"}});
  EXPECT_EQ(me(other), 401);
  EXPECT_EQ(me(olga), 200);
}

TEST_F(AccountOf, ANewPasswordEndsAllOtherSessions) {
  Browser other(desk.server.port());
  ASSERT_TRUE(other.sign_in(admin_email, admin_password));
  EXPECT_EQ(
      olga.post_form("/account/password", {{"current", "wrong"}, {"password", "a new and long one"}})->status,
      422);
  EXPECT_EQ(olga.post_form("/account/password", {{"current", admin_password}, {"password", "short"}})->status,
            422);
  EXPECT_EQ(me(other), 200);
  EXPECT_EQ(
      olga.post_form("/account/password", {{"current", admin_password}, {"password", "a new and long one"}})
          ->status,
      303);
  EXPECT_EQ(me(other), 401);
  EXPECT_EQ(me(olga), 200);
  EXPECT_FALSE(other.sign_in(admin_email, admin_password));
  EXPECT_TRUE(other.sign_in(admin_email, "a new and long one"));
}

TEST_F(AccountOf, AReadTokenReadsAndDoesNothingElse) {
  const std::string text = token("read");
  EXPECT_EQ(with_token(text, "/api/v1/bootstrap")->status, 200);
  EXPECT_EQ(with_token(text, "/api/v1/me")->status, 200);
  for (const char* page : {"/account", "/people"}) EXPECT_EQ(with_token(text, page)->status, 403) << page;
  httplib::Client client("127.0.0.1", desk.server.port());
  EXPECT_EQ(client.Post("/api/v1/commands", {{"Authorization", "Bearer " + text}}, "{}", "application/json")
                ->status,
            403);
  EXPECT_EQ(with_token(text + "x", "/api/v1/bootstrap")->status, 401);
  const auto page = olga.get("/account");
  EXPECT_NE(page->body.find("nightly export"), std::string::npos);
  EXPECT_NE(page->body.find("last used"), std::string::npos);
  EXPECT_EQ(page->body.find(text), std::string::npos) << "shown once";
}

TEST_F(AccountOf, AWritingTokenWritesUntilItIsRevoked) {
  const std::string text = token("tickets:write");
  httplib::Client client("127.0.0.1", desk.server.port());
  const json body = {{"epoch", desk.epoch()},
                     {"client_id", "a-script-of-olgas"},
                     {"commands",
                      {{{"mid", 1},
                        {"name", "create"},
                        {"args", {{"ticket", "t-1"}, {"message", {{"id", "m-1"}, {"text", "x"}}}}}}}}};
  const auto done =
      client.Post("/api/v1/commands", {{"Authorization", "Bearer " + text}}, body.dump(), "application/json");
  EXPECT_EQ(done->status, 200);
  EXPECT_EQ(json::parse(done->body)["results"][0]["status"], "applied") << done->body;
  const auto ids = found_in(olga.get("/account")->body, "name=\"token\" value=\"([a-z2-7]+)\"");
  ASSERT_EQ(ids.size(), 1u);
  olga.post_form("/account/tokens/end", {{"token", ids[0]}});
  EXPECT_EQ(with_token(text, "/api/v1/bootstrap")->status, 401);
  EXPECT_TRUE(audited("token_made", ids[0]));
  EXPECT_TRUE(audited("token_revoked", ids[0]));
}

TEST_F(AccountOf, APageOfAdminsIsForAdmins) {
  desk.import(escalating_workspace("1h", "30m"));
  const Finished added = run_command({"user", "add", "--data", desk.server.data_folder(), "--email",
                                      "carl@acme.example", "--name", "Carl", "--role", "agent"});
  ASSERT_EQ(added.exit_code, 0) << added.errors;
  const auto links = found_in(added.out, "(/welcome/[A-Za-z0-9_-]+)");
  ASSERT_FALSE(links.empty()) << added.out;
  Browser carl(desk.server.port());
  ASSERT_EQ(carl.post_form(links[0], {{"password", "carls long password"}})->status, 303);
  EXPECT_EQ(carl.get("/people")->status, 403);
  EXPECT_EQ(carl.post_form("/people/olga-brandt/disable", {})->status, 403);
  EXPECT_EQ(carl.get("/account")->status, 200);
  const auto page = olga.get("/people/carl");
  const auto sessions = found_in(page->body, "name=\"session\" value=\"([0-9a-f]{64})\"");
  ASSERT_EQ(sessions.size(), 1u) << page->body;
  olga.post_form("/people/carl/sessions/end", {{"session", sessions[0]}});
  EXPECT_EQ(me(carl), 401);
  ASSERT_TRUE(carl.sign_in("carl@acme.example", "carls long password"));
  olga.post_form("/people/carl/disable", {});
  EXPECT_EQ(me(carl), 401);
  EXPECT_FALSE(carl.sign_in("carl@acme.example", "carls long password"));
  EXPECT_TRUE(audited("account_disabled", "carl"));
  EXPECT_NE(olga.post_form("/people/olga-brandt/disable", {})->body.find("cannot disable your own"),
            std::string::npos);
}

struct LinksByMail : AccountOf {
  oasis_test::SmtpTestServer smtp{{"plain"}};
  Desk mailing{
      folder.path() + "/mailing",
      {"--smtp", "smtp://127.0.0.1:" + std::to_string(smtp.port()), "--mail-from", "support@acme.example",
       "--log-level", "debug"}};

  std::string next_link() {
    std::string text = json::parse(smtp.line(), nullptr, false)["data"];
    for (std::size_t at = 0; (at = text.find("=\r\n", at)) != std::string::npos;) text.erase(at, 3);
    for (std::size_t at = 0; (at = text.find("=3D", at)) != std::string::npos;) text.replace(at, 3, "=");
    const auto links = found_in(text, "(/welcome/[A-Za-z0-9._-]+)");
    EXPECT_FALSE(links.empty()) << text;
    return links.empty() ? "" : links[0];
  }
};

TEST_F(LinksByMail, WhoForgotThePasswordGetsALinkThatWorksOnce) {
  Browser forgetful(mailing.server.port());
  const auto known = forgetful.post_form("/forgot", {{"email", admin_email}});
  const auto unknown = forgetful.post_form("/forgot", {{"email", "nobody@example.org"}});
  EXPECT_EQ(known->status, 200);
  EXPECT_EQ(unknown->status, known->status);
  EXPECT_EQ(unknown->body, known->body) << "the answer tells nobody who has an account";
  const std::string link = next_link();
  EXPECT_NE(forgetful.get(link)->body.find("new-password"), std::string::npos);
  EXPECT_EQ(forgetful.post_form(link, {{"password", "remembered this time"}})->status, 303);
  EXPECT_EQ(me(forgetful), 200);
  EXPECT_EQ(me(mailing.browser), 401) << "all other sessions end";
  EXPECT_EQ(forgetful.get(link)->status, 410);
  EXPECT_EQ(forgetful.get(link.substr(0, link.size() - 1) + "x")->status, 410);
}

TEST_F(LinksByMail, AResetDoesNotGoAroundTheSecondStep) {
  const auto setup = mailing.browser.post_form("/account/second-factor", {{"current", admin_password}});
  const auto seeds = found_in(setup->body, "<p class=\"once\">([A-Z2-7]+)</p>");
  ASSERT_EQ(seeds.size(), 1u);
  ASSERT_EQ(
      mailing.browser.post_form("/account/second-factor/confirm", {{"code", code_of(seeds[0])}})->status,
      200);
  Browser thief(mailing.server.port());
  thief.post_form("/forgot", {{"email", admin_email}});
  const auto chosen = thief.post_form(next_link(), {{"password", "mine now and long"}});
  EXPECT_EQ(chosen->get_header_value("Location"), "/login/code?next=/");
  EXPECT_EQ(me(thief), 401);
}

TEST_F(LinksByMail, NothingThatOpensADoorIsInTheLogHoweverMuchIsLogged) {
  Browser& admin = mailing.browser;
  const std::string first_cookie = admin.cookie();
  const auto setup = admin.post_form("/account/second-factor", {{"current", admin_password}});
  const auto seeds = found_in(setup->body, "<p class=\"once\">([A-Z2-7]+)</p>");
  ASSERT_EQ(seeds.size(), 1u);
  const std::string used_code = code_of(seeds[0]);
  const auto confirmed = admin.post_form("/account/second-factor/confirm", {{"code", used_code}});
  std::vector<std::string> secrets = found_in(confirmed->body, "<li>([a-z2-7-]+)</li>");
  ASSERT_EQ(secrets.size(), 10u);
  const auto made = admin.post_form(
      "/account/tokens", {{"token-name", "x"}, {"scope", "read"}, {"days", "1"}, {"current", admin_password}});
  const auto tokens = found_in(made->body, "<p class=\"once\">(oas_[A-Za-z0-9_-]+)</p>");
  ASSERT_EQ(tokens.size(), 1u);
  httplib::Client script("127.0.0.1", mailing.server.port());
  EXPECT_EQ(script.Get("/api/v1/me", {{"Authorization", "Bearer " + tokens[0]}})->status, 200);
  EXPECT_EQ(script.Get("/api/v1/me", {{"Authorization", "Bearer " + tokens[0] + "wrong"}})->status, 401);
  Browser forgetful(mailing.server.port());
  forgetful.post_form("/forgot", {{"email", admin_email}});
  const std::string link = next_link();
  forgetful.get(link);
  forgetful.post_form(link, {{"password", "remembered this time"}});
  const std::string half_way = forgetful.cookie();
  forgetful.post_form("/login/code", {{"code", secrets[4]}});
  EXPECT_EQ(me(forgetful), 200);
  for (const std::string& secret :
       {first_cookie.substr(6), forgetful.cookie().substr(6), half_way.substr(half_way.find('=') + 1), seeds[0],
        tokens[0].substr(13), link.substr(9), std::string("remembered this time"), std::string(admin_password)})
    secrets.push_back(secret);
  EXPECT_EQ(mailing.server.stop(), 0);
  const std::string log = mailing.server.log();
  EXPECT_NE(log.find("event=request"), std::string::npos) << "every request is there";
  for (const std::string& secret : secrets) {
    EXPECT_GE(secret.size(), 16u) << "long enough to be looked for: " << secret;
    EXPECT_EQ(log.find(secret), std::string::npos) << secret;
  }
}

TEST_F(LinksByMail, AnInvitationMakesAnAccount) {
  Browser& admin = mailing.browser;
  const auto invited =
      admin.post_form("/people", {{"name", "Dana Cruz"}, {"email", "Dana@Acme.example"}, {"role", "viewer"}});
  EXPECT_EQ(invited->status, 303) << invited->body;
  EXPECT_NE(admin.get("/people")->body.find("invited"), std::string::npos);
  Browser dana(mailing.server.port());
  EXPECT_EQ(dana.post_form(next_link(), {{"password", "danas long password"}})->status, 303);
  const auto who = json::parse(dana.get("/api/v1/me")->body);
  EXPECT_EQ(who["role"], "viewer");
  EXPECT_EQ(who["email"], "dana@acme.example");
  EXPECT_EQ(admin.post_form("/people", {{"name", "Dana"}, {"email", "dana@acme.example"}, {"role", "agent"}})
                ->status,
            422);
  EXPECT_EQ(admin.post_form("/people", {{"name", "X"}, {"email", "no address"}, {"role", "agent"}})->status,
            422);
}

TEST_F(AccountOf, AFileComesBeforeItsMessageAndLeavesAsADownload) {
  desk.open_ticket("t-1");
  httplib::Client client("127.0.0.1", desk.server.port());
  const httplib::Headers headers{{"Cookie", olga.cookie()}, {"Sec-Fetch-Site", "same-origin"}};
  const auto upload = [&](const std::string& name, const std::string& bytes) {
    return client.Post("/api/v1/attachments?name=" + name, headers, bytes, "text/html");
  };
  const auto sent = upload("..%2Fevil.html", "<script>alert(1)</script>");
  ASSERT_EQ(sent->status, 200) << sent->body;
  const json file = json::parse(sent->body);
  EXPECT_EQ(file["name"], "evil.html");
  EXPECT_EQ(file["type"], "text/plain") << "what it is, not what it was called";
  const std::string at = "/api/v1/attachments/" + file["id"].get<std::string>();
  EXPECT_EQ(olga.get(at)->get_header_value("Content-Disposition").rfind("attachment;", 0), 0u) << "whoever sent it";
  const json reply = {{"ticket", "t-1"},
                      {"message",
                       {{"id", "m-2"},
                        {"text", "see file"},
                        {"attachments", {{{"id", file["id"]}, {"type", "text/html"}}}}}}};
  EXPECT_EQ(desk.command("reply", reply)["status"], "applied");
  const auto got = olga.get(at);
  EXPECT_EQ(got->body, "<script>alert(1)</script>");
  EXPECT_EQ(got->get_header_value("Content-Type"), "application/octet-stream");
  EXPECT_EQ(got->get_header_value("Content-Disposition").rfind("attachment;", 0), 0u);
  EXPECT_EQ(got->get_header_value("X-Content-Type-Options"), "nosniff");
  const auto part = olga.get(at, {{"Range", "bytes=8-12"}});
  EXPECT_EQ(part->status, 206);
  EXPECT_EQ(part->body, "alert");
  EXPECT_EQ(part->get_header_value("Content-Range"), "bytes 8-12/25");
  EXPECT_EQ(olga.get(at, {{"Range", "bytes=99-"}})->status, 416);
  EXPECT_EQ(desk.get("/api/v1/tickets/t-1")["messages"][1]["attachments"][0]["type"], "text/plain");
  json again = reply;
  again["message"]["id"] = "m-3";
  EXPECT_EQ(desk.command("reply", again)["status"], "refused") << "a file belongs to one message";
  EXPECT_EQ(upload("x", "")->status, 422);
  EXPECT_EQ(upload("x", std::string(21 * 1024 * 1024, 'x'))->status, 413);
  EXPECT_EQ(client.Post("/api/v1/attachments", {{"Cookie", olga.cookie()}}, "x", "text/plain")->status, 403)
      << "from nowhere";
}

TEST_F(AccountOf, APictureIsShownToItsSenderBeforeItsMessageAndToNobodyElse) {
  const std::string png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\2\0\0\0\1\x08\6\0\0\0\0\0", 31);
  httplib::Client client("127.0.0.1", desk.server.port());
  const httplib::Headers headers{{"Cookie", olga.cookie()}, {"Sec-Fetch-Site", "same-origin"}};
  const auto sent = client.Post("/api/v1/attachments?name=a.png", headers, png, "text/html");
  ASSERT_EQ(sent->status, 200) << sent->body;
  const std::string file = "/api/v1/attachments/" + json::parse(sent->body)["id"].get<std::string>();
  const std::string at = file + "/picture";
  const auto got = olga.get(at);
  EXPECT_EQ(got->body, png);
  EXPECT_EQ(got->get_header_value("Content-Type"), "image/png");
  EXPECT_EQ(got->get_header_value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(got->get_header_value("Content-Disposition"), "attachment") << "opened by itself it is a download";
  EXPECT_EQ(got->get_header_value("Cache-Control"), "no-store");
  EXPECT_NE(got->get_header_value("Content-Security-Policy").find("sandbox"), std::string::npos);
  const Finished added = run_command({"user", "add", "--data", desk.server.data_folder(), "--email",
                                      "carl@acme.example", "--name", "Carl", "--role", "admin"});
  const auto links = found_in(added.out, "(/welcome/[A-Za-z0-9_-]+)");
  ASSERT_FALSE(links.empty()) << added.out << added.errors;
  Browser carl(desk.server.port());
  ASSERT_EQ(carl.post_form(links[0], {{"password", "carls long password"}})->status, 303);
  EXPECT_EQ(carl.get(at)->status, 404) << "not his, whatever his role";
  EXPECT_EQ(carl.get(file)->status, 404);
}

TEST_F(AccountOf, ASecretIsKeptSealedAndNeverShown) {
  const std::string& data = desk.server.data_folder();
  EXPECT_EQ(run_command({"secret", "set", "smtp-password", "--data", data}, "hunter2\n").exit_code, 0);
  EXPECT_EQ(run_command({"secret", "list", "--data", data}).out, "smtp-password\n");
  EXPECT_EQ(run_command({"secret", "set", "Bad Name", "--data", data}, "x\n").exit_code, 1);
  EXPECT_TRUE(audited("secret_set", "smtp-password"));
  desk.server.stop();
  EXPECT_EQ(run_command({"secret", "list", "--data", data}).out, "smtp-password\n")
      << "without a server, too";
  const Finished everything = run_command({"audit", "export", "--data", data});
  EXPECT_EQ(everything.out.find("hunter2"), std::string::npos);
  EXPECT_EQ(desk.server.log().find("hunter2"), std::string::npos);
  const int found = std::system(("grep -rq hunter2 '" + data + "'").c_str());
  EXPECT_NE(found, 0) << "it is in a file in the clear";
  EXPECT_EQ(run_command({"secret", "remove", "smtp-password", "--data", data}).exit_code, 0);
}

TEST_F(AccountOf, TheAuditLogTellsWhoDidWhatAndThatNobodyChangedIt) {
  Browser(desk.server.port()).post_form("/login", {{"email", admin_email}, {"password", "not this one"}});
  Browser(desk.server.port())
      .post_form("/login", {{"email", "nobody@example.org"}, {"password", "not this one"}});
  desk.import(escalating_workspace("1h", "30m"));
  EXPECT_TRUE(audited("first_admin"));
  EXPECT_TRUE(audited("sign_in"));
  EXPECT_TRUE(audited("sign_in_refused", "olga-brandt"));
  EXPECT_TRUE(audited("document_changed"));
  const std::string& data = desk.server.data_folder();
  const Finished whole = run_command({"audit", "check", "--data", data});
  EXPECT_EQ(whole.exit_code, 0) << whole.errors;
  desk.server.stop();
  const std::string tamper =
      "python3 -c \"import sqlite3; d = sqlite3.connect('" + data +
      "/oasis.db'); d.execute(\\\"UPDATE audit SET subject = 'eve' WHERE n = 2\\\"); d.commit()\"";
  ASSERT_EQ(std::system(tamper.c_str()), 0);
  const Finished broken = run_command({"audit", "check", "--data", data});
  EXPECT_EQ(broken.exit_code, 3);
  EXPECT_NE(broken.errors.find("entry 2"), std::string::npos) << broken.errors;
}

TEST_F(AccountOf, PagesAreHtmlThatNeedsNoScriptAndIsNotKept) {
  for (const char* path : {"/account", "/people", "/people/olga-brandt", "/forgot", "/login"}) {
    Browser stranger(desk.server.port());
    const auto page = std::string(path) == "/login" ? stranger.get(path) : olga.get(path);
    EXPECT_EQ(page->status, 200) << path;
    EXPECT_EQ(page->body.find("<script"), std::string::npos) << path;
    EXPECT_EQ(page->body.find(" style="), std::string::npos) << path;
    EXPECT_EQ(page->get_header_value("Cache-Control"), "no-store") << path;
    EXPECT_NE(page->get_header_value("Content-Security-Policy").find("default-src 'none'"), std::string::npos)
        << path;
  }
}

}  // namespace
}  // namespace oasis::test
