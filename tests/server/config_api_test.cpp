// /api/v1/config…: the workspace document for the settings of the page.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

struct ConfigApi : testing::Test {
  ConfigApi() { desk.import(escalating_workspace("30m", "30m")); }

  json config() { return desk.get("/api/v1/config"); }
  Answer put(const json& document, const json& after, const char* apply = "new") {
    return desk.browser.put_json("/api/v1/config",
                                 json({{"document", document}, {"after", after}, {"apply", apply}}).dump());
  }

  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};
};

TEST_F(ConfigApi, ADocumentIsReadChangedAndKept) {
  const json before = config();
  json document = before["document"];
  document["name"] = "Acme Support";
  const Answer answer = put(document, before["version"]);
  ASSERT_EQ(answer->status, 200) << answer->body;
  const json after = config();
  EXPECT_EQ(after["document"]["name"], "Acme Support");
  EXPECT_EQ(after["version"], before["version"].get<int>() + 1);
  EXPECT_EQ(after["changes"][0]["version"], after["version"]);
  EXPECT_EQ(desk.get("/api/v1/config/" + before["version"].dump())["document"], before["document"]);
  EXPECT_EQ(desk.status_of("/api/v1/config/999"), 404);
  EXPECT_EQ(desk.status_of("/api/v1/config/x"), 404);
}

TEST_F(ConfigApi, WhoWasOvertakenIsTold) {
  const json before = config();
  ASSERT_EQ(put(before["document"], before["version"])->status, 200);
  EXPECT_EQ(put(before["document"], before["version"])->status, 409);
  EXPECT_EQ(put(before["document"], "1")->status, 422);
  EXPECT_EQ(put(before["document"], before["version"], "everything")->status, 422);
}

TEST_F(ConfigApi, FaultsAreNamedByTheirPlaceAndNothingChanges) {
  const json before = config();
  json document = before["document"];
  document["chains"][0]["steps"][1]["notify"][0] = {{"schedule", "tier-9"}};
  const Answer answer = put(document, before["version"]);
  EXPECT_EQ(answer->status, 422);
  EXPECT_EQ(json::parse(answer->body)["errors"][0]["where"], "/chains/0/steps/1/notify/0/schedule");
  const Answer preview =
      desk.browser.post_json("/api/v1/config/preview", json({{"document", document}}).dump());
  EXPECT_EQ(preview->status, 200);
  EXPECT_EQ(json::parse(preview->body)["errors"][0]["where"], "/chains/0/steps/1/notify/0/schedule");
  EXPECT_EQ(config(), before);
}

TEST_F(ConfigApi, APreviewSaysWhatWouldMove) {
  const json before = config();
  json document = before["document"];
  document["slas"] = {{{"id", "s"}, {"targets", {{"normal", {{"resolution", "4h"}}}}}}};
  document["default_sla"] = "s";
  ASSERT_EQ(put(document, before["version"])->status, 200);
  desk.open_ticket("t-1");
  document["slas"][0]["targets"]["normal"]["resolution"] = "8h";
  const Answer preview =
      desk.browser.post_json("/api/v1/config/preview", json({{"document", document}}).dump());
  EXPECT_EQ(json::parse(preview->body)["open_tickets"], 1);
  EXPECT_EQ(json::parse(preview->body)["due_times_moved"], 1);
}

TEST_F(ConfigApi, NobodyLocksEverybodyOut) {
  const json before = config();
  json document = before["document"];
  for (json& user : document["users"]) user["role"] = "agent";
  const Answer answer = put(document, before["version"]);
  EXPECT_EQ(answer->status, 422);
  EXPECT_EQ(json::parse(answer->body)["errors"][0]["where"], "/users");
  EXPECT_EQ(config(), before);
}

}  // namespace
}  // namespace oasis::test
