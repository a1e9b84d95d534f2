// Who is disabled on their page is told nothing from that moment on; who changes the workspace leaves their address.
#include <gtest/gtest.h>

#include <algorithm>

#include "server/store/audit.hpp"
#include "tests/server_unit/http/whole_server.hpp"

namespace oasis::http {
namespace {

struct DisabledPeople : WholeServer {
  const Someone& olga() {
    return *std::find_if(people.begin(), people.end(), [](const Someone& one) { return one.id == "olga"; });
  }
  std::set<Id> disabled() {
    std::set<Id> found;
    app.writer.run([&found](engine::Turn& turn) { found = turn.state().disabled; });
    return found;
  }
  json last_audited(const std::string& action) {
    json last;
    app.read([&](store::Database& reading) {
      store::each_audit_line(reading, 0, 1000, [&](std::int64_t, const std::string& line) {
        if (json row = json::parse(line); row["action"] == action) last = std::move(row);
      });
    });
    return last;
  }
};

TEST_F(DisabledPeople, TheStateHearsOfItAtOnce) {
  EXPECT_EQ(ask(olga(), "POST", "/people/agent-0/disable").status, 303);
  EXPECT_EQ(disabled(), std::set<Id>{"agent-0"});
  EXPECT_EQ(ask(olga(), "POST", "/people/agent-0/enable").status, 303);
  EXPECT_TRUE(disabled().empty());
}

TEST_F(DisabledPeople, AChangeOfTheDocumentIsAuditedWithTheAddressItCameFrom) {
  json changed = document();
  changed["name"] = "Another";
  const json body{{"document", changed}, {"after", app.writer.policies()->version()}};
  ASSERT_EQ(ask({{"Cookie", olga().cookie}}, "PUT", "/api/v1/config", body.dump(), "application/json").status, 200);
  EXPECT_EQ(last_audited("document_changed")["actor"], "olga");
  EXPECT_EQ(last_audited("document_changed")["address"], "127.0.0.1");
  const std::string rules = R"({"quiet_hours": {"from": "22:00", "to": "06:00"}})";
  ASSERT_EQ(ask({{"Cookie", olga().cookie}}, "PUT", "/api/v1/me/notifications", rules, "application/json").status, 200);
  EXPECT_EQ(last_audited("document_changed")["detail"], "");
  EXPECT_EQ(last_audited("document_changed")["address"], "127.0.0.1");
}

}  // namespace
}  // namespace oasis::http
