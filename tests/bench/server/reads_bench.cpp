// Small reads over 256 kept connections, beside a bare epoll server that sends as many bytes without
// thinking, and nginx with a fixed reply. May not: be part of the test suite.
#include "tests/bench/server/bare.hpp"
#include "tests/bench/server/bench.hpp"
#include "tests/bench/server/load.hpp"
#include "tests/bench/server/nginx.hpp"
#include "tests/bench/server/place.hpp"

namespace oasis::bench {
namespace {

constexpr std::size_t connections = 256;

void compare(const std::string& path, bool signed_in) {
  const Place place(8);
  const Server server(place);
  const auto request = [&](std::size_t connection, std::size_t) {
    return get(path, signed_in ? place.cookie(connection) : "");
  };
  const std::string answer = ask(server.port(), request(0, 0));
  const BareServer bare(answer.size());
  const Nginx nginx(place.path(), answer.size());
  // In turns, and the better of each: whatever else the machine does hits both.
  double ours = 0;
  double theirs = 0;
  double of_nginx = 0;
  double p99 = 0;
  for (int turn = 0; turn < 3; ++turn) {
    Loaded loaded = run({server.port(), connections, 2, request, 0});
    if (loaded.per_second() > ours) p99 = loaded.latencies.percentile(.99);
    ours = std::max(ours, loaded.per_second());
    theirs = std::max(theirs, run({bare.port(), connections, 2, request, 0}).per_second());
    if (nginx.runs())
      of_nginx = std::max(of_nginx, run({nginx.port(), connections, 2, request, 0}).per_second());
  }
  show(path + ", answer of " + std::to_string(answer.size()) + " bytes", ours, "/s");
  show("bare epoll server", theirs, "/s");
  show(nginx.runs() ? "nginx, a fixed reply" : "nginx is not here", of_nginx, "/s");
  show("ours of bare", 100 * ours / theirs, "%", "40");
  show("answer p99", p99, "ms");
}

const Bench small_reads("small_reads_256_connections", [] {
  compare("/healthz", false);
  compare("/api/v1/me", true);
});

}  // namespace
}  // namespace oasis::bench
