// /customers/:id/report: who may look at a customer's month, what is refused, and that the page needs nothing else.
#include <gtest/gtest.h>

#include <algorithm>

#include "server/store/outbox.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct ServiceReportRoutes : WholeServer {
  const Someone& person(const Id& id) const {
    return *std::find_if(people.begin(), people.end(), [&](const Someone& one) { return one.id == id; });
  }
  int status_for(const Id& id, const std::string& customer) {
    return ask(person(id), "GET", "/customers/" + customer + "/report").status;
  }
  void give_olga_an_address() {
    json all = document();
    all["users"][0]["contacts"] = {{"email", "olga@example.org"}};
    app.writer.run([&](engine::Turn& turn) {
      ASSERT_TRUE(turn.adopt_document(all.dump(), engine::Reach::open_tickets, "test").empty());
    });
  }
};

TEST_F(ServiceReportRoutes, IsForThoseWhoSeeAllOfTheCustomersTickets) {
  EXPECT_EQ(status_for("olga", "globex"), 200);
  EXPECT_EQ(status_for("viewer-0", "globex"), 200);
  EXPECT_EQ(status_for("viewer-1", "globex"), 200) << "sees only this customer";
  EXPECT_EQ(status_for("viewer-1", "initech"), 404);
  EXPECT_EQ(status_for("viewer-2", "globex"), 403) << "sees only one team's";
  EXPECT_EQ(status_for("viewer-4", "globex"), 404) << "sees no customer";
  EXPECT_EQ(status_for("olga", "hooli"), 404);
}

TEST_F(ServiceReportRoutes, AMonthIsOneThatHasBegun) {
  const auto status = [&](const char* month) {
    httplib::Request request;
    request.method = "GET";
    request.path = request.target = "/customers/globex/report";
    request.headers = {{"Cookie", person("olga").cookie}};
    request.remote_addr = "127.0.0.1";
    request.params = {{"month", month}};
    httplib::Response response;
    response.status = 200;
    std::optional<LiveStart> live;
    app.routes.handle(request, response, live);
    return response.status;
  };
  EXPECT_EQ(status("2020-02"), 200);
  for (const char* wrong : {"2020-13", "May", "2999-01"}) EXPECT_EQ(status(wrong), 422) << wrong;
}

TEST_F(ServiceReportRoutes, ThePageRunsNothingAndLoadsNothing) {
  const WholeAnswer answer = ask(person("olga"), "GET", "/customers/globex/report");
  const auto policy = answer.headers.find("Content-Security-Policy");
  ASSERT_NE(policy, answer.headers.end());
  EXPECT_EQ(policy->second.rfind("default-src 'none'; style-src 'sha256-", 0), 0u) << policy->second;
  EXPECT_EQ(policy->second.find("unsafe"), std::string::npos);
  for (const char* other : {"<script", "<link", "<img", "url("}) EXPECT_EQ(answer.text.find(other), std::string::npos) << other;
  EXPECT_NE(answer.text.find("/customers/globex/report.csv?month="), std::string::npos);
}

TEST_F(ServiceReportRoutes, TheTableIsForProgramsAndCannotBecomeAFormula) {
  const WholeAnswer answer = ask(person("olga"), "GET", "/customers/globex/report.csv");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.text.rfind("section,of,figure,now,before\r\n\"At a glance\",\"Opened\",\"Value\",", 0), 0u) << answer.text;
}

TEST_F(ServiceReportRoutes, ATestGoesToWhoAsksForItAndToNobodyElse) {
  const std::string path = "/api/v1/customers/globex/report/test";
  const auto post = [&](const Id& who) { return ask({{"Cookie", person(who).cookie}}, "POST", path, "{}", "application/json").status; };
  EXPECT_EQ(post("olga"), 409) << "has no address";
  EXPECT_EQ(post("agent-0"), 403);
  give_olga_an_address();
  EXPECT_EQ(post("olga"), 200);
  app.read([&](store::Database& reading) {
    const auto rows = store::outgoing_to(reading, "olga", Instant{0});
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].address, "olga@example.org");
    EXPECT_EQ(rows[0].words.rfind("This is a test: it went to you only, and to nobody at name-of-globex.\n\nHello Olga,", 0), 0u)
        << rows[0].words;
    EXPECT_TRUE(store::outgoing_to(reading, "", Instant{0}).empty());
  });
}

}  // namespace
}  // namespace oasis::http
