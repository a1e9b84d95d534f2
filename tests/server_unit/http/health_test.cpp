// /healthz and /metrics as far as they can be asked without a network.
#include <gtest/gtest.h>

#include "server/store/timers.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct Health : WholeServer {
  WholeAnswer see(const std::string& host, const std::string& path) {
    return ask(httplib::Headers{{"Host", host}}, "GET", path);
  }
  /// The earliest due time is so far past; nothing acts on it here.
  void be_late_by(Duration span) {
    app.writer.run([span](engine::Turn& turn) {
      turn.database().run("DELETE FROM job");
      store::put_job(turn.database(), {"compact", turn.now() - span});
    });
  }
};

TEST_F(Health, IsRedWhenSomethingDueIsMoreThanFiveSecondsPast) {
  be_late_by(seconds(-60));
  EXPECT_EQ(see("localhost", "/healthz").status, 200);
  be_late_by(seconds(6));
  const WholeAnswer late = see("localhost", "/healthz");
  EXPECT_EQ(late.status, 503);
  const json health = json::parse(late.text);
  EXPECT_EQ(health["status"], "late");
  EXPECT_EQ(health["ready"], false);
  EXPECT_EQ(health["live"], true);
  EXPECT_GE(health["late_ms"], 6000);
  EXPECT_EQ(health["parts"]["timers"], "late");
}

TEST_F(Health, WhoNamesNoHostIsNotOfThisMachine) {
  for (const char* host : {"", "[", ":", "localhost.evil.example", "127.0.0.1.evil.example"}) {
    EXPECT_FALSE(json::parse(see(host, "/healthz").text).contains("parts")) << host;
    EXPECT_EQ(see(host, "/metrics").status, 403) << host;
  }
  for (const char* host : {"localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080"})
    EXPECT_EQ(see(host, "/metrics").status, 200) << host;
}

TEST_F(Health, MetricsHoldWhatSomebodyWhoWatchesNeeds) {
  const std::string page = see("localhost", "/metrics").text;
  for (const char* line :
       {"# TYPE oasis_writer_queue gauge\n", "# TYPE oasis_requests_waiting gauge\n",
        "# TYPE oasis_timer_lateness_seconds histogram\n", "# TYPE oasis_outbox_waiting gauge\n",
        "# TYPE oasis_outbox_oldest_seconds gauge\n", "# TYPE oasis_commits_total counter\n",
        "# TYPE oasis_failed_commits_total counter\n", "# TYPE oasis_live_streams gauge\n",
        "# TYPE oasis_refusals_total counter\n", "# TYPE oasis_timers_failed_total counter\n",
        "# TYPE oasis_timers_mended_total counter\n", "# TYPE oasis_heartbeats_total counter\n"})
    EXPECT_NE(page.find(line), std::string::npos) << line << "is not in\n" << page;
}

}  // namespace
}  // namespace oasis::http
