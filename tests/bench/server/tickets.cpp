// Tickets for the benchmarks. May not: measure.
#include "tests/bench/server/tickets.hpp"

#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/bench/server/load.hpp"

namespace oasis::bench {

using nlohmann::json;

std::string next_ticket_id() {
  static std::atomic<std::uint32_t> next{1};
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "0198c0de-%08x-7000-8000-feedfeedfeed", next.fetch_add(1));
  return text.data();
}

std::string create_command(const std::string& epoch, const std::string& client, std::size_t mid,
                           const std::string& ticket) {
  const json body = {
      {"epoch", epoch},
      {"client_id", client},
      {"commands",
       {{{"mid", mid},
         {"name", "create"},
         {"args",
          {{"ticket", ticket},
           {"subject", "Printer on fire, again"},
           {"from_name", "Gina Roth"},
           {"from_email", "gina@globex.example"},
           {"message", {{"id", ticket + "-m"}, {"text", "Please help, the printer on floor 3 burns."}}}}}}}}};
  return body.dump();
}

std::string post(const std::string& path, const std::string& cookie, const std::string& body) {
  return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Site: same-origin\r\n" + cookie +
         "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

Cursor cursor_of(const Server& server, const Place& place) {
  const std::string body = ask(server.port(), get("/api/v1/bootstrap", place.cookie()));
  const auto at = body.find("\"epoch\":\"");
  const auto seq = body.find("\"seq\":", at);
  if (at == std::string::npos || seq == std::string::npos)
    throw std::runtime_error("no snapshot: " + body.substr(0, 300));
  return {body.substr(at + 9, 32), std::strtoll(body.c_str() + seq + 6, nullptr, 10)};
}

void make_first_ticket(const Place& place) {
  Server server(place);
  const std::string epoch = cursor_of(server, place).epoch;
  const std::string answer = ask(server.port(), post("/api/v1/commands", place.cookie(),
                                                     create_command(epoch, "first-client", 1, "first")));
  if (answer.find("\"applied\"") == std::string::npos) throw std::runtime_error("refused: " + answer);
  server.stop();
}

void copy_ticket(const Place& place, std::int64_t count, bool finished) {
  const std::string series = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                             std::to_string(count) + ") ";
  place.write([&](store::Database& database) {
    database.run("DROP TRIGGER IF EXISTS subject_searched");
    database.run(
        series +
        "INSERT INTO ticket (id, number, finished, updated, version, row) SELECT printf('copy-%08d', i), "
        "10000 + i, " +
        (finished ? "1" : "0") +
        ", t.updated, t.version, json_set(t.row, '$.id', "
        "printf('copy-%08d', i), '$.number', 10000 + i" +
        (finished ? ", '$.status', 'closed'" : "") + ") FROM ticket t CROSS JOIN n WHERE t.id = 'first'");
    if (finished) return;
    database.run(series +
                 "INSERT INTO timer (ticket, person, kind, slot, due) SELECT printf('copy-%08d', i), "
                 "r.person, r.kind, "
                 "r.slot, r.due FROM n CROSS JOIN timer r WHERE r.ticket = 'first'");
  });
}

double metric(const Server& server, const std::string& name) {
  const std::string page = ask(server.port(), get("/metrics", ""));
  const auto at = page.find("\noasis_" + name + " ");
  return at == std::string::npos ? -1 : std::strtod(page.c_str() + at + name.size() + 8, nullptr);
}

}  // namespace oasis::bench
