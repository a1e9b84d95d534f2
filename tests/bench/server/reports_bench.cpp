// Every route of reports over 1,000,000 tickets and 10,000,000 events, after a start and warm, for every kind of period and
// filter; commands while rollups are made; counting events in. May not: be part of the test suite.
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>
#include <vector>

#include "server/store/log.hpp"
#include "shared/time/civil.hpp"
#include "shared/time/text.hpp"
#include "tests/bench/server/bench.hpp"
#include "tests/bench/server/load.hpp"
#include "tests/bench/server/place.hpp"
#include "tests/bench/server/tickets.hpp"

namespace oasis::bench {
namespace {

constexpr std::int64_t tickets = 1'000'000;
constexpr std::int64_t events = 10'000'000;
constexpr std::int64_t messages = 2'000'000;
constexpr std::int64_t day = 86'400'000;
constexpr std::int64_t days_of_history = 730;
constexpr int rounds = 2;  // the first one warms up

/// So that the history ends today: a board shows the last two weeks.
const std::int64_t first_day =
    std::chrono::duration_cast<std::chrono::hours>(std::chrono::system_clock::now().time_since_epoch()).count() / 24 -
    days_of_history + 1;

std::string desk_document() {
  auto document = nlohmann::json::parse(quiet_document());
  document["zone"] = "Europe/Berlin";
  for (int i = 0; i < 40; ++i) {
    const std::string id = "person-" + std::to_string(i);
    document["users"].push_back({{"id", id}, {"name", id}, {"role", "agent"}, {"contacts", {{"email", id + "@acme.example"}}}});
  }
  for (int i = 0; i < 2000; ++i) {
    const std::string id = "customer-" + std::to_string(i);
    document["customers"].push_back({{"id", id}, {"name", "Customer " + std::to_string(i)}, {"domains", {id + ".example"}}});
  }
  document["teams"] = nlohmann::json::array();
  for (int i = 0; i < 8; ++i)
    document["teams"].push_back({{"id", "team-" + std::to_string(i)}, {"name", "Team " + std::to_string(i)}, {"members", {"bob"}}});
  return document.dump();
}

/// Ten events a ticket, spread evenly over two years, each with one measure: created, first and next response, a
/// judged clock twice (one of ten breached), resolved, a rule, a page, a message, and what is rare. Values are skewed as
/// lengths of time are. The events have no bodies: once they are counted in, no report reads them.
void write_history(const Place& place) {
  const std::string series = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ";
  place.write([&](store::Database& database) {
    database.run(series + std::to_string(events - 1) +
                 "), h(i, t, slot, hash) AS (SELECT i, i / 10, i % 10, ((i * 2654435761) % 4294967296) >> 11 FROM n) "
                 "INSERT INTO measure (ticket, kind, at, value, open, number, who, what, detail, priority, customer, team, "
                 "category, channel) SELECT printf('copy-%08d', t + 1), "
                 "CASE slot WHEN 0 THEN 0 WHEN 1 THEN 1 WHEN 2 THEN 2 WHEN 3 THEN iif(hash % 10 = 0, 6, 5) WHEN 4 THEN 3 "
                 "WHEN 5 THEN iif(hash % 10 = 0, 6, 5) WHEN 6 THEN 14 WHEN 7 THEN 12 WHEN 8 THEN 13 "
                 "ELSE CASE t % 6 WHEN 0 THEN 7 WHEN 1 THEN 8 WHEN 2 THEN 9 WHEN 3 THEN 10 WHEN 4 THEN 15 ELSE 4 END END, " +
                 std::to_string(first_day * day) + " + t * " + std::to_string(days_of_history * day / tickets) +
                 " + slot * 600000 + hash % 600000, "
                 "CASE WHEN slot IN (1, 2, 3, 4, 5) OR slot = 9 AND t % 6 = 3 THEN (hash % 20000) * (hash % 9973) ELSE 0 END, "
                 "CASE WHEN slot IN (1, 2, 3, 4, 5) OR slot = 9 AND t % 6 = 3 THEN (hash % 20000) * (hash % 9973) / 3 ELSE 0 END, "
                 "CASE slot WHEN 3 THEN 0 WHEN 5 THEN 2 WHEN 9 THEN 1 + hash % 3 ELSE 0 END, "
                 "CASE WHEN slot IN (1, 2, 4, 7, 8) THEN 'person-' || (hash % 40) ELSE '' END, "
                 "CASE WHEN slot = 6 THEN 'rule-' || (hash % 20) WHEN slot IN (7, 8) THEN 'email' "
                 "WHEN slot = 9 AND t % 6 < 4 THEN 'chain-' || (hash % 5) ELSE '' END, "
                 "iif(slot = 9 AND t % 6 = 0, 'sla_breached', ''), t * 48271 % 4, 'customer-' || (t * 48271 % 2003 % 2000), "
                 "'team-' || (t * 16807 % 8), 'category-' || (t * 69621 % 12), iif(t % 3 = 0, 'form', 'mail') FROM h");
    database.run(series + std::to_string(events - 1) +
                 ") INSERT INTO event (ticket, number, at, kind, body) SELECT printf('copy-%08d', i / 10 + 1), i % 10, " +
                 std::to_string(first_day * day) + " + i / 10 * " + std::to_string(days_of_history * day / tickets) +
                 " + i % 10 * 600000, 'viewed', '{}' FROM n");
    database.run(series + std::to_string(messages - 1) +
                 ") INSERT INTO outbox (key, ticket, event, user, via, address, message_id, state, at, queued, sent, delivered) "
                 "SELECT 'key-' || i, '', 0, '', CASE i % 3 WHEN 0 THEN 'email' WHEN 1 THEN 'slack' ELSE 'sms' END, 'a@x.example', "
                 "'m' || i || '@x.example', iif(i % 50 = 0, 'failed', 'sent'), q, q, q, iif(i % 3 = 2, q, NULL) FROM (SELECT i, " +
                 std::to_string(first_day * day) + " + i * " + std::to_string(days_of_history * day / messages) + " AS q FROM n)");
    database.run("INSERT INTO measure_day (day, change, version, pack) SELECT DISTINCT at / 86400000, 1, 0, x'' FROM measure");
    database.run("INSERT OR REPLACE INTO meta (name, value) SELECT 'measured_until', max(id) FROM event");
  });
}

std::string period(std::int64_t days) {
  const std::int64_t last = first_day + days_of_history - 1;
  return "?from=" + to_text(date_of(last - days + 1)) + "&to=" + to_text(date_of(last));
}

const std::vector<std::string> periods{period(30), period(91), period(365), period(730), period(3650)};
const std::vector<std::string> filters{"",
                                       "&customer=customer-7",
                                       "&priority=urgent",
                                       "&priority=urgent&team=team-3",
                                       "&category=category-5",
                                       "&channel=mail"};

/// Each of these periods with each of these filters.
std::vector<std::string> each_of(const std::string& path, const std::vector<std::string>& of_days, const std::vector<std::string>& more,
                                 const std::string& end = "") {
  std::vector<std::string> all;
  for (const std::string& days : of_days) {
    for (const std::string& filter : more) all.push_back(path + days + filter + end);
  }
  return all;
}

struct Asked {
  std::string name;
  std::vector<std::string> paths;  // the first one is asked after a start, too
};

std::vector<Asked> all_routes() {
  const std::vector<std::string> two{"", filters[1]}, three{periods[0], periods[2], periods[4]};
  std::vector<Asked> all{{"report", each_of("/api/v1/report", periods, filters)},
                         {"page to print", each_of("/reports", three, two)},
                         {"table (CSV)", each_of("/reports.csv", three, two)},
                         {"board", {"/api/v1/board", "/api/v1/board?customer=customer-7", "/board"}},
                         {"review", {"/api/v1/reviews"}}};
  const std::vector<std::pair<std::string, std::string>> numbers{{"created", "kinds:created"},
                                                                 {"breaches", "kinds:breached;number:0"},
                                                                 {"attainment", "kinds:met,breached;number:0"},
                                                                 {"a person's pages", "kinds:paged;who:person-7"}};
  for (const auto& [name, of] : numbers)
    all.push_back({"tickets behind: " + name, each_of("/api/v1/report/tickets", three, two, "&of=" + of)});
  all.push_back({"tickets behind as a table", each_of("/reports/tickets.csv", three, {""}, "&of=kinds:breached;number:0")});
  return all;
}

/// Seconds until the whole answer is there.
double seconds_of(const Server& server, const Place& place, const std::string& path, std::size_t* bytes = nullptr) {
  const std::int64_t began = now_us();
  const std::string answer = ask(server.port(), get(path, place.cookie()));
  if (answer.rfind("HTTP/1.1 200", 0) != 0) throw std::runtime_error(path + ": " + answer.substr(0, 300));
  if (bytes != nullptr) *bytes = answer.size();
  return static_cast<double>(now_us() - began) / 1e6;
}

/// As after a restart of the machine: nothing of the file is in memory.
void forget_pages(const Place& place) {
  const int file = ::open(place.database_path().c_str(), O_RDONLY | O_CLOEXEC);
  ::fdatasync(file);
  ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
  ::close(file);
}

void measure(const Place& place, const Asked& asked) {
  forget_pages(place);
  const Server server(place);
  show(asked.name + ", first after a start", seconds_of(server, place, asked.paths.front()), "s");
  Latencies all;
  double slowest = 0;
  std::string slowest_path;
  std::size_t largest = 0;
  const double busy = server.cpu_seconds();
  for (const std::string& path : asked.paths) {
    for (int round = 0; round < rounds; ++round) {
      std::size_t bytes = 0;
      const double took = seconds_of(server, place, path, &bytes);
      if (round == 0 && path != asked.paths.front()) continue;  // the first time is not warm
      all.add(static_cast<std::int64_t>(took * 1e6));
      largest = std::max(largest, bytes);
      if (took > slowest) slowest = took, slowest_path = path;
    }
  }
  const double count = static_cast<double>(asked.paths.size()) * rounds;
  show("  warm p50 (of " + std::to_string(all.count()) + ", at most " + std::to_string(largest / 1000) + " KB)",
       all.percentile(.5) / 1000, "s");
  show("  warm p99", all.percentile(.99) / 1000, "s", "1");
  show("  processor time of one", (server.cpu_seconds() - busy) / count, "s");
  show("  slowest: " + slowest_path, slowest, "s");
  show("  memory, the most", server.peak_mb(), "MB", "400");
}

/// Asks until it is not told any more how far it is.
double until_ready(const Server& server, const Place& place) {
  const std::int64_t began = now_us();
  for (;;) {
    const std::string answer = ask(server.port(), get("/api/v1/report" + period(30), place.cookie()));
    if (answer.rfind("HTTP/1.1 200", 0) == 0) return static_cast<double>(now_us() - began) / 1e6;
    if (answer.rfind("HTTP/1.1 503", 0) != 0) throw std::runtime_error(answer.substr(0, 300));
  }
}

/// Tickets are created, one after the other, while rollups are made.
void make_ready(const Place& place) {
  std::string epoch;  // not from a snapshot: all copies are of today, and would be in it
  place.write([&epoch](store::Database& database) { epoch = store::epoch(database); });
  const Server server(place);
  show("until it serves", server.seconds_to_serve(), "s", "1");
  show("memory then", server.resident_mb(), "MB", "400");
  std::atomic<bool> ready = false;
  Latencies commands;
  std::thread creating([&] {
    for (std::size_t mid = 1; !ready; ++mid) {
      const std::int64_t began = now_us();
      ask(server.port(), post("/api/v1/commands", place.cookie(), create_command(epoch, "busy-client", mid, next_ticket_id())));
      commands.add(now_us() - began);
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  });
  const double took = until_ready(server, place);
  ready = true;
  creating.join();
  show("from nothing rolled up until a report", took, "s");
  show("commands meanwhile p50", commands.percentile(.5), "ms");
  show("commands meanwhile p99", commands.percentile(.99), "ms");
  show("memory, the most", server.peak_mb(), "MB", "400");
}

const Bench reports("reports_1000000_tickets", [] {
  const Place place(1, desk_document());
  make_first_ticket(place);
  copy_ticket(place, tickets, true);
  const std::int64_t began = now_us();
  write_history(place);
  show("writing the history", static_cast<double>(now_us() - began) / 1e6, "s");
  const char* size = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
  show("database", static_cast<double>(place.integer(size)) / 1e6, "MB");
  make_ready(place);
  show("packs", static_cast<double>(place.integer("SELECT sum(length(pack)) FROM measure_day")) / 1e6, "MB");
  for (const Asked& asked : all_routes()) measure(place, asked);
  const Server server(place);
  const std::string year = get("/api/v1/report" + period(365), place.cookie());
  Loaded loaded = run({server.port(), 8, 10, [&year](std::size_t, std::size_t) { return year; }, 0});
  show("eight ask for a year at once: p99", loaded.latencies.percentile(.99) / 1000, "s");
  show("  failed", static_cast<double>(loaded.failures), "", "0");
  show("  memory, the most", server.peak_mb(), "MB", "400");
});

const Bench counting("counting_in_100000_tickets", [] {
  const Place place;
  make_first_ticket(place);
  copy_ticket(place, 100'000, true);
  place.write([](store::Database& database) {
    database.run("INSERT INTO event (ticket, number, at, kind, body) SELECT t.id, e.number, e.at + t.number * 1000, e.kind, "
                 "replace(e.body, '\"first\"', '\"' || t.id || '\"') FROM ticket t CROSS JOIN event e "
                 "WHERE e.ticket = 'first' AND t.id <> 'first' ORDER BY e.number, t.number");
  });
  show("events", static_cast<double>(place.integer("SELECT count(*) FROM event")), "");
  make_ready(place);
});

}  // namespace
}  // namespace oasis::bench
