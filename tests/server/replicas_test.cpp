// What replicas rely on beyond commands and changes: versions, how far a client is, a compressed snapshot.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

struct Replicas : testing::Test {
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};
};

TEST_F(Replicas, APageOfAnotherVersionIsToldSoAndNothingIsDone) {
  desk.open_ticket("t-1");
  const std::string cursor = desk.cursor();
  for (const std::string& path :
       {std::string("/api/v1/bootstrap?version="),
        "/api/v1/changes?cursor=" + cursor + "&version=", "/api/v1/live?cursor=" + cursor + "&version="}) {
    for (const char* version : {"0", "99", "x"}) {
      const auto answer = desk.browser.get(path + version);
      EXPECT_EQ(answer->status, 426) << path << version;
      EXPECT_EQ(json::parse(answer->body)["error"]["code"], "version");
    }
  }
  int status = 0;
  const json answer =
      desk.post_commands({{"version", 99},
                          {"epoch", desk.epoch()},
                          {"client_id", desk.client_id},
                          {"commands",
                           {{{"mid", 2},
                             {"name", "note"},
                             {"args", {{"ticket", "t-1"}, {"message", {{"id", "n"}, {"text", "x"}}}}}}}}},
                         &status);
  EXPECT_EQ(status, 426);
  EXPECT_EQ(answer["versions"].size(), 2u);
  EXPECT_TRUE(desk.events("t-1", "noted").empty());
  EXPECT_EQ(desk.browser.get("/api/v1/bootstrap?version=1")->status, 200);
}

TEST_F(Replicas, AClientCanAskHowFarTheServerIsWithIt) {
  EXPECT_EQ(desk.get("/api/v1/clients/desk-client-1")["last_mid"], 0) << "never heard of";
  desk.open_ticket("t-1");
  EXPECT_EQ(desk.get("/api/v1/clients/desk-client-1")["last_mid"], 1);
  const Finished added = run_command(
      {"user", "add", "--data", desk.server.data_folder(), "--email", "ann@example.org", "--name", "Ann Ek"});
  ASSERT_EQ(added.exit_code, 0) << added.errors;
  Browser ann(desk.server.port());
  const std::string path = added.out.substr(added.out.find("/welcome/"), 9 + 43);
  ASSERT_EQ(ann.post_form(path, {{"password", "a long enough one"}})->status, 303);
  EXPECT_EQ(ann.get("/api/v1/clients/desk-client-1")->status, 403) << "of another person";
}

TEST_F(Replicas, ASnapshotIsCompressedForWhoTakesIt) {
  for (int i = 0; i < 20; ++i) desk.open_ticket("t-" + std::to_string(i));
  const auto plain = desk.browser.get("/api/v1/bootstrap");
  EXPECT_FALSE(plain->has_header("Content-Encoding"));
  const auto packed = desk.browser.get("/api/v1/bootstrap", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(packed->get_header_value("Content-Encoding"), "gzip");
  EXPECT_EQ(packed->body.substr(0, 2), "\x1f\x8b");
  EXPECT_LT(packed->body.size(), plain->body.size() / 2);
}

}  // namespace
}  // namespace oasis::test
