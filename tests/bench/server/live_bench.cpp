// Ten thousand browsers that follow the log while twenty changes a second are made, and what others notice of
// it. May not: be part of the test suite.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/bench/server/bench.hpp"
#include "tests/bench/server/load.hpp"
#include "tests/bench/server/place.hpp"
#include "tests/bench/server/tickets.hpp"

namespace oasis::bench {
namespace {

/// When each seq was known to be durable by who made it; 0: not yet.
class Commits {
 public:
  void note(std::int64_t seq, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    if (static_cast<std::size_t>(seq) >= at_.size()) at_.resize(static_cast<std::size_t>(seq) + 1);
    at_[static_cast<std::size_t>(seq)] = at;
  }
  /// The commits in (from, to] that were noted.
  std::vector<std::int64_t> between(std::int64_t from, std::int64_t to) {
    const std::lock_guard lock(mutex_);
    std::vector<std::int64_t> found;
    for (std::int64_t seq = from + 1; seq <= to && static_cast<std::size_t>(seq) < at_.size(); ++seq) {
      if (at_[static_cast<std::size_t>(seq)] != 0) found.push_back(at_[static_cast<std::size_t>(seq)]);
    }
    return found;
  }
  std::size_t count() {
    const std::lock_guard lock(mutex_);
    std::size_t count = 0;
    for (const std::int64_t at : at_) count += at != 0 ? 1 : 0;
    return count;
  }

 private:
  std::mutex mutex_;
  std::vector<std::int64_t> at_;
};

/// Streams of one thread.
class Followers {
 public:
  Followers(const Server& server, const Place& place, std::size_t count, std::int64_t head,
            const std::string& epoch)
      : poll_(::epoll_create1(0)), all_(count) {
    for (std::size_t i = 0; i < count; ++i) {
      all_[i].socket = connect_to(server.port(), i);
      all_[i].to = head;
      const std::string request =
          get("/api/v1/live?cursor=" + epoch + ":" + std::to_string(head), place.cookie(i));
      ::send(all_[i].socket, request.data(), request.size(), MSG_NOSIGNAL);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      ::epoll_ctl(poll_, EPOLL_CTL_ADD, all_[i].socket, &event);
    }
  }
  ~Followers() {
    for (const One& one : all_) ::close(one.socket);
    ::close(poll_);
  }

  void follow(Commits& commits, const std::atomic<bool>& over) {
    std::array<epoll_event, 512> events;
    while (!over) {
      const int ready = ::epoll_wait(poll_, events.data(), events.size(), 50);
      // As a network card gathers packets: else each frame that is sent wakes this thread for itself.
      if (ready < static_cast<int>(events.size())) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      for (int i = 0; i < ready; ++i) {
        receive(all_[events[static_cast<std::size_t>(i)].data.u64], commits);
        std::this_thread::yield();
      }
    }
  }

  std::size_t ended = 0;
  std::size_t behind(std::int64_t head) const {
    std::size_t count = 0;
    for (const One& one : all_) count += one.to < head ? 1 : 0;
    return count;
  }
  Latencies latencies;

 private:
  struct One {
    int socket = -1;
    std::string in;
    std::int64_t to = 0;
  };

  static void acknowledge_at_once(int socket) {
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
  }

  void receive(One& one, Commits& commits) {
    std::array<char, 65536> bytes;
    const auto [got, now] = receive_stamped(one.socket, bytes.data(), bytes.size());
    acknowledge_at_once(one.socket);
    if (got == 0) {
      ++ended;
      ::epoll_ctl(poll_, EPOLL_CTL_DEL, one.socket, nullptr);
    }
    if (got <= 0) return;
    one.in.append(bytes.data(), static_cast<std::size_t>(got));
    for (auto end = one.in.find("\n\n"); end != std::string::npos; end = one.in.find("\n\n")) {
      const auto at = one.in.rfind("id: ", end);
      if (at != std::string::npos) {
        const std::int64_t to = std::strtoll(one.in.c_str() + one.in.find(':', at + 4) + 1, nullptr, 10);
        // A frame may overtake the answer to who made the change: then its commit is not noted yet, and
        // counts as not late at all.
        for (const std::int64_t commit : commits.between(one.to, to)) latencies.add(now - commit);
        one.to = to;
      }
      one.in.erase(0, end + 2);
    }
  }

  int poll_;
  std::vector<One> all_;
};

/// Opens a ticket every 50 ms until `over`.
void change(const Server& server, const Place& place, const std::string& epoch, Commits& commits,
            const std::atomic<bool>& over) {
  for (std::size_t i = 1; !over; ++i) {
    const std::int64_t sent = now_us();
    const std::string answer = ask(
        server.port(),
        post("/api/v1/commands", place.cookie(), create_command(epoch, "live-client", i, next_ticket_id())));
    const auto at = answer.rfind("\"seq\":");
    if (at != std::string::npos) commits.note(std::strtoll(answer.c_str() + at + 6, nullptr, 10), sent);
    const std::int64_t left = 50'000 - (now_us() - sent);
    if (left > 0) std::this_thread::sleep_for(std::chrono::microseconds(left));
  }
}

double api_p99(const Server& server, const Place& place, double seconds) {
  Loaded loaded =
      run({server.port(), 4, seconds,
           [&](std::size_t connection, std::size_t) { return get("/api/v1/me", place.cookie(connection)); },
           10'000});
  return loaded.latencies.percentile(.99);
}

void live(std::size_t clients) {
  const Place place(clients / 30 + 4);
  const Server server(place);
  const Cursor cursor = cursor_of(server, place);
  const double idle_p99 = api_p99(server, place, 3);
  const double idle_mb = server.resident_mb();
  const std::int64_t began = now_us();
  Followers followers(server, place, clients, cursor.head, cursor.epoch);
  show("clients", static_cast<double>(clients), "");
  show("connecting all of them", static_cast<double>(now_us() - began) / 1e6, "s");
  std::this_thread::sleep_for(std::chrono::seconds(1));
  Commits commits;
  std::atomic<bool> over = false;
  std::atomic<bool> heard = false;
  std::thread following([&] {
    // They stand for other machines: their time is not to be the server's, nor that of who asks the API.
    const sched_param none{};
    ::pthread_setschedparam(::pthread_self(), SCHED_IDLE, &none);
    followers.follow(commits, heard);
  });
  std::thread changing([&] { change(server, place, cursor.epoch, commits, over); });
  const double cpu = server.cpu_seconds();
  const double busy_p99 = api_p99(server, place, 10);
  const double used = server.cpu_seconds() - cpu;
  over = true;
  changing.join();
  std::this_thread::sleep_for(std::chrono::seconds(2));
  heard = true;
  following.join();
  show("changes", static_cast<double>(commits.count()), "");
  show("streams that ended", static_cast<double>(followers.ended), "", "0");
  const Cursor last = cursor_of(server, place);
  show("clients that have not got everything", static_cast<double>(followers.behind(last.head)), "", "0");
  show("request -> client p50", followers.latencies.percentile(.5), "ms");
  show("request -> client p99", followers.latencies.percentile(.99), "ms", "250");
  show("API p99, idle", idle_p99, "ms");
  show("API p99, meanwhile", busy_p99, "ms", "2x idle");
  show("memory without clients", idle_mb, "MB");
  show("memory with them", server.resident_mb(), "MB", clients == 2000 ? "60" : "");
  show("server CPU", 10 * used, "%");
}

const Bench live_2000("live_clients_02000", [] { live(2000); });
const Bench live_10000("live_clients_10000", [] { live(10000); });

}  // namespace
}  // namespace oasis::bench
