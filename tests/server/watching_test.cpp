// What somebody who watches the server is shown, and what is kept from everybody else.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tests/server/desk.hpp"
#include "tests/server/server_process.hpp"

namespace oasis::test {
namespace {

using nlohmann::json;

const httplib::Headers elsewhere{{"Host", "support.example.org"}};  // as a proxy passes it on

TEST(Watching, HealthSaysWhetherWhatIsDueIsDone) {
  TemporaryFolder folder;
  ServerProcess server(folder.path());
  Browser browser(server.port());
  const auto answer = browser.get("/healthz");
  EXPECT_EQ(answer->status, 200);
  const json health = json::parse(answer->body);
  EXPECT_EQ(health["status"], "ok");
  EXPECT_EQ(health["ready"], true);
  EXPECT_EQ(health["parts"]["database"], "ok");
  httplib::Client stranger("127.0.0.1", server.port());
  const auto theirs = stranger.Get("/healthz", elsewhere);
  ASSERT_TRUE(theirs);
  EXPECT_EQ(theirs->status, 200);
  EXPECT_FALSE(json::parse(theirs->body).contains("parts")) << "the inside is not for everybody";
}

TEST(Watching, MetricsAreForThisMachineForManagersAndForTheToken) {
  TemporaryFolder folder;
  std::ofstream(folder.path() + ".token") << "a-long-enough-token\n";
  Desk desk(folder.path(), {"--metrics-token-file", folder.path() + ".token"});
  std::remove((folder.path() + ".token").c_str());
  httplib::Client client("127.0.0.1", desk.server.port());
  const auto here = client.Get("/metrics");
  ASSERT_TRUE(here);
  EXPECT_EQ(here->status, 200);
  EXPECT_EQ(here->get_header_value("Content-Type"), "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_EQ(client.Get("/metrics", elsewhere)->status, 403);
  httplib::Headers with_token = elsewhere;
  with_token.emplace("Authorization", "Bearer a-long-enough-token");
  EXPECT_EQ(client.Get("/metrics", with_token)->status, 200);
  EXPECT_EQ(client.Get("/metrics", {{"X-Forwarded-For", "192.0.2.7"}})->status, 403) << "by a proxy nobody named";
  EXPECT_EQ(client.Get("/metrics", {{"Forwarded", "for=192.0.2.7"}})->status, 403);
  httplib::Headers signed_in = elsewhere;
  signed_in.emplace("Cookie", desk.browser.cookie());
  EXPECT_EQ(client.Get("/metrics", signed_in)->status, 200) << "an administrator";
}

TEST(Watching, MetricsCountWhatHappened) {
  TemporaryFolder folder;
  Desk desk(folder.path());
  desk.open_ticket("ticket-1");
  EXPECT_EQ(desk.status_of("/api/v1/nothing"), 404);
  const std::string page = desk.browser.get("/metrics")->body;
  for (const char* line :
       {"oasis_requests_total{method=\"POST\",route=\"/api/v1/commands\",status=\"2xx\"} 1\n",
        "oasis_refusals_total{code=\"not_found\"} 1\n", "# TYPE oasis_timer_lateness_seconds histogram\n",
        "# TYPE oasis_process_cpu_seconds_total counter\n", "oasis_writer_queue 0\n",
        "# TYPE oasis_outbox_oldest_seconds gauge\n", "# TYPE oasis_auditor_last_seconds gauge\n"}) {
    EXPECT_NE(page.find(line), std::string::npos) << line << "is not in\n" << page;
  }
}

TEST(Watching, AWayOutThatFailsIsSeenInHealthAndMetrics) {
  TemporaryFolder folder;
  Desk desk(folder.path(), {"--smtp", "smtp://127.0.0.1:1", "--mail-from", "support@acme.example"});
  for (int i = 0; i < 6; ++i) {
    const std::string n = std::to_string(i);
    desk.command("create", {{"ticket", "t-" + n},
                            {"subject", "Fire"},
                            {"from_email", "c" + n + "@globex.example"},
                            {"message", {{"id", "m-" + n}, {"text", "help"}}}});
    desk.command("reply", {{"ticket", "t-" + n}, {"message", {{"id", "r-" + n}, {"text", "Hello"}}}});
  }
  std::string page;
  for (int tries = 0; tries < 600 && page.find("{via=\"email\",state=\"open\"} 1\n") == std::string::npos; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    page = desk.browser.get("/metrics")->body;
  }
  for (const char* line :
       {"# TYPE oasis_provider_state gauge\n", "oasis_provider_state{via=\"email\",state=\"open\"} 1\n",
        "oasis_provider_state{via=\"email\",state=\"closed\"} 0\n", "oasis_provider_failures{via=\"email\"} "})
    EXPECT_NE(page.find(line), std::string::npos) << line << "is not in\n" << page;
  const auto answer = desk.browser.get("/healthz");
  EXPECT_EQ(answer->status, 200) << "messages wait; the server is ready all the same";
  EXPECT_EQ(json::parse(answer->body)["parts"]["providers"]["email"].get<std::string>().substr(0, 10), "open after")
      << answer->body;
}

TEST(Watching, EveryAnswerHasANameThatTheLogKnows) {
  TemporaryFolder folder;
  ServerProcess server(folder.path(), {"--log-json", "--log-level", "debug"});
  Browser browser(server.port());
  const auto answer = browser.get("/a/secret-link-of-somebody");
  const std::string name = answer->get_header_value("X-Request-Id");
  ASSERT_FALSE(name.empty());
  EXPECT_EQ(server.stop(), 0);
  std::istringstream lines(server.log());
  bool found = false;
  for (std::string line; std::getline(lines, line);) {
    const json parsed = json::parse(line, nullptr, false);
    ASSERT_TRUE(parsed.is_object()) << line;
    found |= parsed.value("request", "") == name && parsed.value("event", "") == "request";
    EXPECT_EQ(line.find("secret-link"), std::string::npos) << line;
  }
  EXPECT_TRUE(found) << server.log();
}

TEST(Watching, AServiceOutsideHearsThatDueTimesAreActedUpon) {
  httplib::Server service;
  std::atomic<int> beats = 0;
  service.Get("/beat/:name", [&](const httplib::Request&, httplib::Response&) { ++beats; });
  const int port = service.bind_to_any_port("127.0.0.1");
  std::thread serving([&] { service.listen_after_bind(); });
  TemporaryFolder folder;
  {
    ServerProcess server(folder.path(),
                         {"--heartbeat-url", "http://127.0.0.1:" + std::to_string(port) + "/beat/secret"});
    for (int tries = 0; tries < 400 && beats == 0; ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(25));
    EXPECT_EQ(server.log().find("secret"), std::string::npos);
    Browser browser(server.port());
    bool counted = false;
    for (int tries = 0; tries < 400 && !counted; ++tries) {
      counted = browser.get("/metrics")->body.find("oasis_heartbeats_total{heard=\"yes\"} 1\n") !=
                std::string::npos;
      if (!counted) std::this_thread::sleep_for(std::chrono::milliseconds(25));
    }
    EXPECT_TRUE(counted);
  }
  service.stop();
  serving.join();
  EXPECT_GE(beats, 1);
}

}  // namespace
}  // namespace oasis::test
