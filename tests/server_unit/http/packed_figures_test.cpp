// Figures of packs and rows equal the full fold of all events: by chance, whatever happened to tickets, packs and the
// database in between, for any slice, period and sight.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "server/engine/measuring.hpp"
#include "server/http/counting.hpp"
#include "server/store/backup.hpp"
#include "server/store/measure_days.hpp"
#include "server/store/measures.hpp"
#include "server/store/schema.hpp"
#include "server/store/tickets.hpp"
#include "server/store/workspaces.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"
#include "tests/system_zones.hpp"

namespace oasis::http {
namespace {

constexpr Instant start{1'772'452'800'000};  // 2 March 2026, 12:00 UTC
constexpr int weeks = 3;

/// The database of a server and the events in it, as they come by chance.
class Desk {
 public:
  explicit Desk(std::uint32_t seed) : random_(seed) {
    database.run("PRAGMA synchronous=OFF");  // nothing here outlives its process
    store::migrate(database, store::migrations());
    store::put_workspace(database, {1, "{}"}, start, "test");
    Workspace document;
    document.zone = "Asia/Tokyo";  // so that no day of the workspace is a day of UTC
    for (const char* id : {"ann", "kim"}) {
      User& user = document.users.emplace_back();
      user.id = id;
      if (user.id == "kim") user.zone = "Europe/Berlin";
    }
    for (const char* zone : {"Asia/Tokyo", "Europe/Berlin"}) EXPECT_TRUE(zones.add(zone, test::zone_bytes(zone)));
    policies = Policies::prepare(std::move(document), zones, 1).value();
    state.versions.push_back(policies);
  }

  std::int64_t below(std::int64_t limit) { return static_cast<std::int64_t>(random_() % static_cast<std::uint32_t>(limit)); }
  std::string one_of(std::initializer_list<const char*> words) {
    return words.begin()[below(static_cast<std::int64_t>(words.size()))];
  }

  /// Something happens: mostly as time goes, to a new ticket or to one of before.
  void go_on() {
    now_ = now_ + minutes(below(600));
    const bool is_new = events.empty() || below(4) == 0;
    const TicketId id = is_new ? "t" + std::to_string(events.size())
                               : std::next(events.begin(), below(static_cast<std::int64_t>(events.size())))->first;
    add(id, is_new ? created() : happened());
  }
  void measure(std::int64_t most, bool to_the_end) {
    for (bool more = true; more;) {
      engine::Turn turn(setting, database, state, now_);
      more = engine::measure_part(turn, most) && to_the_end;
    }
  }
  void pack(std::int64_t most) {
    for (const store::StaleDay& day : store::stale_days(database, most))
      store::put_pack(database, day, store::pack_of_day(database, day.day));
  }
  /// What packs and their bookkeeping live through.
  void disturb() {
    switch (below(6)) {
      case 0:  // a day changes while it is being packed
        for (const store::StaleDay& day : store::stale_days(database, 2)) {
          const std::string pack = store::pack_of_day(database, day.day);
          for (int i = 0; i < 5; ++i) go_on();
          measure(100'000, true);
          store::put_pack(database, day, pack);
        }
        return;
      case 1:
        store::begin_new_history(database);  // as a restored backup does
        return;
      case 2:
        store::forget_packs(database);
        return;
      case 3:  // bytes that are no pack
        database.run("UPDATE measure_day SET pack = x'01020304' WHERE version > 0 AND day % 3 = 0");
        return;
      case 4:  // of another program
        database.run("UPDATE measure_day SET version = 9999 WHERE version > 0 AND day % 2 = 0");
        return;
      default:
        store::set_measured_until(database, 0);  // everything is counted in once more
    }
  }

  Slice any_slice() {
    Slice slice;
    slice.period.from = start + minutes(below(weeks * 7 * 1440)) - days(2);
    slice.period.to = slice.period.from + (below(4) == 0 ? minutes(below(1440)) : days(below(weeks * 7)));
    if (below(4) == 0) slice.priority = static_cast<Priority>(below(priority_count));
    if (below(3) == 0) slice.customer = one_of({"globex", "initech"});
    if (below(4) == 0) slice.team = one_of({"net", "desk"});
    if (below(5) == 0) slice.category = "VPN";
    if (below(5) == 0) slice.channel = "mail";
    return slice;
  }
  Reader any_reader() {
    Reader reader{"ann", {}, policies, zones};
    reader.sight.known = true;
    reader.sight.role = Role::manager;
    if (below(4) == 0) reader.sight.scope.teams = {"net"};
    if (below(4) == 0) reader.sight.scope.customers = {"globex"};
    return reader;
  }
  /// Every ticket's events, folded from the first one.
  std::vector<Measure> folded() {
    std::vector<Measure> all;
    for (const auto& [id, of_ticket] : events) {
      std::vector<const Event*> in_order;
      for (const Event& event : of_ticket) in_order.push_back(&event);
      for (Measure& measure : measures_of(in_order, policies->always())) all.push_back(std::move(measure));
    }
    return all;
  }

  TemporaryFolder folder;
  store::Database database = store::Database::open(folder.path() + "/oasis.db", store::Access::read_write);
  Zones zones;
  engine::Setting setting{zones, "example.org"};
  State state;
  std::shared_ptr<const Policies> policies;
  std::map<TicketId, std::vector<Event>> events;

 private:
  Fact created() {
    Created fact;
    fact.version = 1;
    fact.drill = below(8) == 0;
    fact.priority = static_cast<Priority>(below(priority_count));
    fact.customer = one_of({"", "globex", "initech"});
    fact.team = one_of({"", "net", "desk"});
    fact.category = one_of({"", "VPN"});
    fact.channel = one_of({"mail", "form"});
    fact.dissatisfied = below(5) == 0;
    fact.message.author.kind = Actor::Kind::customer;
    return fact;
  }
  Fact changed() {
    Changed fact;
    if (below(2) == 0) fact.customer = one_of({"", "globex", "initech"});
    if (below(2) == 0) fact.team = one_of({"net", "desk"});
    if (below(3) == 0) fact.priority = static_cast<Priority>(below(priority_count));
    if (below(3) == 0) fact.category = one_of({"", "VPN"});
    if (below(6) == 0) fact.status = Status::closed;
    return fact;
  }
  Fact replied(bool by_customer) {
    Message message;
    message.author = by_customer ? Actor{Actor::Kind::customer, "", {}} : Actor{Actor::Kind::user, one_of({"ann", "kim", "left"}), {}};
    if (by_customer) return CustomerReplied{message, 0, below(3) == 0, {}};
    return Replied{message};
  }
  Fact escalated() {
    const auto tier = static_cast<std::int32_t>(1 + below(2));
    const bool starts = below(2) == 0;
    const std::string chain = one_of({"ops", "net"}), reason = one_of({"", "sla_breached"});
    if (below(4) == 0) return StepSkipped{chain, 1, tier, 0, 1, "nobody", reason, starts};
    return Escalated{chain, 1, tier, 0, 1, reason, starts, {}};
  }
  Fact happened() {
    const auto clock = static_cast<ClockKind>(below(clock_count));
    switch (below(16)) {
      case 0: return changed();
      case 1: return changed();
      case 2: return replied(true);
      case 3: return replied(false);
      case 4: return Resolved{"done"};
      case 5: return Reopened{1};
      case 6: return SlaMet{clock, {}, minutes(below(3000))};
      case 7: return SlaBreached{clock, now_ - minutes(below(3000))};  // found out days later
      case 8: return escalated();
      case 9: return escalated();
      case 10: return Acknowledged{};
      case 11: return ChainExhausted{one_of({"ops", "net"}), ""};
      case 12: return Merged{"t0"};
      case 13: return RuleFired{one_of({"urgent", "vip"})};
      case 14: return Rated{static_cast<std::int32_t>(1 + below(5)), ""};
      default: {
        Notified fact;
        fact.user = one_of({"ann", "kim", "left"});
        fact.via = one_of({"email", "sms"});
        fact.page = below(2) == 0;
        return fact;
      }
    }
  }
  void add(const TicketId& id, Fact fact) {
    std::vector<Event>& of_ticket = events[id];
    if (auto* message = std::get_if<Created>(&fact)) name(message->message, id);
    if (auto* message = std::get_if<Replied>(&fact)) name(message->message, id);
    if (auto* message = std::get_if<CustomerReplied>(&fact)) name(message->message, id);
    if (of_ticket.empty()) {
      Ticket row;
      row.id = id;
      row.number = static_cast<std::int64_t>(events.size());
      row.version = 1;
      store::put_ticket(database, row);
    }
    const Actor by{Actor::Kind::user, one_of({"ann", "kim"}), Role::agent};
    of_ticket.emplace_back(id, static_cast<std::uint32_t>(of_ticket.size()), now_, by, std::nullopt, std::move(fact));
    store::put_event(database, of_ticket.back());
  }
  void name(Message& message, const TicketId& id) {
    message.ticket = id;
    message.id = "m" + std::to_string(next_message_++);
  }

  std::minstd_rand random_;
  Instant now_ = start;
  int next_message_ = 0;
};

void expect_the_full_fold(Desk& desk, const std::vector<Measure>& folded, const std::string& where) {
  const Slice slice = desk.any_slice();
  const Reader reader = desk.any_reader();
  Summing summing(slice, *desk.policies);
  std::vector<Measure> right;
  for (const Measure& measure : folded) {
    if (!may_see(reader.sight, measure.team, measure.customer)) continue;
    summing.add(measure);
    if (measure.kind == Measure::Kind::breached && belongs(slice, measure)) right.push_back(measure);
  }
  std::vector<Measure> breaches;
  EXPECT_TRUE(figures_of(desk.database, reader, slice, &breaches) == summing.result()) << where;
  const auto by_time = [](const Measure& a, const Measure& b) {
    return std::tie(a.at, a.number, a.customer, a.team, a.priority, a.category, a.channel) <
           std::tie(b.at, b.number, b.customer, b.team, b.priority, b.category, b.channel);
  };
  std::sort(breaches.begin(), breaches.end(), by_time);
  std::sort(right.begin(), right.end(), by_time);
  EXPECT_EQ(breaches, right) << where;
}

TEST(PackedFigures, EqualTheFullFoldWhateverHappens) {
  int packs = 0, figures = 0;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    Desk desk(seed);
    for (int round = 0; round < 25; ++round) {
      for (std::int64_t i = desk.below(30); i >= 0; --i) desk.go_on();
      if (desk.below(3) == 0) desk.measure(1 + desk.below(20), false);
      if (desk.below(3) == 0) desk.disturb();
      desk.measure(1 + desk.below(200), true);
      if (desk.below(4) != 0) desk.pack(1 + desk.below(12));
      packs += static_cast<int>(desk.database.integer("SELECT count(*) FROM measure_day WHERE version = 1"));
      const std::vector<Measure> folded = desk.folded();
      for (int i = 0; i < 4; ++i, ++figures)
        expect_the_full_fold(desk, folded, "seed " + std::to_string(seed) + ", round " + std::to_string(round));
    }
  }
  EXPECT_GT(packs, figures) << "figures of rows alone prove nothing of packs";
}

TEST(PackedFigures, AWrongPackIsFoundAndARightOneIsNot) {
  Desk desk(9);
  for (int i = 0; i < 200; ++i) desk.go_on();
  desk.measure(1'000, true);
  desk.pack(1'000);
  EXPECT_TRUE(store::wrong_packs(desk.database, 10).empty());
  const std::int64_t day = desk.database.integer("SELECT min(day) FROM measure_day");
  desk.database.prepare("DELETE FROM measure WHERE rowid = (SELECT min(rowid) FROM measure WHERE at < ?)")
      .bind(store::measure_day_begins(day + 1).ms)
      .run();
  EXPECT_EQ(store::wrong_packs(desk.database, 10), std::vector<std::int64_t>{day});
}

TEST(PackedFigures, OnlyDaysThatChangedAreStale) {
  Desk desk(4);
  for (int i = 0; i < 200; ++i) desk.go_on();
  desk.measure(1'000, true);
  desk.pack(1'000);
  EXPECT_TRUE(store::stale_days(desk.database, 10).empty()) << "the latest day is not packed";
  store::set_measured_until(desk.database, 0);
  desk.measure(1'000, true);
  EXPECT_TRUE(store::stale_days(desk.database, 10).empty()) << "counted in anew, and nothing was different";
}

}  // namespace
}  // namespace oasis::http
