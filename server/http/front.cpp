// The door of the server. May not: know a route; block on a peer.
#include "server/http/front.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/engine/scheduling.hpp"
#include "server/http/answer.hpp"
#include "server/http/connection.hpp"
#include "server/http/framing.hpp"
#include "server/http/listener.hpp"
#include "server/http/protocol.hpp"
#include "server/http/request_id.hpp"
#include "server/http/wake.hpp"
#include "server/http/work_queue.hpp"

namespace oasis::http {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds drain_time{2'000};    // see Connection::Phase::draining
constexpr milliseconds stop_time{5'000};
constexpr milliseconds unseen_time{1'000};  // how long a connection may lie answered before its idle time begins

void set_option(int socket, int option, int value) {
  ::setsockopt(socket, IPPROTO_TCP, option, &value, sizeof value);
}

}  // namespace

class Front::Server {
 public:
  Server(FrontOptions options, Live& live)
      : options_(std::move(options)),
        live_(live),
        traffic_(options_.traffic ? *options_.traffic : uncounted_),
        limit_(options_.connections != 0 ? options_.connections : connection_limit()),
        listener_(listen_on(options_.host, options_.port)),
        poll_(::epoll_create1(EPOLL_CLOEXEC)),
        work_(std::max(2u, std::thread::hardware_concurrency())) {
    wake_.watch(poll_);
  }

  ~Server() {
    stop();
    ::close(listener_.socket);
    ::close(poll_);
  }

  int port() const { return listener_.port; }

  void start(FrontHooks hooks) {
    body_limit_ = std::move(hooks.body_limit);
    may_bring_ = std::move(hooks.may_bring);
    protocol_.emplace(ProtocolOptions{options_.proxies, options_.secure, &traffic_}, std::move(hooks.handle));
    watch(listener_.socket, EPOLLIN);
    watcher_ = engine::prompt_thread("front", 100, [this] { run(); });  // first: hands out all that came
    while (workers_.size() < options_.workers) workers_.push_back(engine::prompt_thread("worker", 300, [this] { work(); }));
  }

  void stop() {
    if (!watcher_.joinable()) return;
    stopping_ = true;
    wake_.ring();
    watcher_.join();
    work_.close();
    // Whoever still waits for a slow peer waits no longer.
    for (auto& [socket, connection] : connections_) ::shutdown(socket, SHUT_RDWR);
    for (std::thread& worker : workers_) worker.join();
    workers_.clear();
    connections_.clear();
    traffic_.open.set(0);
  }

 private:
  struct Finished {
    Connection* connection;
    Answered answered;
    std::optional<Progress> greeted;  // of a handshake, when it was no request
  };

  // ---- the watching thread: owns every connection that is not busy ----
  void run() {
    std::array<epoll_event, 64> events;  // workers are called for them together
    std::optional<Clock::time_point> give_up;
    for (;;) {
      auto next = deadlines_.empty() ? give_up : std::optional(deadlines_.begin()->first);
      if (give_up && next && *give_up < *next) next = give_up;
      const auto now = Clock::now();
      if (busy_ > 0 && (!next || *next > now + unseen_time)) next = now + unseen_time;
      if (work_.look_on(now) && (!next || *next > now + WorkQueue::patience)) next = now + WorkQueue::patience;
      const int ready = ::epoll_wait(poll_, events.data(), events.size(), Wake::milliseconds_until(next));
      for (int i = 0; i < ready; ++i) on_event(events[i]);
      take_finished();
      expire();
      if (stopping_ && !give_up) {
        give_up = Clock::now() + stop_time;
        stop_accepting();
      }
      if (give_up && (connections_.empty() || Clock::now() >= *give_up)) return;
    }
  }

  void on_event(const epoll_event& event) {
    if (wake_.is(event)) return wake_.quiet();
    if (event.data.fd == listener_.socket) return accept_all();
    const auto found = connections_.find(event.data.fd);
    if (found == connections_.end()) return;
    Connection& connection = *found->second;
    if (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) connection.ended = true;
    switch (connection.phase) {
      case Connection::Phase::greeting:
        return give_to_worker(connection);
      case Connection::Phase::reading:
        return receive(connection);
      case Connection::Phase::writing:
        return send_rest(connection);
      case Connection::Phase::draining:
        return drain(connection);
      case Connection::Phase::busy:
        connection.stirred = true;
        return;
    }
  }

  void accept_all() {
    for (;;) {
      sockaddr_storage address{};
      socklen_t length = sizeof address;
      const int socket = ::accept4(listener_.socket, reinterpret_cast<sockaddr*>(&address), &length,
                                   SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (socket < 0) {
        // Out of descriptors: listen again when one of ours closes, instead of spinning.
        if (errno == EMFILE || errno == ENFILE) pause_accepting();
        if (errno == EINTR || errno == ECONNABORTED) continue;
        return;
      }
      begin(socket, address);
    }
  }

  void begin(int socket, const sockaddr_storage& address) {
    auto connection = std::make_unique<Connection>();
    connection->wire = options_.tls ? Wire(socket, options_.tls->context().get()) : Wire(socket);
    connection->address = peer_of(address, connection->port);
    if (!admit(*connection)) return;
    set_option(socket, TCP_NODELAY, 1);
    set_option(socket, TCP_USER_TIMEOUT, 15'000);  // a peer that vanished is dropped
    if (options_.tls) {
      connection->greeted = false;
      connection->phase = Connection::Phase::greeting;
      connection->began = Clock::now();
    }
    set_deadline(*connection, Clock::now() + options_.head_time);
    watch(socket, connection->watched | EPOLLRDHUP | EPOLLET);
    connections_.emplace(socket, std::move(connection));
    traffic_.accepted.add();
    traffic_.open.set(static_cast<std::int64_t>(connections_.size()));
  }

  bool admit(Connection& connection) {
    if (connections_.size() + live_.streams() >= limit_) {
      traffic_.full.add();
      return false;
    }
    if (options_.tls && !connection.wire.is_secure()) return false;  // out of memory
    if (contains(options_.proxies, connection.address)) return true;
    std::size_t& count = by_address_[peer_key(connection.address)];
    if (count >= options_.connections_per_address) {
      traffic_.crowded.add();
      return false;
    }
    ++count;
    connection.counted = true;
    return true;
  }

  void pause_accepting() {
    accepting_ = false;
    ::epoll_ctl(poll_, EPOLL_CTL_DEL, listener_.socket, nullptr);
  }

  void stop_accepting() {
    if (accepting_) pause_accepting();
    std::vector<Connection*> idle;
    for (auto& [socket, connection] : connections_) {
      const bool waits = connection->phase == Connection::Phase::greeting ||
                         (connection->phase == Connection::Phase::reading && connection->in.empty());
      if (waits) idle.push_back(connection.get());
    }
    for (Connection* connection : idle) close(*connection);
  }

  void receive(Connection& connection) {
    std::array<char, 64 * 1024> bytes;
    do {
      const Moved got = connection.wire.receive(bytes.data(), bytes.size());
      if (got.progress == Progress::gone) return close(connection);
      if (got.progress == Progress::wants_write) return rearm(connection, EPOLLOUT);
      connection.in.append(bytes.data(), got.bytes);
      connection.stirred = connection.ended || got.bytes == bytes.size();
    } while (connection.wire.has_unread());
    advance(connection);
  }

  /// Does what the bytes read so far allow.
  void advance(Connection& connection) {
    if (connection.in.empty()) {
      if (stopping_) return say_goodbye(connection);
      set_deadline(connection, Clock::now() + options_.idle_time);
      return rearm(connection, EPOLLIN);
    }
    if (connection.began == Clock::time_point{}) connection.began = Clock::now();
    const Framed framed = frame_head(connection.in);
    if (const auto* refused = std::get_if<Refused>(&framed)) {
      return turn_away(connection, refused->status, refused->code, refused->message);
    }
    const auto* head = std::get_if<Head>(&framed);
    if (!head) {
      set_deadline(connection, connection.began + options_.head_time);
      return rearm(connection, EPOLLIN);
    }
    if (head->body_bytes > body_limit_(head->method, path_of(head->target))) {
      return turn_away(connection, status_of(Code::too_large), spelling(Code::too_large),
                       "The request is larger than this address takes.");
    }
    if (may_bring_ && !may_bring_(path_of(head->target), head->authorization, head->body_bytes)) {
      return turn_away(connection, status_of(Code::not_signed_in), spelling(Code::not_signed_in),
                       "Say who you are before you send so much: Authorization.");
    }
    const std::size_t whole = head->bytes + head->body_bytes;
    if (connection.in.size() >= whole) return begin_job(connection, *head);
    if (!head->expect_line.empty() && !connection.continued) {
      connection.continued = true;
      connection.out = "HTTP/1.1 100 Continue\r\n\r\n";
      if (send_pending(connection) != Progress::done) return close(connection);
    }
    set_deadline(connection, connection.began + options_.body_time +
                                 std::chrono::seconds(head->body_bytes / (32 * 1024)));
    rearm(connection, EPOLLIN);
  }

  void begin_job(Connection& connection, const Head& head) {
    connection.head_bytes = head.bytes;
    connection.request_bytes = head.bytes + head.body_bytes;
    if (!head.expect_line.empty()) {  // answered here; cpp-httplib would answer it again
      const auto at = static_cast<std::size_t>(head.expect_line.data() - connection.in.data());
      const std::size_t length = head.expect_line.size();
      connection.in.erase(at, length);
      connection.head_bytes -= length;
      connection.request_bytes -= length;
    }
    give_to_worker(connection);
  }

  /// The answer to a request, or the next step of a handshake.
  void give_to_worker(Connection& connection) {
    connection.phase = Connection::Phase::busy;
    ++busy_;
    clear_deadline(connection);
    traffic_.waiting.add(1);
    work_.push(connection);
  }

  void take_finished() {
    std::vector<Finished> finished;
    {
      std::lock_guard lock(finished_mutex_);
      finished.swap(finished_);
      rung_ = false;
    }
    busy_ -= finished.size();
    for (Finished& one : finished) {
      Connection& connection = *one.connection;
      if (one.greeted) {
        on_greeted(connection, *one.greeted);
        continue;
      }
      if (one.answered.live) {
        live_.adopt(forget(connection), *std::move(one.answered.live));
        continue;
      }
      connection.in.erase(0, connection.request_bytes);
      connection.close_after = one.answered.close;
      connection.continued = false;
      connection.began = {};
      connection.phase = Connection::Phase::writing;
      set_deadline(connection, Clock::now() + options_.answer_time);
      send_rest(connection);
    }
  }

  void on_greeted(Connection& connection, Progress progress) {
    if (progress == Progress::gone || stopping_) {
      if (progress == Progress::gone) traffic_.not_greeted.add();
      return close(connection);
    }
    set_deadline(connection, connection.began + options_.head_time);
    connection.phase = Connection::Phase::greeting;
    if (progress != Progress::done) return rearm(connection, events_for(progress));
    connection.greeted = true;
    connection.began = {};
    connection.phase = Connection::Phase::reading;
    receive(connection);  // the request may have come with the last step
  }

  void send_rest(Connection& connection) {
    const Progress progress = send_pending(connection);
    if (progress == Progress::gone) return close(connection);
    if (progress != Progress::done) return rearm(connection, events_for(progress));
    if (connection.close_after) return say_goodbye(connection);
    connection.phase = Connection::Phase::reading;
    // What came meanwhile: when all ends, a request that has begun is the last one.
    if (connection.in.empty() && (stopping_ || connection.stirred)) return receive(connection);
    advance(connection);
  }

  /// An answer of our own, before cpp-httplib has seen the request.
  void turn_away(Connection& connection, int status, std::string_view code, std::string_view message) {
    traffic_.malformed.add();
    const std::string body = error_json(code, message);
    connection.out = "HTTP/1.1 " + std::to_string(status) + " " + httplib::status_message(status) +
                     "\r\nConnection: close\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n"
                     "Content-Length: " +
                     std::to_string(body.size()) + "\r\n" +
                     security_header_lines(connection.wire.is_secure()) +
                     "X-Request-Id: " + new_request_id() + "\r\n\r\n" + body;
    connection.close_after = true;
    connection.phase = Connection::Phase::writing;
    set_deadline(connection, Clock::now() + drain_time);
    send_rest(connection);
  }

  /// Closing at once while input is unread would reset the connection, and the peer might never see the
  /// answer.
  void say_goodbye(Connection& connection) {
    connection.wire.say_goodbye();
    connection.phase = Connection::Phase::draining;
    set_deadline(connection, Clock::now() + drain_time);
    drain(connection);
  }

  void drain(Connection& connection) {
    std::array<char, 64 * 1024> bytes;
    for (int turn = 0; turn < 4; ++turn) {
      const Progress progress = connection.wire.receive(bytes.data(), bytes.size()).progress;
      if (progress == Progress::gone) return close(connection);
      if (progress != Progress::done) break;
    }
    connection.stirred = true;
    rearm(connection, EPOLLIN);
  }

  void expire() {
    const auto now = Clock::now();
    while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
      Connection& connection = *deadlines_.begin()->second;
      const bool idle = connection.phase == Connection::Phase::reading && connection.in.empty();
      if (!idle) traffic_.too_slow.add();
      close(connection);
    }
  }

  void set_deadline(Connection& connection, Clock::time_point when) {
    clear_deadline(connection);
    connection.deadline = deadlines_.emplace(when, &connection);
    connection.has_deadline = true;
  }

  void clear_deadline(Connection& connection) {
    if (std::exchange(connection.has_deadline, false)) deadlines_.erase(connection.deadline);
  }

  /// The connection goes, its wire stays open.
  Wire forget(Connection& connection) {
    clear_deadline(connection);
    Wire wire = std::move(connection.wire);
    ::epoll_ctl(poll_, EPOLL_CTL_DEL, wire.socket(), nullptr);
    if (connection.counted) {
      const auto count = by_address_.find(peer_key(connection.address));
      if (--count->second == 0) by_address_.erase(count);
    }
    connections_.erase(wire.socket());
    traffic_.open.set(static_cast<std::int64_t>(connections_.size()));
    if (!accepting_ && !stopping_) {
      accepting_ = true;
      watch(listener_.socket, EPOLLIN);
    }
    return wire;
  }

  void close(Connection& connection) { forget(connection); }

  void watch(int descriptor, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.fd = descriptor;
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, descriptor, &event);
  }

  /// From now on `events` are heard of, also those that lie there already. The kernel is told only where it may matter: it
  /// speaks up by itself whenever something comes, but not again about what was there and has not been read. Of TLS
  /// nobody knows what lies in the socket.
  void rearm(Connection& connection, std::uint32_t events) {
    const bool stirred = connection.stirred.exchange(false);
    if (connection.watched == events && !stirred && !connection.wire.is_secure()) return;
    connection.watched = events;
    epoll_event event{};
    event.events = events | EPOLLRDHUP | EPOLLET;
    event.data.fd = connection.wire.socket();
    ::epoll_ctl(poll_, EPOLL_CTL_MOD, connection.wire.socket(), &event);
  }

  // ---- the workers ----
  void work() {
    WorkQueue::Worker worker(work_);
    while (Connection* connection = worker.next()) {
      traffic_.waiting.add(-1);
      Finished finished{connection, {}, std::nullopt};
      if (!connection->greeted) {
        finished.greeted = connection->wire.greet();
      } else {
        finished.answered = protocol_->answer(*connection, options_.answer_time);
      }
      if (hand_back(std::move(finished))) wake_.ring();
    }
  }

  /// True if the watching thread must be woken for it. Not for one that has been answered in full: it is seen to when the
  /// next request wakes that thread, or within `unseen_time`.
  bool hand_back(Finished finished) {
    const Answered& answered = finished.answered;
    const Connection& connection = *finished.connection;
    std::lock_guard lock(finished_mutex_);
    // `stirred` is set before the watching thread looks into `finished_`: it sees this one there, or is woken.
    const bool urgent = finished.greeted || answered.live || answered.close || !connection.out.empty() ||
                        connection.stirred || stopping_;
    finished_.push_back(std::move(finished));
    return urgent && !std::exchange(rung_, true);
  }

  const FrontOptions options_;
  Live& live_;
  watch::Traffic uncounted_;  // where nobody asked for it
  watch::Traffic& traffic_;
  const std::size_t limit_;
  const Listener listener_;
  int poll_;
  Wake wake_;
  std::function<std::size_t(std::string_view, std::string_view)> body_limit_;
  std::function<bool(std::string_view, std::string_view, std::uint64_t)> may_bring_;
  std::optional<Protocol> protocol_;
  std::atomic<bool> stopping_{false};

  // Only the watching thread touches these.
  std::unordered_map<int, std::unique_ptr<Connection>> connections_;
  std::unordered_map<std::string, std::size_t> by_address_;
  Deadlines deadlines_;
  bool accepting_ = true;
  std::size_t busy_ = 0;  // connections with a worker, or handed back and not yet seen to

  WorkQueue work_;

  std::mutex finished_mutex_;
  std::vector<Finished> finished_;
  bool rung_ = false;  // for one of them

  std::thread watcher_;
  std::vector<std::thread> workers_;
};

Front::Front(FrontOptions options, Live& live)
    : server_(std::make_unique<Server>(std::move(options), live)) {}
Front::~Front() = default;
int Front::port() const {
  return server_->port();
}
void Front::start(FrontHooks hooks) {
  server_->start(std::move(hooks));
}
void Front::stop() {
  server_->stop();
}

}  // namespace oasis::http
