// Figures of a period, as managers and programs ask for them (docs/metrics.md).
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

struct ReportTest : testing::Test {
  TemporaryFolder folder;
  Desk desk{folder.path()};

  json now(const std::string& query = "") {
    const json report = desk.get("/api/v1/report" + query);
    return report["now"];
  }
  void reply(const std::string& ticket, const std::string& message) {
    desk.command("reply", {{"ticket", ticket}, {"message", {{"id", message}, {"text", "Done."}}}});
  }
};

TEST_F(ReportTest, CountsWhatHappenedSinceTheLastReportAsWell) {
  desk.open_ticket("ticket-1");
  EXPECT_EQ(now()["created"], 1);
  EXPECT_EQ(now()["first_response"]["count"], 0);
  desk.open_ticket("ticket-2");
  reply("ticket-1", "message-9");
  const json figures = now();
  EXPECT_EQ(figures["created"], 2);
  EXPECT_EQ(figures["first_response"]["count"], 1);
  EXPECT_EQ(figures["first_response"]["few"], true);
}

TEST_F(ReportTest, AnEscalationIsCountedWithItsStepsAndPages) {
  desk.import(escalating_workspace("1s", "1s"));
  desk.open_ticket("ticket-1");
  desk.wait_for("ticket-1", "escalated", 2);
  desk.command("acknowledge", {{"ticket", "ticket-1"}});
  const json figures = now();
  EXPECT_EQ(figures["escalated"], 1);
  EXPECT_EQ(figures["escalation_rate"], 1.0);
  EXPECT_EQ(figures["acknowledge"]["count"], 1);
  EXPECT_GE(figures["people"].size(), 2u) << "ann and bob were told";
}

TEST_F(ReportTest, APeriodBeforeAnythingHappenedIsEmptyNotPerfect) {
  desk.open_ticket("ticket-1");
  const json figures = now("?from=2020-01-01&to=2020-01-31");
  EXPECT_EQ(figures["created"], 0);
  EXPECT_TRUE(figures["clocks"]["resolution"]["attainment"].is_null());
}

TEST_F(ReportTest, RefusesWhatIsNoPeriodAndSaysWhere) {
  for (const char* query : {"?from=yesterday", "?from=2026-02-30", "?from=2026-03-02&to=2026-03-01",
                            "?from=1900-01-01&to=2026-03-01", "?priority=huge"})
    EXPECT_EQ(desk.status_of(std::string("/api/v1/report") + query), 422) << query;
}

TEST_F(ReportTest, GivesTheFirstRowsAndAllOfASectionWhenItIsAskedFor) {
  const auto section = [](const json& report, const std::string& id) {
    for (const json& one : report["sections"])
      if (one["id"] == id) return one;
    return json();
  };
  const json whole = section(desk.get("/api/v1/report"), "priorities");
  EXPECT_EQ(whole["rows"].size(), 4u);
  EXPECT_EQ(whole["row_count"], 4);
  const json short_report = desk.get("/api/v1/report?rows=2");
  EXPECT_EQ(section(short_report, "priorities")["rows"].size(), 2u);
  EXPECT_EQ(section(short_report, "priorities")["row_count"], 4);
  EXPECT_FALSE(short_report["now"].contains("by_customer")) << "the rows say it";
  const json one = desk.get("/api/v1/report?section=priorities");
  ASSERT_EQ(one["sections"].size(), 1u);
  EXPECT_EQ(one["sections"][0], whole);
  EXPECT_FALSE(one.contains("now"));
  for (const char* query : {"?rows=0", "?rows=x", "?rows=1001", "?section=weather"})
    EXPECT_EQ(desk.status_of(std::string("/api/v1/report") + query), 422) << query;
}

TEST_F(ReportTest, ThePageAndTheTableSayTheSame) {
  desk.open_ticket("ticket-1");
  const auto page = desk.browser.get("/reports");
  ASSERT_EQ(page->status, 200);
  EXPECT_NE(page->body.find("<th scope=\"row\">Tickets created</th><td><strong>1</strong>"),
            std::string::npos);
  const auto table = desk.browser.get("/reports.csv");
  ASSERT_EQ(table->status, 200);
  for (const char* line : {"\"At a glance\",\"Tickets created\",\"Value\",1,0\r\n", "\"Created\",1,0\r\n\"Day by day\"",
                           "\"When we escalate\",\"Mon 09:00\",\"Escalations\",0,0\r\n"})
    EXPECT_NE(table->body.find(line), std::string::npos) << line << " is what a chart shows";
}

TEST_F(ReportTest, TheBoardShowsWhatIsOpenAndBreachesNext) {
  desk.import(escalating_workspace("1h", "1h"));
  desk.open_ticket("ticket-1");
  const auto board = desk.browser.get("/board");
  ASSERT_EQ(board->status, 200);
  EXPECT_EQ(board->get_header_value("Refresh"), "30");
  EXPECT_NE(board->body.find("<dt>Open</dt><dd><a href=\"/#/inbox/all\">1</a></dd>"), std::string::npos);
  EXPECT_NE(board->body.find("&amp;of=kinds:created\">1</a> <span>yesterday 0</span></dd>"), std::string::npos);
  EXPECT_EQ(desk.status_of("/board?wall=1"), 200);
}

TEST_F(ReportTest, TheBoardOfTheApiCountsTheSame) {
  desk.import(escalating_workspace("1h", "1h"));
  desk.open_ticket("ticket-1");
  const json board = desk.get("/api/v1/board");
  EXPECT_EQ(board["numbers"][0], json({{"name", "Open"}, {"now", 1}, {"alarming", false}, {"view", "all"}}));
  EXPECT_EQ(board["numbers"][4],
            json({{"name", "Created today"}, {"now", 1}, {"alarming", false}, {"yesterday", 0}, {"behind", "kinds:created"}}));
  ASSERT_FALSE(board["levels"].empty());
  EXPECT_EQ(board["levels"][0]["days"].size(), 14u);
  EXPECT_TRUE(board["on_call"].is_array()) << "there is no schedule";
}

TEST_F(ReportTest, ABoardOfSomeTicketsCountsThoseAlone) {
  desk.import(escalating_workspace("1h", "1h"));
  desk.open_ticket("ticket-1");
  const auto created = [&](const std::string& query) {
    const json board = desk.get("/api/v1/board" + query);
    for (const json& number : board["numbers"]) {
      if (number["name"] == "Open") {
        EXPECT_EQ(query, "") << "what is open cannot be told by slices";
      }
      if (number["name"] == "Created today") return number["now"].get<int>();
    }
    return -1;
  };
  EXPECT_EQ(created(""), 1);
  EXPECT_EQ(created("?priority=normal"), 1);
  EXPECT_EQ(created("?priority=urgent"), 0);
  EXPECT_EQ(created("?customer=nobody"), 0);
  EXPECT_TRUE(desk.get("/api/v1/board?priority=urgent")["breaches"].empty());
  EXPECT_FALSE(desk.get("/api/v1/board")["breaches"].empty());
  EXPECT_EQ(desk.status_of("/api/v1/board?priority=huge"), 422);
  EXPECT_EQ(desk.status_of("/board?priority=huge"), 422);
}

TEST_F(ReportTest, TheSectionsOfTheApiHaveNamesAndIds) {
  desk.import(escalating_workspace("1s", "1s"));
  desk.open_ticket("ticket-1");
  desk.wait_for("ticket-1", "escalated", 2);
  const json report = desk.get("/api/v1/report");
  std::map<std::string, json> sections;
  for (const json& section : report["sections"]) sections[section["id"]] = section["rows"];
  ASSERT_TRUE(sections.count("summary") == 1 && sections.count("tiers") == 1 && sections.count("steps") == 1) << report;
  EXPECT_EQ(sections["summary"][0]["name"], "Tickets created");
  EXPECT_EQ(sections["summary"][0]["cells"][0], json({{"kind", "count"}, {"now", 1}, {"before", 0}, {"behind", "kinds:created"}}));
  const json behind = desk.get("/api/v1/report/tickets?of=kinds%3Acreated");
  EXPECT_EQ(behind["count"], 1) << behind;
  EXPECT_EQ(behind["rows"][0]["ticket"], "ticket-1") << behind;
  const json given = desk.get("/api/v1/history/given?from=0&to=9999999999999");
  EXPECT_EQ(given["total"], 1) << given;
  EXPECT_EQ(given["tickets"][0]["given"][0][2], "create") << given;
  EXPECT_EQ(sections["tiers"].size(), 2u);
  EXPECT_EQ(sections["steps"][0]["key"], "default");
}

TEST_F(ReportTest, ChainsArePicturesForTheWallAndFiles) {
  desk.import(escalating_workspace("10m", "20m"));
  const auto page = desk.browser.get("/chains");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->status, 200);
  EXPECT_NE(page->body.find("<svg xmlns"), std::string::npos);
  EXPECT_NE(page->body.find("<summary>As a table</summary>"), std::string::npos);
  EXPECT_EQ(desk.browser.get("/chains?chain=nothing")->status, 404);
  const auto picture = desk.browser.get("/chains.svg?chain=default");
  ASSERT_TRUE(picture);
  EXPECT_EQ(picture->get_header_value("Content-Type"), "image/svg+xml");
  EXPECT_NE(picture->body.find("then waits "), std::string::npos);
  EXPECT_EQ(desk.browser.get("/chains.svg?chain=nothing")->status, 404);
}

TEST_F(ReportTest, StrangersGetNone) {
  Browser stranger(desk.server.port());
  EXPECT_EQ(stranger.get("/api/v1/report")->status, 401);
  EXPECT_EQ(stranger.get("/api/v1/board")->status, 401);
}

}  // namespace
}  // namespace oasis::test
