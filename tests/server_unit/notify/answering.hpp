// A desk with one escalation under way, and answers to its messages by link, text and mail: for tests of who may answer
// and who can be reached. May not: expect anything of an answer.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/engine/writer.hpp"
#include "server/http/auth/accounts.hpp"
#include "server/notify/answers.hpp"
#include "server/store/audit.hpp"
#include "server/store/outbox.hpp"
#include "server/store/schema.hpp"
#include "server/store/tickets.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::notify {

struct Answering : testing::Test {
  using Turn = engine::Turn;
  static constexpr Instant start{1'774'620'000'000};  // Fri 27 Mar 2026, 14:00 UTC
  static constexpr const char* document = R"json({
  "name": "Acme", "last_resort": {"user": "bob"},
  "users": [
    {"id": "ann", "name": "Ann", "contacts": {"email": "ann@acme.example", "sms": "+15550101"},
     "notify": {"normal": [{"via": "sms"}]}},
    {"id": "bob", "name": "Bob", "role": "admin", "contacts": {"email": "bob@acme.example"}}],
  "channels": [{"id": "sms", "kind": "sms", "settings": {"account": "AC1", "from": "+15550100"}, "secret_ref": "twilio"}],
  "schedules": [{"id": "tier-1", "name": "Tier 1", "layers": [{"priority": 0, "rotation":
    {"kind": "weekly", "every": 1, "start": "2026-01-05T09:00:00", "people": ["ann", "bob"]}}]}],
  "chains": [{"id": "default", "steps": [
    {"tier": 1, "notify": [{"user": "ann"}], "wait": "30m"},
    {"tier": 2, "notify": [{"user": "bob"}], "wait": "30m"}]}],
  "rules": [{"id": "now", "on": "created", "then": [{"escalate": {"chain": "default"}}]}]
})json";

  TemporaryFolder folder;
  Zones zones = engine::load_zones();
  engine::ManualClock clock{start};
  engine::Links links{"https://help.example", "key"};
  std::unique_ptr<engine::Writer> writer;

  void SetUp() override {
    restart();
    run([](Turn& turn) {
      ASSERT_TRUE(turn.adopt_document(document, engine::Reach::open_tickets, "test").empty());
    });
    open_ticket("t-1");
  }
  void restart() {
    writer.reset();
    store::Database database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
    store::migrate(database, store::migrations());
    engine::install_workspace(database, zones, clock.now());
    writer = std::make_unique<engine::Writer>(engine::Setting{zones, "test.invalid"}, std::move(database),
                                              clock, engine::WriterHooks{});
  }
  void run(const std::function<void(Turn&)>& work) { writer->run(work); }
  static void add_or_disable(Turn& turn, const Id& user, bool disabled) {
    if (!http::find_account(turn.database(), user))
      http::add_account(turn.database(), {user, user + "@acme.example", std::nullopt, false, start});
    http::set_disabled(turn.database(), user, disabled);
    turn.look_at_accounts();
  }
  void disable(const Id& user, bool disabled) {
    run([&](Turn& turn) { add_or_disable(turn, user, disabled); });
  }
  void open_ticket(const TicketId& id) {
    CreateTicket create;
    create.ticket = id;
    create.subject = "Fire";
    create.from_email = "gina@globex.example";
    create.message.id = id + "-m";
    create.message.text = "help";
    run([&](Turn& turn) {
      ASSERT_FALSE(turn.run(create, Actor{Actor::Kind::customer, "", Role::viewer}).has_value());
    });
  }
  store::Outgoing page_of(const TicketId& id, const Id& user = "ann") {
    store::Outgoing page;
    run([&](Turn& turn) {
      for (store::Told& told : store::outgoing_of(turn.database(), id)) {
        if (told.message.user == user) page = told.message;
      }
    });
    EXPECT_EQ(page.user, user);
    return page;
  }
  std::string link_of(const store::Outgoing& page, std::int64_t number) const {
    const std::string url =
        links.acknowledge_url(number, page.ticket, page.user, page.queued + engine::acknowledge_link_life);
    return url.substr(url.rfind('/') + 1);
  }
  Answered by_link(const std::string& segment, Wish wish) {
    Answered answered;
    run([&](Turn& turn) { answered = answer_by_link(turn, links, segment, wish, {"link", "192.0.2.7"}); });
    return answered;
  }
  Answered by_text(const std::string& text, const Id& user = "ann",
                   const std::string& address = "+15550101") {
    Answered answered;
    run([&](Turn& turn) {
      answered = answer_by_text_message(turn, links, user, address, read_answer(text));
    });
    return answered;
  }
  /// "address|subject|detail" of each refused answer in the audit log.
  std::vector<std::string> audited() {
    std::vector<std::string> rows;
    run([&](Turn& turn) {
      store::each_audit_line(turn.database(), 0, 1000, [&rows](std::int64_t, const std::string& line) {
        const nlohmann::json row = nlohmann::json::parse(line);
        if (row["action"] != "answer_refused") return;
        rows.push_back(row["address"].get<std::string>() + "|" + row["subject"].get<std::string>() + "|" +
                       row["detail"].get<std::string>());
      });
    });
    return rows;
  }
  Ticket ticket(const TicketId& id) {
    std::optional<Ticket> found;
    run([&](Turn& turn) { found = store::find_ticket(turn.database(), id); });
    return found.value_or(Ticket{});
  }
};

}  // namespace oasis::notify
