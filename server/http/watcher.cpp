// The watching of connections. May not: know a route; block on a peer.
#include "server/http/watcher.hpp"

#include <httplib.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "server/engine/away.hpp"
#include "server/engine/scheduling.hpp"
#include "server/http/answer.hpp"
#include "server/http/framing.hpp"
#include "server/http/listener.hpp"
#include "server/http/request_id.hpp"

namespace oasis::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds drain_time{2'000};    // see Connection::Phase::draining
constexpr milliseconds stop_time{5'000};
constexpr milliseconds unseen_time{1'000};   // how long a connection may lie answered before its idle time begins
constexpr milliseconds shortage_time{50};    // until connections are accepted again when there were no descriptors

void set_option(int socket, int option, int value) {
  ::setsockopt(socket, IPPROTO_TCP, option, &value, sizeof value);
}

}  // namespace

Watcher::Watcher(Door& door) : door_(door), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
  wake_.watch(poll_);
}

Watcher::~Watcher() {
  if (thread_.joinable()) thread_.join();
  ::close(poll_);
}

void Watcher::accept_from(int listener, std::vector<Watcher*> among) {
  listener_ = listener;
  among_ = std::move(among);
  listen_again();
}

void Watcher::start() {
  thread_ = engine::prompt_thread("front", 100, [this] { run(); });  // before workers: it hands out all that came
}

void Watcher::interrupt() {
  for (auto& [socket, connection] : connections_) ::shutdown(socket, SHUT_RDWR);
}

void Watcher::run() {
  std::array<epoll_event, 64> events;  // workers are called for them together
  std::optional<Clock::time_point> give_up;
  for (;;) {
    auto next = deadlines_.empty() ? give_up : std::optional(deadlines_.begin()->first);
    const auto now = Clock::now();
    const auto no_later_than = [&next](Clock::time_point when) {
      if (!next || *next > when) next = when;
    };
    if (give_up) no_later_than(*give_up);
    if (busy_ > 0) no_later_than(now + unseen_time);
    if (short_until_) no_later_than(*short_until_);
    if (door_.work.look_on(now)) no_later_than(now + WorkQueue::patience);
    const int ready = ::epoll_wait(poll_, events.data(), events.size(), Wake::milliseconds_until(next));
    for (int i = 0; i < ready; ++i) on_event(events[i]);
    take_what_came();
    expire();
    if (door_.stopping && !give_up) {
      give_up = Clock::now() + stop_time;
      take_leave();
    }
    if (give_up && (connections_.empty() || Clock::now() >= *give_up)) return;
    if (short_until_ && Clock::now() >= *short_until_) listen_again();
  }
}

void Watcher::on_event(const epoll_event& event) {
  if (wake_.is(event)) return wake_.quiet();
  if (event.data.fd == listener_) return accept_all();
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

// ---- new connections

void Watcher::accept_all() {
  for (;;) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    const int socket = ::accept4(listener_, reinterpret_cast<sockaddr*>(&address), &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) {
      if (errno == EINTR || errno == ECONNABORTED) continue;
      if (errno == EMFILE || errno == ENFILE) {  // out of descriptors: not again at once
        stop_listening();
        short_until_ = Clock::now() + shortage_time;
      }
      return;
    }
    auto connection = admitted(socket, address);
    if (!connection) continue;
    Watcher& watcher = *among_[next_++ % among_.size()];
    if (&watcher == this) {
      begin(std::move(connection));
    } else {
      watcher.adopt(std::move(connection));
    }
  }
}

/// None: it was closed, for want of room.
std::unique_ptr<Connection> Watcher::admitted(int socket, const sockaddr_storage& address) {
  auto connection = std::make_unique<Connection>();
  const Tls* tls = door_.options.tls;
  connection->wire = tls ? Wire(socket, tls->context().get()) : Wire(socket);
  connection->address = peer_of(address, connection->port);
  if (tls && !connection->wire.is_secure()) return nullptr;  // out of memory
  if (!door_.admission.admit(*connection)) return nullptr;
  set_option(socket, TCP_NODELAY, 1);
  set_option(socket, TCP_USER_TIMEOUT, 15'000);  // a peer that vanished is dropped
  return connection;
}

void Watcher::begin(std::unique_ptr<Connection> connection) {
  connection->home = this;
  if (door_.options.tls) {
    connection->greeted = false;
    connection->phase = Connection::Phase::greeting;
    connection->began = Clock::now();
  }
  set_deadline(*connection, Clock::now() + door_.options.head_time);
  const int socket = connection->wire.socket();
  watch(socket, connection->watched | EPOLLRDHUP | EPOLLET);
  connections_.emplace(socket, std::move(connection));
}

void Watcher::adopt(std::unique_ptr<Connection> connection) {
  bool first = false;
  {
    const std::lock_guard lock(came_mutex_);
    adopted_.push_back(std::move(connection));
    first = !std::exchange(rung_, true);
  }
  if (first) wake_.ring();
}

void Watcher::listen_again() {
  short_until_.reset();
  watch(listener_, EPOLLIN);
}

void Watcher::stop_listening() {
  short_until_.reset();
  ::epoll_ctl(poll_, EPOLL_CTL_DEL, listener_, nullptr);
}

/// The server stops: who says nothing now is let go.
void Watcher::take_leave() {
  if (listener_ >= 0) stop_listening();
  std::vector<Connection*> idle;
  for (auto& [socket, connection] : connections_) {
    const bool waits = connection->phase == Connection::Phase::greeting ||
                       (connection->phase == Connection::Phase::reading && connection->in.empty());
    if (waits) idle.push_back(connection.get());
  }
  for (Connection* connection : idle) close(*connection);
}

// ---- requests

void Watcher::receive(Connection& connection) {
  do {
    const Moved got = connection.wire.receive(received_.data(), received_.size());
    if (got.progress == Progress::gone) return close(connection);
    if (got.progress == Progress::wants_write) return rearm(connection, EPOLLOUT);
    connection.in.append(received_.data(), got.bytes);
    connection.stirred = connection.ended || got.bytes == received_.size();
  } while (connection.wire.has_unread());
  advance(connection);
}

/// Does what the bytes read so far allow.
void Watcher::advance(Connection& connection) {
  if (connection.in.empty()) {
    if (door_.stopping) return say_goodbye(connection);
    set_deadline(connection, Clock::now() + door_.options.idle_time);
    return rearm(connection, EPOLLIN);
  }
  if (connection.began == Clock::time_point{}) connection.began = Clock::now();
  const Framed framed = frame_head(connection.in);
  if (const auto* refused = std::get_if<Refused>(&framed)) {
    return turn_away(connection, refused->status, refused->code, refused->message);
  }
  const auto* head = std::get_if<Head>(&framed);
  if (!head) {
    set_deadline(connection, connection.began + door_.options.head_time);
    return rearm(connection, EPOLLIN);
  }
  const Terms terms = door_.hooks.terms(head->method, path_of(head->target));
  if (head->body_bytes > terms.body_limit) {
    return turn_away(connection, status_of(Code::too_large), spelling(Code::too_large),
                     "The request is larger than this address takes.");
  }
  if (door_.hooks.may_bring && !door_.hooks.may_bring(path_of(head->target), head->authorization, head->body_bytes)) {
    return turn_away(connection, status_of(Code::not_signed_in), spelling(Code::not_signed_in),
                     "Say who you are before you send so much: Authorization.");
  }
  const std::size_t whole = head->bytes + head->body_bytes;
  if (connection.in.size() >= whole) return begin_job(connection, *head, terms.at_once);
  if (!head->expect_line.empty() && !connection.continued) {
    connection.continued = true;
    connection.out = "HTTP/1.1 100 Continue\r\n\r\n";
    if (send_pending(connection) != Progress::done) return close(connection);
  }
  set_deadline(connection, connection.began + door_.options.body_time +
                               std::chrono::seconds(head->body_bytes / (32 * 1024)));
  rearm(connection, EPOLLIN);
}

void Watcher::begin_job(Connection& connection, const Head& head, bool at_once) {
  connection.head_bytes = head.bytes;
  connection.request_bytes = head.bytes + head.body_bytes;
  if (!head.expect_line.empty()) {  // answered here; cpp-httplib would answer it again
    const auto at = static_cast<std::size_t>(head.expect_line.data() - connection.in.data());
    const std::size_t length = head.expect_line.size();
    connection.in.erase(at, length);
    connection.head_bytes -= length;
    connection.request_bytes -= length;
  }
  if (at_once && answer_at_once(connection)) return;
  give_to_worker(connection);
}

/// On this thread, if nobody has to wait for it. False: it is for a worker.
bool Watcher::answer_at_once(Connection& connection) {
  if (answering_) return false;  // requests that lie behind each other would pile up on the stack
  Answered answered;
  {
    const engine::WithoutWaiting without_waiting;
    answered = door_.protocol.answer(connection, milliseconds(0));
  }
  if (answered.put_off) return false;
  answering_ = true;
  finish(connection, std::move(answered));
  answering_ = false;
  return true;
}

/// The answer to a request, or the next step of a handshake.
void Watcher::give_to_worker(Connection& connection) {
  connection.phase = Connection::Phase::busy;
  ++busy_;
  clear_deadline(connection);
  door_.traffic.waiting.add(1);
  door_.work.push(connection);
}

void Watcher::take_what_came() {
  std::vector<Finished> finished;
  std::vector<std::unique_ptr<Connection>> adopted;
  {
    const std::lock_guard lock(came_mutex_);
    finished.swap(finished_);
    adopted.swap(adopted_);
    rung_ = false;
  }
  busy_ -= finished.size();
  for (Finished& one : finished) {
    if (one.greeted) {
      on_greeted(*one.connection, *one.greeted);
    } else {
      finish(*one.connection, std::move(one.answered));
    }
  }
  for (auto& connection : adopted) {
    if (door_.stopping) {  // it came when the others were let go already
      door_.admission.leave(*connection);
    } else {
      begin(std::move(connection));
    }
  }
}

/// What an answer leaves to do.
void Watcher::finish(Connection& connection, Answered answered) {
  if (answered.live) return door_.live.adopt(forget(connection), *std::move(answered.live));
  connection.in.erase(0, connection.request_bytes);
  connection.close_after = answered.close;
  connection.continued = false;
  connection.began = {};
  connection.phase = Connection::Phase::writing;
  set_deadline(connection, Clock::now() + door_.options.answer_time);
  send_rest(connection);
}

void Watcher::on_greeted(Connection& connection, Progress progress) {
  if (progress == Progress::gone || door_.stopping) {
    if (progress == Progress::gone) door_.traffic.not_greeted.add();
    return close(connection);
  }
  set_deadline(connection, connection.began + door_.options.head_time);
  connection.phase = Connection::Phase::greeting;
  if (progress != Progress::done) return rearm(connection, events_for(progress));
  connection.greeted = true;
  connection.began = {};
  connection.phase = Connection::Phase::reading;
  receive(connection);  // the request may have come with the last step
}

void Watcher::send_rest(Connection& connection) {
  const Progress progress = send_pending(connection);
  if (progress == Progress::gone) return close(connection);
  if (progress != Progress::done) return rearm(connection, events_for(progress));
  if (connection.close_after) return say_goodbye(connection);
  connection.phase = Connection::Phase::reading;
  // What came meanwhile: when all ends, a request that has begun is the last one.
  if (connection.in.empty() && (door_.stopping || connection.stirred)) return receive(connection);
  advance(connection);
}

/// An answer of our own, before cpp-httplib has seen the request.
void Watcher::turn_away(Connection& connection, int status, std::string_view code, std::string_view message) {
  door_.traffic.malformed.add();
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
void Watcher::say_goodbye(Connection& connection) {
  connection.wire.say_goodbye();
  connection.phase = Connection::Phase::draining;
  set_deadline(connection, Clock::now() + drain_time);
  drain(connection);
}

void Watcher::drain(Connection& connection) {
  for (int turn = 0; turn < 4; ++turn) {
    const Progress progress = connection.wire.receive(received_.data(), received_.size()).progress;
    if (progress == Progress::gone) return close(connection);
    if (progress != Progress::done) break;
  }
  connection.stirred = true;
  rearm(connection, EPOLLIN);
}

// ---- time

void Watcher::expire() {
  const auto now = Clock::now();
  while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
    Connection& connection = *deadlines_.begin()->second;
    if (connection.due > now) {
      forget_deadline(connection);
      if (connection.due != Clock::time_point::max()) set_deadline(connection, connection.due);
      continue;
    }
    const bool idle = connection.phase == Connection::Phase::reading && connection.in.empty();
    if (!idle) door_.traffic.too_slow.add();
    close(connection);
  }
}

/// A later time costs nothing: the connection is looked at when its time would have been over before.
void Watcher::set_deadline(Connection& connection, Clock::time_point when) {
  connection.due = when;
  if (connection.has_deadline && connection.deadline->first <= when) return;
  forget_deadline(connection);
  connection.deadline = deadlines_.emplace(when, &connection);
  connection.has_deadline = true;
}

void Watcher::forget_deadline(Connection& connection) {
  if (std::exchange(connection.has_deadline, false)) deadlines_.erase(connection.deadline);
}

/// The connection goes, its wire stays open.
Wire Watcher::forget(Connection& connection) {
  forget_deadline(connection);
  Wire wire = std::move(connection.wire);
  ::epoll_ctl(poll_, EPOLL_CTL_DEL, wire.socket(), nullptr);
  door_.admission.leave(connection);
  connections_.erase(wire.socket());
  return wire;
}

void Watcher::watch(int descriptor, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = descriptor;
  ::epoll_ctl(poll_, EPOLL_CTL_ADD, descriptor, &event);
}

/// From now on `events` are heard of, also those that lie there already. The kernel is told only where it may matter: it
/// speaks up by itself whenever something comes, but not again about what was there and has not been read. Of TLS
/// nobody knows what lies in the socket.
void Watcher::rearm(Connection& connection, std::uint32_t events) {
  const bool stirred = connection.stirred.exchange(false);
  if (connection.watched == events && !stirred && !connection.wire.is_secure()) return;
  connection.watched = events;
  epoll_event event{};
  event.events = events | EPOLLRDHUP | EPOLLET;
  event.data.fd = connection.wire.socket();
  ::epoll_ctl(poll_, EPOLL_CTL_MOD, connection.wire.socket(), &event);
}

/// The watcher is not woken for one that has been answered in full: it is seen to when the next request wakes it, or within
/// `unseen_time`.
void Watcher::hand_back(Finished finished) {
  const Answered& answered = finished.answered;
  const Connection& connection = *finished.connection;
  bool wake = false;
  {
    const std::lock_guard lock(came_mutex_);
    // `stirred` is set before the watcher looks into `finished_`: it sees this one there, or is woken.
    const bool urgent = finished.greeted || answered.live || answered.close || !connection.out.empty() ||
                        connection.stirred || door_.stopping;
    finished_.push_back(std::move(finished));
    wake = urgent && !std::exchange(rung_, true);
  }
  if (wake) wake_.ring();
}

}  // namespace oasis::http
