// Five thousand connections that drip, endless headers and bodies: what everybody else notices of it.
// May not: be part of the test suite.
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <thread>
#include <vector>

#include "tests/bench/server/bench.hpp"
#include "tests/bench/server/load.hpp"
#include "tests/bench/server/place.hpp"

namespace oasis::bench {
namespace {

constexpr std::size_t attackers = 5000;

/// What one of them sends every time it is asked to.
std::string piece_of(std::size_t attacker, std::size_t round, const std::string& cookie) {
  switch (attacker % 4) {
    case 0:  // a head that never ends, a few bytes at a time
      return round == 0 ? "GET / HTTP/1.1\r\nHost: x\r\n" : "X-A: b\r\n";
    case 1:  // a head that is too large
      return round == 0 ? "GET / HTTP/1.1\r\nHost: x\r\n" : "X-Bomb: " + std::string(4000, 'x') + "\r\n";
    case 2:  // a body that never ends
      return round == 0 ? "POST /api/v1/commands HTTP/1.1\r\nHost: x\r\n" + cookie +
                              "Content-Type: application/json\r\nContent-Length: 4000000\r\n\r\n["
                        : "1,1,";
    default:  // a body that no route takes
      return round == 0 ? "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n"
                        : std::string(4000, 'y');
  }
}

void attack(const Server& server, const Place& place, const std::atomic<bool>& over,
            std::atomic<std::size_t>& cut_off) {
  std::vector<int> sockets(attackers, -1);
  std::vector<std::size_t> rounds(attackers, 0);
  while (!over) {
    const std::int64_t began = now_us();
    for (std::size_t i = 0; i < attackers && !over; ++i) {
      if (sockets[i] < 0) {
        sockets[i] = connect_to(server.port(), i);
        rounds[i] = 0;
      }
      const std::string piece = piece_of(i, rounds[i]++, place.cookie());
      const bool sent = ::send(sockets[i], piece.data(), piece.size(), MSG_NOSIGNAL | MSG_DONTWAIT) >= 0;
      if (!sent && errno != EAGAIN) {
        ::close(sockets[i]);
        sockets[i] = -1;
        ++cut_off;
      }
    }
    const std::int64_t left = 1'000'000 - (now_us() - began);
    if (left > 0 && !over) std::this_thread::sleep_for(std::chrono::microseconds(left));
  }
  for (const int socket : sockets) ::close(socket);
}

double api_p99(const Server& server, const Place& place, double seconds) {
  Loaded loaded =
      run({server.port(), 8, seconds,
           [&](std::size_t connection, std::size_t) { return get("/api/v1/me", place.cookie(connection)); },
           10'000});
  show("failed answers", static_cast<double>(loaded.failures), "", "0");
  return loaded.latencies.percentile(.99);
}

const Bench hostile("hostile_5000_slow_connections_and_bombs", [] {
  const Place place(4);
  const Server server(place);
  show("API p99, alone", api_p99(server, place, 3), "ms");
  std::atomic<bool> over = false;
  std::atomic<std::size_t> cut_off = 0;
  std::thread attacking([&] { attack(server, place, over, cut_off); });
  std::this_thread::sleep_for(std::chrono::seconds(3));
  show("API p99, under attack", api_p99(server, place, 20), "ms", "200");
  show("memory", server.resident_mb(), "MB");
  over = true;
  attacking.join();
  show("attackers cut off", static_cast<double>(cut_off), "");
});

}  // namespace
}  // namespace oasis::bench
