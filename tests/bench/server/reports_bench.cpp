// Reports over 1,000,000 tickets and 10,000,000 events, with and without filters. May not: be part of the test suite.
#include <nlohmann/json.hpp>
#include <stdexcept>

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
constexpr std::int64_t first_day = 20'000;  // 2024-10-04
constexpr std::int64_t days_of_history = 730;
constexpr int rounds = 3;

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

void measure(const Server& server, const Place& place, const std::string& what, const std::string& path,
             const std::string& target = "1") {
  std::vector<double> took;
  std::size_t bytes = 0;
  const double busy = server.cpu_seconds();
  for (int round = 0; round < rounds; ++round) {
    const std::int64_t began = now_us();
    const std::string answer = ask(server.port(), get(path, place.cookie()));
    took.push_back(static_cast<double>(now_us() - began) / 1e6);
    if (answer.rfind("HTTP/1.1 200", 0) != 0) throw std::runtime_error(path + ": " + answer.substr(0, 300));
    bytes = answer.size();
  }
  std::sort(took.begin(), took.end());
  show(what + ", processor time of one", (server.cpu_seconds() - busy) / rounds, "s");
  show(what + " (" + std::to_string(bytes / 1000) + " KB), the middle of three", took[took.size() / 2], "s", target);
}

std::string period(std::int64_t days) {
  const std::int64_t last = first_day + days_of_history - 1;
  return "?from=" + to_text(date_of(last - days + 1)) + "&to=" + to_text(date_of(last));
}

const Bench reports("reports_1000000_tickets", [] {
  const Place place(1, desk_document());
  make_first_ticket(place);
  copy_ticket(place, tickets, true);
  std::int64_t began = now_us();
  write_history(place);
  show("writing the history", static_cast<double>(now_us() - began) / 1e6, "s");
  const char* size = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
  show("database", static_cast<double>(place.integer(size)) / 1e6, "MB");
  const Server server(place);
  show("memory before any report", server.resident_mb(), "MB");
  began = now_us();
  ask(server.port(), get("/api/v1/report" + period(30), place.cookie()));
  show("the first report", static_cast<double>(now_us() - began) / 1e6, "s");
  show("memory after it", server.resident_mb(), "MB");
  for (const auto& [name, days] : {std::pair("month", 30), std::pair("quarter", 91), std::pair("year", 365)}) {
    const std::string of = std::string(name) + " beside the one before";
    measure(server, place, of, "/api/v1/report" + period(days));
    measure(server, place, of + ", one customer", "/api/v1/report" + period(days) + "&customer=customer-7");
    measure(server, place, of + ", urgent, one team", "/api/v1/report" + period(days) + "&priority=urgent&team=team-3");
    measure(server, place, "tickets behind a " + std::string(name) + "'s breaches",
            "/api/v1/report/tickets" + period(days) + "&of=kinds:breached;number:0");
  }
  measure(server, place, "board", "/api/v1/board");
  show("memory after all", server.resident_mb(), "MB", "400");
});

}  // namespace
}  // namespace oasis::bench
