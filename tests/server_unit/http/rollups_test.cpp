// What reports read is made ready beside the server: by whoever asks, while that is little, and by a thread of its own.
#include "server/engine/rollups.hpp"

#include <chrono>
#include <thread>

#include "server/http/counting.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

using namespace std::chrono_literals;

struct Rollups : WholeServer {
  /// More than one part: each ticket is created on a day of its own, long ago, and nothing has counted it.
  void live_for_years() {
    app.write([](store::Database& database) {
      database.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
                   "INSERT INTO event (ticket, number, at, kind, body) SELECT '', 0, 0, 'of no ticket', '{}' FROM n");
      for (int day = 0; day < 20; ++day) {
        Measure measure;
        measure.at = Instant{} + days(day);
        store::put_measures(database, "of-day-" + std::to_string(day), {measure});
      }
    });
  }
  engine::RollupsLeft left() {
    engine::RollupsLeft found;
    app.read([&found](store::Database& reading) { found = engine::rollups_left(reading); });
    return found;
  }
  bool is_nothing_left() {
    const engine::RollupsLeft now = left();
    return now.events.events_left == 0 && now.days.days_left == 0;
  }
};

TEST_F(Rollups, OnePartIsNeverEverything) {
  live_for_years();
  ASSERT_TRUE(left().is_much());
  int parts = 0;
  for (std::int64_t before = left().events.events_left; engine::roll_up_part(app.writer, app.read); ++parts) {
    const std::int64_t now = left().events.events_left;
    EXPECT_LE(before - now, 500) << "commands wait behind a part";
    before = now;
  }
  EXPECT_GE(parts, 5'000 / 500 + 20 / 4) << "events first, then days";
  EXPECT_TRUE(is_nothing_left());
  EXPECT_FALSE(left().is_much());
}

TEST_F(Rollups, WhoAsksForAReportWhenMuchIsLeftIsToldHowFarItIs) {
  live_for_years();
  const httplib::Request request;
  httplib::Response response;
  std::optional<LiveStart> live;
  Call call{request, response, {}, {}, live};
  EXPECT_FALSE(count_in(call, app.services, 0ms));
  EXPECT_EQ(response.status, 503);
  EXPECT_FALSE(response.get_header_value("Retry-After").empty());
  const engine::RollupsLeft now = left();
  EXPECT_NE(response.body.find(now.words()), std::string::npos) << response.body;
  EXPECT_GT(now.events.events_left, 0);
  EXPECT_LT(now.events.events_left, now.events.events) << "each who asks does a part of it";

  httplib::Response ready;
  Call again{request, ready, {}, {}, live};
  EXPECT_TRUE(count_in(again, app.services));
  EXPECT_TRUE(ready.body.empty());
}

TEST_F(Rollups, AThreadDoesWhatIsLeftAtTheStartAndWhatHappensLater) {
  live_for_years();
  engine::Rollups rollups(app.writer, app.read, {1ms, 1ms, 0});
  while (!is_nothing_left()) std::this_thread::sleep_for(1ms);
  const std::int64_t before = left().events.events;
  app.writer.run([this](engine::Turn& turn) {
    WriteNote note;
    note.ticket = tickets.front().id;
    note.message.id = "later";
    note.message.text = "later";
    ASSERT_FALSE(turn.run(note, {Actor::Kind::system, "", Role::admin}));
  });
  rollups.note();
  while (!is_nothing_left()) std::this_thread::sleep_for(1ms);
  EXPECT_GT(left().events.events, before);
}

TEST_F(Rollups, AServerThatIsWatchedSaysWhatIsLeft) {
  live_for_years();
  const std::string page = ask(people.front(), "GET", "/metrics").text;
  EXPECT_NE(page.find("\noasis_report_events_left " + std::to_string(left().events.events_left) + "\n"), std::string::npos);
  EXPECT_NE(page.find("\noasis_report_days_left 19\n"), std::string::npos) << "the latest day is not packed";
}

}  // namespace
}  // namespace oasis::http
