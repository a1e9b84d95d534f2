// Commands, their numbers and the log, at the real server (docs/sync.md).
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

struct Commands : testing::Test {
  TemporaryFolder folder;
  Desk desk{folder.path() + "/data"};

  json request(std::int64_t mid, const std::string& name, const json& args) {
    return {{"epoch", desk.epoch()},
            {"client_id", desk.client_id},
            {"commands", {{{"mid", mid}, {"name", name}, {"args", args}}}}};
  }
  json note(const std::string& message) {
    return {{"ticket", "t-1"}, {"message", {{"id", message}, {"text", "a note"}}}};
  }
};

TEST_F(Commands, ATicketThatWasOpenedIsThereWithItsMessageAndHistory) {
  desk.open_ticket("t-1", "The printer burns");
  const json ticket = desk.get("/api/v1/tickets/t-1");
  EXPECT_EQ(ticket["ticket"]["subject"], "Printer on fire");
  EXPECT_EQ(ticket["ticket"]["number"], 1);
  EXPECT_EQ(ticket["messages"][0]["text"], "The printer burns");
  EXPECT_EQ(ticket["events"][0]["event"], "created");
  EXPECT_EQ(desk.get("/api/v1/tickets/1")["ticket"]["id"], "t-1") << "by its number as well";
}

TEST_F(Commands, TheSameMidAgainGivesTheStoredResultAndNoSecondEffect) {
  desk.open_ticket("t-1");
  const json first = desk.post_commands(request(2, "note", note("n-1")))["results"][0];
  EXPECT_EQ(first["status"], "applied");
  const json again = desk.post_commands(request(2, "note", note("n-1")))["results"][0];
  EXPECT_EQ(again["status"], "duplicate");
  EXPECT_EQ(again["was"], "applied");
  EXPECT_EQ(again["seq"], first["seq"]);
  EXPECT_EQ(desk.events("t-1", "noted").size(), 1u);
}

TEST_F(Commands, AGapOfMidsIsRefusedWithTheExpectedOneAndNothingDone) {
  desk.open_ticket("t-1");
  int status = 0;
  const json answer = desk.post_commands(request(5, "note", note("n-1")), &status);
  EXPECT_EQ(status, 409);
  EXPECT_EQ(answer["error"]["code"], "mid_gap");
  EXPECT_EQ(answer["expected"], 2);
  EXPECT_TRUE(desk.events("t-1", "noted").empty());
}

TEST_F(Commands, ARefusedCommandIsDoneWithAndDoesNotBlockTheNext) {
  desk.open_ticket("t-1");
  const json refused = desk.command("note", {{"ticket", "nowhere"}, {"message", {{"id", "n-1"}, {"text", "x"}}}});
  EXPECT_EQ(refused["status"], "refused");
  EXPECT_EQ(refused["code"], "unknown_ticket");
  EXPECT_EQ(desk.command("note", note("n-2"))["status"], "applied");
}

TEST_F(Commands, AnUnknownCommandIsRefusedWithItsPlace) {
  const json result = desk.command("explode", json::object());
  EXPECT_EQ(result["status"], "refused");
  EXPECT_EQ(result["code"], "invalid");
  EXPECT_NE(result["what"], "");
}

TEST_F(Commands, AnotherEpochIsRefusedAndTellsOurs) {
  int status = 0;
  json body = request(1, "note", note("n-1"));
  body["epoch"] = "0123456789abcdef0123456789abcdef";
  const json answer = desk.post_commands(body, &status);
  EXPECT_EQ(status, 409);
  EXPECT_EQ(answer["error"]["code"], "epoch");
  EXPECT_EQ(answer["epoch"], desk.epoch());
}

TEST_F(Commands, AClientOfAnotherPersonIsRefused) {
  desk.open_ticket("t-1");
  const Finished added = run_command({"user", "add", "--data", desk.server.data_folder(), "--email", "ann@example.org",
                                      "--name", "Ann Ek"});
  ASSERT_EQ(added.exit_code, 0) << added.errors;
  Browser ann(desk.server.port());
  const std::string path = added.out.substr(added.out.find("/welcome/"), 9 + 43);
  ASSERT_EQ(ann.post_form(path, {{"password", "a long enough one"}})->status, 303);
  const auto answer = ann.post_json("/api/v1/commands", request(2, "note", note("n-1")).dump());
  EXPECT_EQ(answer->status, 403) << answer->body;
}

TEST_F(Commands, BadInputIsAClearErrorAndChangesNothing) {
  desk.open_ticket("t-1");
  const std::string before = desk.cursor();
  const std::string head = "{\"epoch\":\"" + desk.epoch() + "\",\"client_id\":\"desk-client-1\",\"commands\":";
  for (const std::string& body :
       {std::string("{"), std::string("[]"), std::string("null"), std::string("\"\xff\xfe\""), head + "7}", head + "[]}",
        head + "[{\"mid\":\"one\"}]}", head + "[{\"mid\":1.5,\"name\":\"note\",\"args\":{}}]}",
        head + "[{\"mid\":9,\"name\":\"note\"},{\"mid\":11,\"name\":\"note\"}]}", head + "[{\"mid\":2}],\"more\":1}",
        std::string("{\"epoch\":7,\"client_id\":\"desk-client-1\",\"commands\":[]}"),
        std::string(100'000, '[')}) {
    const auto answer = desk.browser.post_json("/api/v1/commands", body);
    ASSERT_TRUE(answer) << body.substr(0, 80);
    EXPECT_GE(answer->status, 400) << body.substr(0, 80);
    EXPECT_LT(answer->status, 500) << body.substr(0, 80);
    EXPECT_FALSE(json::parse(answer->body)["error"]["message"].get<std::string>().empty());
  }
  EXPECT_EQ(desk.cursor(), before);
}

TEST_F(Commands, BrokenTextInArgumentsIsRefused) {
  desk.open_ticket("t-1");
  const auto answer = desk.browser.post_json(
      "/api/v1/commands", "{\"epoch\":\"" + desk.epoch() +
                              "\",\"client_id\":\"desk-client-1\",\"commands\":[{\"mid\":2,\"name\":\"note\",\"args\":{"
                              "\"ticket\":\"t-1\",\"message\":{\"id\":\"n\",\"text\":\"\xc3\x28\"}}}]}");
  EXPECT_GE(answer->status, 400);
  EXPECT_TRUE(desk.events("t-1", "noted").empty());
}

TEST_F(Commands, ABodyOfAHundredMegabytesIsRefusedBeforeItIsRead) {
  const auto answer = desk.browser.post_json("/api/v1/commands", std::string(100'000'000, ' '));
  if (answer) {
    EXPECT_EQ(answer->status, 413);
  }
  EXPECT_TRUE(desk.server.is_running());
  EXPECT_EQ(desk.status_of("/api/v1/me"), 200);
}

TEST_F(Commands, AnUnknownTicketZoneOrAttachmentIsNotFound) {
  EXPECT_EQ(desk.status_of("/api/v1/tickets/nowhere"), 404);
  EXPECT_EQ(desk.status_of("/api/v1/tickets/99"), 404);
  EXPECT_EQ(desk.status_of("/api/v1/attachments/none"), 404);
  EXPECT_EQ(desk.status_of("/api/v1/zones/Middle/Earth"), 404);
  EXPECT_EQ(desk.status_of("/api/v1/zones/..%2f..%2fetc/passwd"), 404);
}

TEST_F(Commands, ZonesAreTheBytesOfTheSystem) {
  const auto answer = desk.browser.get("/api/v1/zones/Europe/Berlin");
  ASSERT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body.substr(0, 4), "TZif");
}

TEST_F(Commands, NobodyWithoutASessionReadsOrWrites) {
  Browser stranger(desk.server.port());
  for (const char* path : {"/api/v1/bootstrap", "/api/v1/changes?cursor=x:1", "/api/v1/live", "/api/v1/tickets/1",
                           "/api/v1/attachments/a", "/api/v1/zones/UTC"}) {
    EXPECT_EQ(stranger.get(path)->status, 401) << path;
  }
  EXPECT_EQ(stranger.post_json("/api/v1/commands", "{}")->status, 401);
}

// ---- the log ---------------------------------------------------------------------------------------------------

TEST_F(Commands, ChangesBringWholeRowsOnceAndEndAtTheHead) {
  const std::string before = desk.cursor();
  desk.open_ticket("t-1");
  desk.command("note", note("n-1"));
  const json page = desk.get("/api/v1/changes?cursor=" + before);
  EXPECT_EQ(before, desk.epoch() + ":" + std::to_string(page["from"].get<std::int64_t>()));
  EXPECT_EQ(page["to"], page["head"]);
  int tickets = 0;
  int commands = 0;
  for (const json& change : page["changes"]) {
    if (change["entity"] == "ticket") {
      ++tickets;
      EXPECT_EQ(change["row"], desk.get("/api/v1/tickets/t-1")["ticket"]);
    }
    if (change["entity"] == "command") {
      ++commands;
      EXPECT_EQ(change["row"]["client_id"], desk.client_id);
    }
  }
  EXPECT_EQ(tickets, 1);
  EXPECT_EQ(commands, 2);
}

TEST_F(Commands, ACursorOfAnotherHistoryOrAheadIsSentToTheSnapshot) {
  EXPECT_EQ(desk.status_of("/api/v1/changes?cursor=0123:1"), 409);
  EXPECT_EQ(desk.status_of("/api/v1/changes?cursor=" + desk.epoch() + ":999999"), 409);
  EXPECT_EQ(desk.status_of("/api/v1/changes?cursor=nonsense"), 422);
  EXPECT_EQ(desk.status_of("/api/v1/changes"), 422);
  EXPECT_EQ(desk.status_of("/api/v1/live?cursor=0123:1"), 409);
}

TEST_F(Commands, AnotherPersonsCommandsAreNotInTheirChanges) {
  const Finished added = run_command({"user", "add", "--data", desk.server.data_folder(), "--email", "ann@example.org",
                                      "--name", "Ann Ek"});
  Browser ann(desk.server.port());
  ASSERT_EQ(ann.post_form(added.out.substr(added.out.find("/welcome/"), 9 + 43), {{"password", "a long enough one"}})->status,
            303);
  const std::string here = desk.cursor();
  desk.open_ticket("t-1");
  const auto page = ann.get("/api/v1/changes?cursor=" + here);
  ASSERT_EQ(page->status, 200) << page->body;
  EXPECT_NE(page->body.find("\"entity\":\"ticket\""), std::string::npos);
  EXPECT_EQ(page->body.find("\"entity\":\"command\""), std::string::npos);
}

TEST_F(Commands, AWaitingReaderIsAnsweredWhenSomethingHappens) {
  const std::string here = desk.cursor();
  Browser reader(desk.server.port());
  reader.set_cookie(desk.browser.cookie());
  std::string body;
  std::thread waiting([&] { body = reader.get("/api/v1/changes?wait=20&cursor=" + here)->body; });
  desk.open_ticket("t-1");
  waiting.join();
  EXPECT_NE(body.find("\"t-1\""), std::string::npos) << body;
}

TEST_F(Commands, TheLiveStreamCatchesUpAndGoesOn) {
  const std::string here = desk.cursor();
  desk.open_ticket("t-1");
  httplib::Client client("127.0.0.1", desk.server.port());
  client.set_read_timeout(20);
  std::string heard;
  bool second = false;
  client.Get("/api/v1/live", {{"Cookie", desk.browser.cookie()}, {"Last-Event-ID", here}},
             [&](const char* data, std::size_t size) {
               heard.append(data, size);
               if (!second && heard.find("\"t-1\"") != std::string::npos) {
                 second = true;
                 desk.open_ticket("t-2");
               }
               return heard.find("\"t-2\"") == std::string::npos;
             });
  EXPECT_NE(heard.find("id: " + desk.epoch() + ":"), std::string::npos) << heard;
  EXPECT_NE(heard.find("\"t-2\""), std::string::npos) << heard;
}

}  // namespace
}  // namespace oasis::test
