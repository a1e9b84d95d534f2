// A million due times that wait, ten thousand that are due at once after a pause, and how late those are that
// come due meanwhile. May not: be part of the test suite.
#include <chrono>
#include <thread>

#include "server/store/timers.hpp"
#include "tests/bench/server/bench.hpp"
#include "tests/bench/server/load.hpp"
#include "tests/bench/server/place.hpp"
#include "tests/bench/server/tickets.hpp"

namespace oasis::bench {
namespace {

constexpr std::size_t connections = 64;
constexpr std::int64_t at_once = 10'000;

/// Answered within a few seconds, or breached: so that the benchmark need not wait long.
std::string hasty_document() {
  std::string document = quiet_document();
  const std::string from = "\"first_response\":\"24h\"";
  return document.replace(document.find(from), from.size(), "\"first_response\":\"20s\"");
}

void show_next_due(const Place& place) {
  auto database = store::Database::open(place.database_path(), store::Access::read_only);
  constexpr int times = 100'000;
  const std::int64_t began = now_us();
  for (int i = 0; i < times; ++i) store::next_due(database);
  show("next due time", static_cast<double>(now_us() - began) / times, "us", "10");
}

/// Opens `count` tickets over `connections` connections.
void open_tickets(const Server& server, const Place& place, const std::string& name, std::int64_t count) {
  const std::string epoch = cursor_of(server, place).epoch;
  for (std::int64_t done = 0; done < count;) {
    const Loaded loaded =
        run({server.port(), connections, 1,
             [&](std::size_t connection, std::size_t round) {
               const std::string client =
                   name + "-" + std::to_string(done) + "-client-" + std::to_string(connection);
               return post("/api/v1/commands", place.cookie(),
                           create_command(epoch, client, round + 1, next_ticket_id()));
             },
             0});
    done += static_cast<std::int64_t>(loaded.answers - loaded.failures);
    if (loaded.answers == loaded.failures) throw std::runtime_error("no ticket was opened: " + loaded.last);
  }
}

double seconds_until(const std::function<bool()>& true_now) {
  const std::int64_t began = now_us();
  while (!true_now()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  return static_cast<double>(now_us() - began) / 1e6;
}

const Bench timers("timers_1000000_pending", [] {
  const Place place;
  make_first_ticket(place);  // due in a day, and so are its copies
  const std::int64_t each = place.integer("SELECT count(*) FROM timer WHERE ticket = 'first'");
  copy_ticket(place, 1'000'000 / each, false);
  show("timers", static_cast<double>(place.integer("SELECT count(*) FROM timer")), "");
  show("open tickets", static_cast<double>(place.integer("SELECT count(*) FROM ticket")), "");
  show_next_due(place);
  place.adopt(hasty_document());  // for what is opened from now on
  {
    Server server(place);
    show("until it serves", server.seconds_to_serve(), "s", "2");
    show("memory", server.resident_mb(), "MB");
    open_tickets(server, place, "late", at_once);
    server.stop();
  }
  std::this_thread::sleep_for(std::chrono::seconds(25));  // now all of them are overdue
  const std::int64_t began = now_us();
  const Server server(place);
  const double served = static_cast<double>(now_us() - began) / 1e6;
  const double first = seconds_until([&] { return metric(server, "timers_fired_total") > 0; });
  show("restart until the first fired", served + first, "s", "2");
  const double drained = seconds_until([&] { return metric(server, "due_late_seconds") < 1; });
  show("10,000 due at once, drained in", first + drained, "s", "2");
  const double fired = metric(server, "timers_fired_total");
  const double within = metric(server, "timer_lateness_seconds_bucket{le=\"0.1\"}");
  show("fired", fired, "");
  open_tickets(server, place, "timely", 500);
  std::this_thread::sleep_for(std::chrono::seconds(25));
  const double later = metric(server, "timers_fired_total") - fired;
  const double later_within = metric(server, "timer_lateness_seconds_bucket{le=\"0.1\"}") - within;
  show("fired while nothing else happens", later, "");
  show("of them at most 100 ms late", 100 * later_within / later, "%", "99");
});

}  // namespace
}  // namespace oasis::bench
