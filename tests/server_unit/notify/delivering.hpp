// The delivery loop on a virtual clock, with providers that do as they are told: for tests of what leaves, when and how
// often. May not: expect anything.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "server/engine/documents.hpp"
#include "server/engine/loading.hpp"
#include "server/engine/system_zones.hpp"
#include "server/notify/outbox.hpp"
#include "server/store/outbox.hpp"
#include "server/store/schema.hpp"
#include "server/store/tickets.hpp"
#include "shared/policy/policies.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"

namespace oasis::notify {

using engine::Turn;
using store::Outgoing;

inline constexpr Instant start{1'774'620'000'000};

inline constexpr const char* document = R"json({
  "name": "Acme", "last_resort": {"user": "olga"}, "default_sla": "standard",
  "users": [
    {"id": "ann", "name": "Ann", "contacts": {"email": "ann@acme.example", "sms": "+15550101"},
     "notify": {"normal": [{"via": "email"}], "critical": [{"via": "email"}]}},
    {"id": "bob", "name": "Bob", "contacts": {"email": "bob@acme.example"}},
    {"id": "olga", "name": "Olga", "role": "admin", "contacts": {"email": "olga@acme.example", "ntfy": "olga-topic"}}],
  "slas": [{"id": "standard", "targets": {"normal": {"first_response": "5m"}}}],
  "chains": [{"id": "default", "steps": [
    {"tier": 1, "notify": [{"user": "ann"}], "wait": "30m"},
    {"tier": 2, "notify": [{"user": "bob"}], "wait": "30m"}]}],
  "rules": [{"id": "now", "on": "created", "if": {"channel": "phone"}, "then": [{"escalate": {"chain": "default"}}]},
            {"id": "breach", "on": "sla_breached", "if": {"channel": "storm"}, "then": [{"notify": {"user": "ann", "urgency": "normal"}}]}]
})json";

/// A provider that does as it is told, and remembers what it was given.
struct Provider {
  std::mutex mutex;
  std::map<std::string, std::function<Outcome(const Parcel&)>> by_via;
  std::vector<Parcel> given;

  Channels channels() {
    return [this](const std::string& via) {
      return Channel([this, via](const Parcel& parcel) {
        std::function<Outcome(const Parcel&)> answer;
        {
          const std::lock_guard lock(mutex);
          given.push_back(parcel);
          if (by_via.count(via)) answer = by_via[via];
        }
        if (answer) return answer(parcel);
        Outcome sent;
        sent.kind = Outcome::Kind::sent;
        return sent;
      });
    };
  }
  void set(const std::string& via, std::function<Outcome(const Parcel&)> answer) {
    const std::lock_guard lock(mutex);
    by_via[via] = std::move(answer);
  }
  std::size_t count(const std::string& via) {
    const std::lock_guard lock(mutex);
    return static_cast<std::size_t>(
        std::count_if(given.begin(), given.end(), [&via](const Parcel& one) { return one.row.via == via; }));
  }
};

inline Outcome refusing(const Parcel&) {
  Outcome outcome;
  outcome.detail = "There is no such address.";
  return outcome;
}
inline Outcome not_now(const Parcel&) {
  Outcome outcome;
  outcome.kind = Outcome::Kind::try_again;
  outcome.detail = "Try later.";
  return outcome;
}
inline Outcome dead(const Parcel& parcel) {
  Outcome outcome = not_now(parcel);
  outcome.provider_fault = true;
  return outcome;
}

struct Delivering : testing::Test {
  TemporaryFolder folder;
  Zones zones = engine::load_zones();
  engine::ManualClock clock{start};
  Provider provider;
  engine::Links links{"https://help.example", "key"};
  std::unique_ptr<engine::Writer> writer;
  std::unique_ptr<Sender> sender;

  void SetUp() override {
    open();
    writer->run([](Turn& turn) {
      ASSERT_TRUE(turn.adopt_document(document, engine::Reach::open_tickets, "test").empty());
    });
    writer->act_on_time();
  }
  void TearDown() override {
    sender.reset();
    writer.reset();
  }
  std::string path() const { return folder.path() + "/oasis.db"; }
  void open() {
    store::Database database = store::Database::open(path(), store::Access::read_write);
    store::migrate(database, store::migrations());
    engine::install_workspace(database, zones, clock.now());
    engine::WriterHooks hooks;
    hooks.committed = [this](std::int64_t, const std::vector<store::Change>&) {
      if (sender) sender->wake();
    };
    writer = std::make_unique<engine::Writer>(engine::Setting{zones, "test.invalid"}, std::move(database),
                                              clock, hooks);
  }
  void send() {
    const auto read = [this](const std::function<void(store::Database&)>& work) {
      store::Database reading = store::Database::open(path(), store::Access::read_only);
      work(reading);
    };
    sender = std::make_unique<Sender>(*writer, read, zones, links, clock, provider.channels());
  }
  void phone(const TicketId& id, const std::string& channel = "phone") {
    CreateTicket create;
    create.ticket = id;
    create.subject = "Printer on fire";
    create.from_email = "gina@globex.example";
    create.channel = channel;
    create.message.id = id + "-first";
    create.message.text = "help";
    writer->run([&](Turn& turn) {
      ASSERT_FALSE(turn.run(create, Actor{Actor::Kind::customer, "", Role::viewer}).has_value());
    });
  }
  std::vector<Outgoing> rows(const TicketId& ticket) {
    std::vector<Outgoing> found;
    writer->run_store([&](store::Database& database) {
      for (store::Told& told : store::outgoing_of(database, ticket)) found.push_back(std::move(told.message));
    });
    return found;
  }
  /// Waits until `holds`; false if it never does.
  bool eventually(const std::function<bool()>& holds) {
    for (int tries = 0; tries < 1000; ++tries) {
      if (holds()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
  }
  void pass(Duration span) {
    clock.set(clock.now() + span);
    for (int i = 0; i < 3; ++i) writer->run([](Turn&) {});
    if (sender) sender->wake();
  }
  bool in_state(const TicketId& ticket, const std::string& via, store::Delivery state) {
    for (const Outgoing& row : rows(ticket)) {
      if (row.via == via && row.state == state) return true;
    }
    return false;
  }
};

}  // namespace oasis::notify
