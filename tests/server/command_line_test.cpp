// The commands of the real binary: what they print, how they fail, and how they work beside a running server.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/server/server_process.hpp"

namespace oasis::test {
namespace {

std::string path_of_link(const std::string& text) {
  const auto at = text.find("/welcome/");
  return at == std::string::npos ? "" : text.substr(at, text.find_first_of(" \n", at) - at);
}

TEST(CommandLine, EveryCommandHelpsWithExamples) {
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"serve"}, {"user"}, {"user", "add"}}) {
    auto arguments = command;
    arguments.push_back("--help");
    const Finished help = run_command(arguments);
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_NE(help.out.find("Examples:"), std::string::npos) << command.front();
  }
  EXPECT_EQ(run_command({"version"}).out.find("support-oasis "), 0u);
}

TEST(CommandLine, AnUnknownCommandIsRefused) {
  EXPECT_NE(run_command({"dance"}).exit_code, 0);
  EXPECT_NE(run_command({}).exit_code, 0);
}

TEST(CommandLine, TwoServersCannotUseOneFolder) {
  TemporaryFolder folder;
  ServerProcess server(folder.path());
  const Finished second = run_command({"serve", "--data", folder.path(), "--port", "0"});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_NE(second.errors.find("already uses the data folder"), std::string::npos) << second.errors;
}

TEST(CommandLine, ATakenPortIsOneSentenceWithTheWayOut) {
  TemporaryFolder folder;
  ServerProcess server(folder.path() + "/one");
  const Finished second =
      run_command({"serve", "--data", folder.path() + "/two", "--port", std::to_string(server.port())});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_NE(second.errors.find("--port"), std::string::npos) << second.errors;
}

TEST(CommandLine, AFolderThatCannotBeMadeIsOneSentenceWithTheWayOut) {
  TemporaryFolder folder;
  std::ofstream(folder.path() + "/file") << "x";
  const Finished serve = run_command({"serve", "--data", folder.path() + "/file/data", "--port", "0"});
  EXPECT_EQ(serve.exit_code, 1);
  EXPECT_NE(serve.errors.find("--data"), std::string::npos) << serve.errors;
}

TEST(CommandLine, ADatabaseThatIsNoneIsOneSentence) {
  TemporaryFolder folder;
  std::ofstream(folder.path() + "/oasis.db") << std::string(10'000, 'x');
  const Finished serve = run_command({"serve", "--data", folder.path(), "--port", "0"});
  EXPECT_EQ(serve.exit_code, 1);
  EXPECT_NE(serve.errors.find("damaged"), std::string::npos) << serve.errors;
}

TEST(CommandLine, AServerStopsCleanlyWhenAsked) {
  TemporaryFolder folder;
  ServerProcess server(folder.path());
  EXPECT_EQ(server.stop(), 0);
}

TEST(CommandLine, AnAddressThatOthersCanReachIsWarnedAbout) {
  TemporaryFolder folder;
  ServerProcess local(folder.path() + "/a");
  EXPECT_EQ(local.log().find("WARNING"), std::string::npos);
  ServerProcess open(folder.path() + "/b", {"--host", "0.0.0.0"});
  EXPECT_NE(open.log().find("WARNING"), std::string::npos);
}

TEST(CommandLine, BehindHttpsTheCookieIsBoundToUsAndBrowsersAreToldToStay) {
  TemporaryFolder folder;
  ServerProcess server(folder.path(), {"--trusted-proxy", "loopback", "--url", "https://support.example.org"});
  EXPECT_NE(server.greeting().find("https://support.example.org/welcome/"), std::string::npos);
  Browser browser(server.port());
  make_first_admin(server, browser);
  EXPECT_EQ(browser.cookie().find("__Host-oasis="), 0u);
  const auto answer = browser.get("/api/v1/me");
  EXPECT_EQ(answer->status, 200);
  EXPECT_NE(answer->get_header_value("Strict-Transport-Security"), "");
}

TEST(CommandLine, UsersAreManagedWithoutAServer) {
  TemporaryFolder folder;
  const Finished added =
      run_command({"user", "add", "--data", folder.path(), "--email", "Ann@example.org", "--name", "Ann Ek"});
  EXPECT_EQ(added.exit_code, 0) << added.errors;
  EXPECT_NE(path_of_link(added.out), "");
  EXPECT_EQ(run_command({"user", "list", "--data", folder.path()}).out,
            "ann-ek\tann@example.org\tno password yet\n");
  const Finished twice = run_command({"user", "add", "--data", folder.path(), "--email", "ann@example.org"});
  EXPECT_EQ(twice.exit_code, 1);
  EXPECT_NE(twice.errors.find("already"), std::string::npos);
  const Finished unknown = run_command({"user", "link", "--data", folder.path(), "bob"});
  EXPECT_EQ(unknown.exit_code, 1);
  EXPECT_NE(unknown.errors.find("user list"), std::string::npos);
}

TEST(CommandLine, UsersAreManagedBesideARunningServer) {
  TemporaryFolder folder;
  ServerProcess server(folder.path());
  const Finished added =
      run_command({"user", "add", "--data", folder.path(), "--email", "ann@example.org", "--name", "Ann Ek"});
  ASSERT_EQ(added.exit_code, 0) << added.errors;
  Browser ann(server.port());
  const std::string link = path_of_link(added.out);
  const auto form = ann.get(link);
  ASSERT_EQ(form->status, 200);
  EXPECT_NE(form->body.find("ann@example.org"), std::string::npos);
  EXPECT_EQ(ann.post_form(link, {{"password", "a word for ann"}})->status, 303);
  EXPECT_EQ(ann.get("/api/v1/me")->status, 200);
  EXPECT_EQ(Browser(server.port()).get(link)->status, 410) << "a link works once";

  EXPECT_EQ(run_command({"user", "password", "--data", folder.path(), "ann-ek"}, "another word for ann\n")
                .exit_code,
            0);
  EXPECT_EQ(ann.get("/api/v1/me")->status, 401) << "a new password ends all sessions";
  EXPECT_TRUE(ann.sign_in("ann@example.org", "another word for ann"));

  EXPECT_EQ(run_command({"user", "disable", "--data", folder.path(), "ann@example.org"}).exit_code, 0);
  EXPECT_EQ(ann.get("/api/v1/me")->status, 401);
  EXPECT_FALSE(ann.sign_in("ann@example.org", "another word for ann"));
  EXPECT_EQ(run_command({"user", "enable", "--data", folder.path(), "ann-ek"}).exit_code, 0);
  EXPECT_TRUE(ann.sign_in("ann@example.org", "another word for ann"));
}

TEST(CommandLine, ACommandWorksAfterAServerWasKilled) {
  TemporaryFolder folder;
  ServerProcess server(folder.path());
  server.kill();
  EXPECT_EQ(run_command({"user", "list", "--data", folder.path()}).exit_code, 0);
}

TEST(CommandLine, AWeakPasswordIsRefused) {
  TemporaryFolder folder;
  run_command({"user", "add", "--data", folder.path(), "--email", "ann@example.org", "--id", "ann"});
  const Finished weak = run_command({"user", "password", "--data", folder.path(), "ann"}, "short\n");
  EXPECT_EQ(weak.exit_code, 1);
  EXPECT_NE(weak.errors.find("10 characters"), std::string::npos);
}

}  // namespace
}  // namespace oasis::test
