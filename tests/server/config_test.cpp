// `support-oasis config export|import|preview|check`.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

struct Config : testing::Test {
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};
  std::string data = desk.server.data_folder();

  Finished config(const std::string& what, const std::string& input = "") {
    if (what == "check") return run_command({"config", "check"}, input);
    return run_command({"config", what, "--data", data}, input);
  }
};

TEST_F(Config, WhatIsExportedCanBeImportedAndIsTheSame) {
  desk.import(escalating_workspace("30m", "30m"));
  const Finished out = config("export");
  ASSERT_EQ(out.exit_code, 0) << out.errors;
  EXPECT_EQ(config("check", out.out).exit_code, 0);
  EXPECT_EQ(config("import", out.out).exit_code, 0);
  EXPECT_EQ(config("export").out, out.out);
}

TEST_F(Config, APreviewSaysWhatWouldMoveAndChangesNothing) {
  json document = json::parse(escalating_workspace("30m", "30m"));
  document["slas"] = {{{"id", "s"}, {"targets", {{"normal", {{"resolution", "4h"}}}}}}};
  document["default_sla"] = "s";
  desk.import(document.dump());
  desk.open_ticket("t-1");
  document["slas"][0]["targets"]["normal"]["resolution"] = "8h";
  const std::string before = config("export").out;
  const Finished done = config("preview", document.dump());
  EXPECT_EQ(done.exit_code, 0) << done.errors;
  EXPECT_EQ(done.out, "Open tickets: 1\nDue times that would move: 1\nBreached at once: 0\n");
  EXPECT_EQ(config("export").out, before);
  document["default_sla"] = "nothing";
  EXPECT_EQ(config("preview", document.dump()).exit_code, 2);
}

TEST_F(Config, AFaultIsNamedByItsPlaceAndNothingIsImported) {
  json document = json::parse(escalating_workspace("30m", "30m"));
  document["chains"][0]["steps"][1]["notify"][0] = {{"schedule", "tier-9"}};
  document["rules"][0]["for"] = "soon";
  const std::string before = config("export").out;
  for (const char* what : {"check", "import"}) {
    const Finished done = config(what, document.dump());
    EXPECT_EQ(done.exit_code, 2) << what;
    EXPECT_NE(done.errors.find("/chains/0/steps/1/notify/0/schedule: no schedule \"tier-9\""), std::string::npos)
        << done.errors;
    EXPECT_NE(done.errors.find("/rules/0/for: "), std::string::npos) << done.errors;
  }
  EXPECT_EQ(config("export").out, before);
}

TEST_F(Config, ItWorksWithoutAServerToo) {
  desk.server.stop();
  EXPECT_EQ(config("import", escalating_workspace("30m", "30m")).exit_code, 0);
  EXPECT_NE(config("export").out.find("Bob Okafor"), std::string::npos);
}

TEST_F(Config, NobodyIsLockedOut) {
  json document = json::parse(escalating_workspace("30m", "30m"));
  document["users"].erase(2);
  document.erase("last_resort");
  document["chains"][0]["steps"].erase(2);
  const Finished done = config("import", document.dump());
  EXPECT_EQ(done.exit_code, 2);
  EXPECT_NE(done.errors.find("/users"), std::string::npos) << done.errors;
  EXPECT_EQ(desk.status_of("/api/v1/bootstrap"), 200);
}

TEST_F(Config, APersonWhoHasAnotherIdInTheDocumentKeepsTheirAccount) {
  json document = json::parse(escalating_workspace("30m", "30m"));
  document["users"][2]["id"] = "olga";
  document["last_resort"]["user"] = "olga";
  document["chains"][0]["steps"][2]["notify"][0]["user"] = "olga";
  ASSERT_EQ(config("import", document.dump()).exit_code, 0);
  EXPECT_EQ(desk.get("/api/v1/me")["user_id"], "olga");
  EXPECT_EQ(desk.get("/api/v1/me")["role"], "admin");
}

TEST_F(Config, NotJsonIsSaidSo) {
  EXPECT_EQ(config("check", "{").exit_code, 2);
  EXPECT_EQ(config("import", "\xff").exit_code, 2);
  EXPECT_EQ(config("check", std::string(1'000'000, '[')).exit_code, 2);
}

}  // namespace
}  // namespace oasis::test
