// /api/v1/oncall: who is on call is for everybody, what they leave for the next is not.
#include <gtest/gtest.h>

#include <algorithm>

#include "server/notify/handoffs.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct OncallRoute : WholeServer {
  void SetUp() override {
    json with_nights = document();
    with_nights["schedules"] = json::parse(R"([
      {"id": "nights", "layers": [{"rotation":
        {"kind": "weekly", "start": "2026-01-05T09:00:00", "people": ["agent-1", "agent-3"]}}]}])");
    app.writer.run([&](engine::Turn& turn) {
      const auto faults = turn.adopt_document(with_nights.dump(), engine::Reach::open_tickets, "test");
      ASSERT_TRUE(faults.empty()) << faults.front().where << faults.front().what;
      ASSERT_FALSE(notify::leave_handoff_note(turn, "nights", {"Initech is down again.", "olga"}));
    });
  }
};

/// A note speaks of tickets of any customer: who has a scope reads it only where they take shifts, viewers never.
TEST_F(OncallRoute, TheNoteForTheNextIsForWhoWorksOnAllTicketsOrTakesShiftsThere) {
  for (const Someone& who : people) {
    const WholeAnswer answer = ask(who, "GET", "/api/v1/oncall");
    ASSERT_EQ(answer.status, 200) << who.id;
    const json schedule = json::parse(answer.text)["schedules"][0];
    EXPECT_EQ(schedule["people"].size(), 1u) << who.id;
    const bool takes_shifts = who.id == "agent-1" || who.id == "agent-3";
    EXPECT_EQ(schedule.contains("note"), sees_notes(who.sight) && (sees_everything(who.sight) || takes_shifts))
        << who.id << answer.text;
  }
}

/// Links to calendars need no session, so that disabling somebody must end them as well.
TEST_F(OncallRoute, ALinkEndsWithItsOwnersAccount) {
  const auto agent = std::find_if(people.begin(), people.end(), [](const Someone& one) { return one.id == "agent-1"; });
  const std::string page = ask(*agent, "GET", "/feeds").text;
  std::vector<std::string> links;
  for (const char* path : {"/oncall/", "/ical/"}) {
    const std::size_t at = page.find(path), end = page.find_first_of("\"<", at);
    ASSERT_NE(at, std::string::npos) << page;
    links.push_back(page.substr(at, end - at));
    EXPECT_EQ(ask(Someone{}, "GET", links.back()).status, 200) << links.back();
  }
  app.write([](store::Database& database) { ASSERT_TRUE(set_disabled(database, "agent-1", true)); });
  for (const std::string& link : links) EXPECT_EQ(ask(Someone{}, "GET", link).status, 404) << link;
}

/// "Links" are in the audit log, those to calendars, too.
TEST_F(OncallRoute, WhoMakesNewLinksIsInTheAuditLog) {
  ASSERT_EQ(ask(people.front(), "POST", "/feeds").status, 303);
  std::int64_t found = 0;
  app.read([&](store::Database& reading) {
    found = reading.integer("SELECT count(*) FROM audit WHERE action = 'feed_links_renewed' AND actor = 'olga'");
  });
  EXPECT_EQ(found, 1);
}

}  // namespace
}  // namespace oasis::http
