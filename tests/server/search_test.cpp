// Finding tickets by words, as the page asks for it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/server/desk.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

struct SearchTest : testing::Test {
  TemporaryFolder folder;
  Desk desk{folder.path()};

  std::vector<std::string> found(const std::string& query) {
    std::vector<std::string> tickets;
    const json answer = desk.get("/api/v1/search?q=" + query);
    for (const json& result : answer["results"]) tickets.push_back(result["ticket"]);
    return tickets;
  }
};

using Tickets = std::vector<std::string>;

TEST_F(SearchTest, EveryWordMustStandInOneMessageTheNewestComesFirst) {
  desk.open_ticket("ticket-1", "The old printer is out of paper");
  desk.open_ticket("ticket-2", "Café: the printer burns");
  EXPECT_EQ(found("the+printer"), (Tickets{"ticket-2", "ticket-1"}));
  EXPECT_EQ(found("printer+paper"), Tickets{"ticket-1"});
  EXPECT_EQ(found("CAFE"), Tickets{"ticket-2"}) << "case and accents do not matter";
  EXPECT_EQ(found("pri"), (Tickets{"ticket-2", "ticket-1"})) << "the last word may be a beginning";
  EXPECT_EQ(found("pri+"), Tickets{}) << "unless a space follows";
  EXPECT_EQ(found("%22printer+burns%22"), Tickets{"ticket-2"}) << "a phrase";
  EXPECT_EQ(found("%22burns+printer%22"), Tickets{});
}

TEST_F(SearchTest, SubjectsAndNumbersAreFoundAndFollowTheirChange) {
  desk.open_ticket("ticket-1");
  const int number = desk.get("/api/v1/tickets/ticket-1")["ticket"]["number"];
  EXPECT_EQ(found("fire"), Tickets{"ticket-1"}) << "its subject is \"Printer on fire\"";
  EXPECT_EQ(found("%23" + std::to_string(number)), Tickets{"ticket-1"});
  desk.command("set", {{"ticket", "ticket-1"}, {"subject", "Copier in flames"}});
  EXPECT_EQ(found("fire"), Tickets{});
  EXPECT_EQ(found("flames"), Tickets{"ticket-1"});
}

TEST_F(SearchTest, AResultShowsTheWordInItsSentence) {
  desk.open_ticket("ticket-1", std::string(300, 'x') + " and then the zebra came in.");
  const json result = desk.get("/api/v1/search?q=zebra")["results"][0];
  EXPECT_EQ(result["subject"], "Printer on fire");
  EXPECT_EQ(result["snippet"], "…and then the zebra came in.");
}

TEST_F(SearchTest, NothingThatIsTypedIsASyntaxErrorOrAnOperator) {
  desk.open_ticket("ticket-1", "one two");
  for (const char* query :
       {"%22", "(", "one+NOT+two", "NEAR(one)", "text%3Aone", "%2A", "%5E", "%00", "%ff", "AND"}) {
    EXPECT_EQ(desk.status_of(std::string("/api/v1/search?q=") + query), 200) << query;
  }
  EXPECT_EQ(found("one+NOT+two"), Tickets{});
  EXPECT_EQ(desk.status_of("/api/v1/search"), 422);
  EXPECT_EQ(desk.status_of("/api/v1/search?q=" + std::string(201, 'a')), 422);
  EXPECT_EQ(desk.status_of("/api/v1/search?q=a&limit=51"), 422);
}

TEST_F(SearchTest, ALongListSaysThatThereIsMore) {
  for (int i = 1; i <= 4; ++i) desk.open_ticket("ticket-" + std::to_string(i), "the same");
  const json answer = desk.get("/api/v1/search?q=same&limit=3");
  EXPECT_EQ(answer["results"].size(), 3u);
  EXPECT_EQ(answer["more"], true);
  EXPECT_EQ(desk.get("/api/v1/search?q=same&limit=4")["more"], false);
}

TEST_F(SearchTest, StrangersFindNothing) {
  Browser stranger(desk.server.port());
  EXPECT_EQ(stranger.get("/api/v1/search?q=a")->status, 401);
}

}  // namespace
}  // namespace oasis::test
