// Reports of packs and rows equal those of the full fold of all events, section by section, and so do the tickets behind their
// numbers and customers' service reports: by chance, whatever happened to tickets, packs and the database in between, for any slice, period and sight.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "server/engine/measuring.hpp"
#include "server/http/counting.hpp"
#include "server/http/report_table.hpp"
#include "server/notify/service_reports.hpp"
#include "server/store/backup.hpp"
#include "server/store/folder.hpp"
#include "server/store/measure_days.hpp"
#include "server/store/measures.hpp"
#include "server/store/schema.hpp"
#include "server/store/schema_figures.hpp"
#include "server/store/tickets.hpp"
#include "server/store/workspaces.hpp"
#include "shared/codec/behind.hpp"
#include "shared/codec/figures.hpp"
#include "shared/codec/report_table.hpp"
#include "shared/report/behind.hpp"
#include "shared/report/findings.hpp"
#include "shared/report/service_report.hpp"
#include "tests/server_unit/store/temporary_folder.hpp"
#include "tests/system_zones.hpp"

namespace oasis::http {
namespace {

constexpr Instant start{1'772'452'800'000};  // 2 March 2026, 12:00 UTC
constexpr int weeks = 3;

using Counted = std::vector<std::pair<TicketId, Measure>>;

/// The database of a server and the events in it, as they come by chance.
class Desk {
 public:
  explicit Desk(std::uint32_t seed) : random_(seed) {
    open();
    store::migrate(database, store::migrations());
    store::put_workspace(database, {1, "{}"}, start, "test");
    for (const char* zone : {"Asia/Tokyo", "America/New_York", "Europe/Berlin"})
      EXPECT_TRUE(zones.add(zone, test::zone_bytes(zone)));
    // No day of the workspace is a day of UTC, and in New York one of them has 23 hours.
    move_to(seed % 2 == 0 ? "Asia/Tokyo" : "America/New_York");
  }

  /// The workspace goes by the clocks of that zone.
  void move_to(const std::string& zone) {
    Workspace document;
    document.zone = zone;
    for (const char* id : {"ann", "kim"}) {
      User& user = document.users.emplace_back();
      user.id = id;
      if (user.id == "kim") user.zone = "Europe/Berlin";
    }
    for (const char* id : {"globex", "initech"}) {
      Customer& customer = document.customers.emplace_back();
      customer.id = id;
      if (customer.id == "globex") customer.zone = "America/New_York";
    }
    document.rules.emplace_back().id = "silent";
    policies = Policies::prepare(std::move(document), zones, 1).value();
    state.versions = {policies};
  }

  std::int64_t below(std::int64_t limit) { return static_cast<std::int64_t>(random_() % static_cast<std::uint32_t>(limit)); }
  std::string one_of(std::initializer_list<const char*> words) {
    return words.begin()[below(static_cast<std::int64_t>(words.size()))];
  }

  /// Something happens: mostly as time goes, to a new ticket or to one of before.
  void go_on() {
    now_ = now_ + minutes(below(600));
    const bool is_new = events.empty() || below(4) == 0;
    const TicketId id = is_new ? "t" + std::to_string(events.size()) : any_ticket();
    add(id, is_new ? created() : happened());
  }
  /// Found out long after.
  void be_breached_on(std::int64_t day) {
    if (events.empty()) return;
    const TicketId id = any_ticket();
    add(id, SlaBreached{static_cast<ClockKind>(below(clock_count)), store::measure_day_begins(day) + minutes(below(1440))});
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
    switch (below(10)) {
      case 0:  // a day changes while it is being packed
        for (const store::StaleDay& day : store::stale_days(database, 2)) {
          const std::string pack = store::pack_of_day(database, day.day);
          for (int i = 0; i < 5; ++i) be_breached_on(day.day);
          measure(100'000, true);
          store::put_pack(database, day, pack);
        }
        return;
      case 1:
        close();
        open();
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
      case 5:  // an older program had no packs
        database.run("DROP TABLE measure_day; DROP INDEX outbox_written");
        database.run(std::string(store::packs_sql));
        return;
      case 6:
        move_to(one_of({"Asia/Tokyo", "America/New_York", "Europe/Berlin"}));
        return;
      case 7:
        backed_up_ = store::back_up(path(), folder.path() + "/backup-" + std::to_string(next_backup_++) + ".db").path;
        events_backed_up_ = events;
        return;
      case 8:  // what has happened since the backup is gone
        if (backed_up_.empty()) return;
        close();
        store::restore(store::Folder::lock(folder.path()), backed_up_);
        open();
        events = events_backed_up_;
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
  Counted folded() const {
    Counted all;
    for (const auto& [id, of_ticket] : events) {
      std::vector<const Event*> in_order;
      for (const Event& event : of_ticket) in_order.push_back(&event);
      for (Measure& measure : measures_of(in_order, policies->always())) all.emplace_back(id, std::move(measure));
    }
    return all;
  }

  TemporaryFolder folder;
  store::Database database = store::Database::open(":memory:", store::Access::read_write);
  Zones zones;
  engine::Setting setting{zones, "example.org"};
  State state;
  std::shared_ptr<const Policies> policies;
  std::map<TicketId, std::vector<Event>> events;

 private:
  std::string path() const { return folder.path() + "/oasis.db"; }
  void open() {
    database = store::Database::open(path(), store::Access::read_write);
    database.run("PRAGMA synchronous=OFF");  // nothing here outlives its process
  }
  void close() { database = store::Database::open(":memory:", store::Access::read_write); }

  TicketId any_ticket() { return std::next(events.begin(), below(static_cast<std::int64_t>(events.size())))->first; }
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
    switch (below(18)) {
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
      case 15: return RunEnded{one_of({"ops", "net"}), "stopped"};
      case 16: return AckLapsed{one_of({"ops", "net"}), "ann"};
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
      if (const auto* first = std::get_if<Created>(&fact)) row.customer = first->customer;
      store::put_ticket(database, row);
    }
    const Actor by = below(3) == 0 ? Actor{} : Actor{Actor::Kind::user, one_of({"ann", "kim"}), Role::agent};
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
  int next_backup_ = 0;
  std::string backed_up_;
  std::map<TicketId, std::vector<Event>> events_backed_up_;
};

/// The report of a period beside the one before it, with its breaches and its figures from `figures_of`.
template <typename FiguresOf>
Report report_from(const Desk& desk, const Reader& reader, const Slice& slice, const FiguresOf& figures_of_slice) {
  Report report;
  report.slice = slice;
  report.policies = desk.policies;
  report.sight = reader.sight;
  std::vector<Breach> breaches;
  report.now = figures_of_slice(slice, &breaches);
  Slice before = slice;
  before.period = {slice.period.from - (slice.period.to - slice.period.from), slice.period.from};
  report.before = figures_of_slice(before, nullptr);
  report.findings = findings_of(report.now, report.before, breaches, *desk.policies);
  return report;
}

Figures figures_of_fold(const Counted& folded, const Reader& reader, const Slice& slice, std::vector<Breach>* breaches) {
  Summing summing(slice, *reader.policies);
  for (const auto& [ticket, measure] : folded) {
    if (!may_see(reader.sight, measure.team, measure.customer)) continue;
    summing.add(measure);
    if (breaches != nullptr && measure.kind == Measure::Kind::breached && belongs(slice, measure))
      breaches->push_back({measure.at, measure.priority, measure.customer});
  }
  return summing.result();
}

/// In an order of its own, so that two can be compared.
Counted in_order(Counted list) {
  std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
    const auto key = [](const std::pair<TicketId, Measure>& one) {
      const Measure& of = one.second;
      return std::tie(one.first, of.at, of.kind, of.number, of.who, of.what, of.detail, of.value, of.open, of.priority, of.customer,
                      of.team, of.category, of.channel);
    };
    return key(a) < key(b);
  });
  return list;
}

void expect_the_list(Desk& desk, const Counted& folded, const Reader& reader, const Slice& slice, const Behind& behind,
                     const std::string& where) {
  const auto wanted = [&behind](Measure::Kind kind) {
    return std::find(behind.kinds.begin(), behind.kinds.end(), kind) != behind.kinds.end();
  };
  Counted packed, right;
  each_seen(desk.database, reader, slice, wanted, [&](const TicketId& ticket, const Measure& measure) {
    if (counts(behind, measure, *reader.policies)) packed.emplace_back(ticket, measure);
  });
  for (const auto& [ticket, measure] : folded) {
    if (belongs(slice, measure) && may_see(reader.sight, measure.team, measure.customer) &&
        counts(behind, measure, *reader.policies))
      right.emplace_back(ticket, measure);
  }
  EXPECT_EQ(in_order(std::move(packed)), in_order(std::move(right))) << where << ": " << text_of(behind);
}

/// What of the reports was not empty, so that their being equal says something.
struct Filled {
  std::size_t sections = 0;  ///< of one report, at most
  std::int64_t stays = 0;
  std::int64_t answers = 0;
  std::int64_t rules_of_use = 0;
  std::int64_t rules_of_none = 0;
  std::size_t days = 0;  ///< of one report, at most
  std::int64_t missed = 0;
  std::int64_t open = 0;
};

void note_figures(const Figures& figures, Filled& filled) {
  for (const auto& [step, of] : figures.steps) {
    filled.stays += of.stays.count;
    filled.answers += of.answers.count;
  }
  for (const auto& [rule, fired] : figures.rules) filled.rules_of_none += fired;
  for (const auto& [rule, useful] : figures.useful_rules) {
    filled.rules_of_use += useful;
    filled.rules_of_none -= useful;
  }
  filled.days = std::max(filled.days, figures.by_day.size());
}

void expect_the_full_fold(Desk& desk, const Counted& folded, const std::string& where, Filled& filled) {
  const Slice slice = desk.any_slice();
  const Reader reader = desk.any_reader();
  const Report packed = report_from(desk, reader, slice, [&](const Slice& of, std::vector<Breach>* breaches) {
    return figures_of(desk.database, reader, of, breaches);
  });
  const Report right = report_from(desk, reader, slice, [&](const Slice& of, std::vector<Breach>* breaches) {
    return figures_of_fold(folded, reader, of, breaches);
  });
  EXPECT_TRUE(packed.now == right.now && packed.before == right.before) << where;
  EXPECT_EQ(write_findings(packed.findings).dump(), write_findings(right.findings).dump()) << where;
  const std::vector<ReportSection> sections = sections_of(right);
  EXPECT_EQ(write_sections(sections_of(packed)).dump(), write_sections(sections).dump()) << where;
  note_figures(right.now, filled);
  std::size_t of_this = 0;
  for (const ReportSection& section : sections) {
    if (section.rows.empty()) continue;
    ++of_this;
    const ReportRow& row = section.rows[static_cast<std::size_t>(desk.below(static_cast<std::int64_t>(section.rows.size())))];
    if (row.cells.empty()) continue;
    const auto behind =
        behind_of(row.cells[static_cast<std::size_t>(desk.below(static_cast<std::int64_t>(row.cells.size())))].behind);
    if (behind) expect_the_list(desk, folded, reader, slice, *behind, where + ", " + section.id);
  }
  filled.sections = std::max(filled.sections, of_this);
}

/// Of the tickets that are the customer's now, those that the fold leaves unfinished at `at`.
std::int64_t open_in_fold(Desk& desk, const Counted& folded, const Id& customer, Instant at) {
  std::map<TicketId, std::pair<Instant, bool>> open;
  for (const auto& [id, measure] : folded) {
    const bool says = measure.kind == Measure::Kind::created || measure.kind == Measure::Kind::resolved ||
                      measure.kind == Measure::Kind::reopened;
    if (!says || measure.at >= at) continue;
    auto& [since, is_open] = open[id];
    if (measure.at >= since) std::tie(since, is_open) = std::pair(measure.at, measure.kind != Measure::Kind::resolved);
  }
  return std::count_if(open.begin(), open.end(), [&](const auto& one) {
    return one.second.second && store::find_ticket(desk.database, one.first)->customer == customer;
  });
}

void expect_the_service_report(Desk& desk, const Counted& folded, const std::string& where, Filled& filled) {
  const Customer& customer = *desk.policies->customer(desk.one_of({"globex", "initech"}));
  const Instant made = start + days(desk.below(40)) + minutes(desk.below(1440));
  const notify::ServiceSheet packed = notify::service_sheet(desk.database, *desk.policies, customer, {2026, 3}, made);
  const Interval now = period_of(ReviewMonth{2026, 3}, desk.policies->zone_of(customer));
  ServiceMatter matter;
  for (const auto& [id, measure] : folded) {
    if (measure.customer != customer.id || measure.at > made) continue;
    matter.measures.emplace_back(id, measure);
    const auto ticket = store::find_ticket(desk.database, id);
    if (measure.kind == Measure::Kind::breached && now.contains(measure.at) && ticket->customer == customer.id)
      matter.breached[id] = {ticket->number, ticket->subject, desk.events[id]};
  }
  matter.open = open_in_fold(desk, folded, customer.id, std::min(made, now.to));
  matter.open_before = open_in_fold(desk, folded, customer.id, now.from);
  notify::ServiceSheet right = packed;
  right.report = service_report(*desk.policies, customer, {2026, 3}, matter, made);
  EXPECT_EQ(notify::service_report_html(packed), notify::service_report_html(right)) << where << ", " << customer.id;
  filled.missed += static_cast<std::int64_t>(right.report.missed.size());
  filled.open += right.report.open.now;
}

TEST(PackedFigures, ReportsEqualTheFullFoldWhateverHappens) {
  int packs = 0, reports = 0;
  Filled filled;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    Desk desk(seed);
    for (int round = 0; round < 25; ++round) {
      for (std::int64_t i = desk.below(30); i >= 0; --i) desk.go_on();
      if (desk.below(3) == 0) desk.measure(1 + desk.below(20), false);
      if (desk.below(2) == 0) desk.disturb();
      desk.measure(1 + desk.below(200), true);
      if (desk.below(4) != 0) desk.pack(1 + desk.below(12));
      packs += static_cast<int>(desk.database.integer("SELECT count(*) FROM measure_day WHERE length(pack) > 4"));
      const Counted folded = desk.folded();
      const std::string where = "seed " + std::to_string(seed) + ", round " + std::to_string(round);
      for (int i = 0; i < 4; ++i, ++reports) expect_the_full_fold(desk, folded, where, filled);
      expect_the_service_report(desk, folded, where, filled);
    }
  }
  EXPECT_GT(packs, reports) << "reports of rows alone prove nothing of packs";
  EXPECT_EQ(filled.sections, 12u) << "every section but that of channels and those of duty, which are no measures";
  for (const std::int64_t count : {filled.stays, filled.answers, filled.rules_of_use, filled.rules_of_none, filled.missed, filled.open})
    EXPECT_GT(count, 0);
  EXPECT_GT(filled.stays, filled.answers) << "some ended otherwise";
  EXPECT_GT(filled.days, 7u);
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
