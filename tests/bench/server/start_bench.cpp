// How long a start takes with a large history, what the server costs when nothing happens, and how long a
// snapshot of ten thousand open tickets takes. May not: be part of the test suite.
#include <chrono>
#include <thread>

#include "tests/bench/server/bench.hpp"
#include "tests/bench/server/load.hpp"
#include "tests/bench/server/place.hpp"
#include "tests/bench/server/tickets.hpp"

namespace oasis::bench {
namespace {

const Bench start("start_with_1000000_finished_tickets", [] {
  const Place place;
  make_first_ticket(place);
  copy_ticket(place, 1'000'000, true);
  for (int turn = 0; turn < 3; ++turn) {  // the first one after the rows were written recovers the log
    const Server server(place);
    show("until it serves", server.seconds_to_serve(), "s", "1");
    show("memory", server.resident_mb(), "MB", "400");
  }
});

const Bench idle("idle", [] {
  const Place place;
  const Server server(place);
  std::this_thread::sleep_for(std::chrono::seconds(3));  // the start's own work
  const double cpu = server.cpu_seconds();
  const std::int64_t switches = server.switches();
  std::this_thread::sleep_for(std::chrono::seconds(60));
  show("wake-ups in a minute, all threads", static_cast<double>(server.switches() - switches), "", "0");
  show("CPU", (server.cpu_seconds() - cpu) / 60 * 100, "%", "0.0");
  show("memory", server.resident_mb(), "MB", "30");
});

const Bench bootstrap("bootstrap_10000_open_tickets", [] {
  const Place place;
  make_first_ticket(place);
  copy_ticket(place, 10'000, false);
  const Server server(place);
  for (const char* encoding : {"identity", "gzip", "br"}) {
    const std::string request =
        get("/api/v1/bootstrap", place.cookie() + "Accept-Encoding: " + encoding + "\r\n");
    double best = 1e9;
    std::size_t bytes = 0;
    for (int turn = 0; turn < 5; ++turn) {
      const std::int64_t began = now_us();
      bytes = ask(server.port(), request).size();
      best = std::min(best, static_cast<double>(now_us() - began) / 1e6);
    }
    show(std::string("to the last byte, Accept-Encoding: ") + encoding, best, "s", "0.5");
    show("bytes", static_cast<double>(bytes), "");
  }
});

}  // namespace
}  // namespace oasis::bench
