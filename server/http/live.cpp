// The hub of all live streams. May not: know what a change is, or who may see which scope.
#include "server/http/live.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>

#include "server/engine/scheduling.hpp"
#include "server/http/answer.hpp"
#include "server/http/wake.hpp"

namespace oasis::http {
namespace {

using Clock = std::chrono::steady_clock;

struct Stream {
  Wire wire;
  Viewer viewer;
  std::int64_t cursor = 0;
  std::shared_ptr<const std::string> out;  // the frame on its way, null when all was sent
  std::size_t sent = 0;                    // bytes of `out`
  std::uint32_t watched = EPOLLIN;         // EPOLLIN, EPOLLOUT
};

/// Streams that must end. `number` counts those that went with a session; 0: other rights, which streams know
/// themselves.
struct Departure {
  std::uint64_t number = 0;
  std::function<bool(const Viewer&)> which;
};
constexpr std::size_t departures_remembered = 256;

constexpr std::string_view bye = "event: bye\ndata: {}\n\n";

std::shared_ptr<const std::string> text(std::string content) {
  return std::make_shared<const std::string>(std::move(content));
}

}  // namespace

class Live::Hub {
 public:
  explicit Hub(LiveOptions options)
      : options_(std::move(options)),
        kept_from_(options_.head),
        head_(options_.head),
        poll_(::epoll_create1(EPOLL_CLOEXEC)) {
    wake_.watch(poll_);
    thread_ = std::thread([this] {
      engine::name_thread("live");
      engine::step_back();  // streams may wait for requests, never the other way round
      run();
    });
  }
  ~Hub() {
    stop();
    ::close(poll_);
  }

  void adopt(Wire wire, LiveStart start) {
    post([&] { arrivals_.emplace_back(std::move(wire), std::move(start)); });
  }
  void publish(Batch batch) {
    post([&] { published_.push_back(std::move(batch)); });
  }
  void drop(std::function<bool(const Viewer&)> which) {
    post([&] { departures_.push_back({++departed_, std::move(which)}); });
  }
  std::uint64_t departed() const { return departed_; }
  void renew(std::uint32_t rights, std::function<bool(const Viewer&)> which) {
    post([&] {
      least_rights_ = rights;
      departures_.push_back({0, std::move(which)});
    });
  }
  void stop() {
    post([&] { stopping_ = true; });
    if (thread_.joinable()) thread_.join();
  }
  std::size_t count() const { return count_; }

 private:
  template <typename Change>
  void post(Change change) {
    {
      std::lock_guard lock(inbox_);
      change();
    }
    wake_.ring();
  }

  void run() {
    std::array<epoll_event, 256> events;
    while (!stopped_) {
      const int ready =
          ::epoll_wait(poll_, events.data(), events.size(), wake_.milliseconds_until(next_deadline()));
      for (int i = 0; i < ready; ++i) {
        if (wake_.is(events[i])) {
          wake_.quiet();
        } else {
          on_event(events[i].data.fd, events[i].events);
        }
      }
      take_inbox();
      if (round_due()) go_on_with_round();
      if (comment_due()) send_comments();
      count_ = streams_.size();
    }
    for (auto& [socket, stream] : streams_) {
      if (!stream.out)
        stream.wire.send(bye.data(), bye.size());  // who is in the middle of a frame sees the end only
      stream.wire.say_goodbye();
    }
    arrivals_.clear();
    streams_.clear();
    count_ = 0;
  }

  // ---- deadlines: with no streams there are none, and the thread sleeps until it is rung ----
  bool round_due() const { return (in_round_ || round_wanted_) && Clock::now() >= next_piece_; }
  bool comment_due() const { return !streams_.empty() && Clock::now() >= last_comment_ + options_.comment; }
  std::optional<Clock::time_point> next_deadline() const {
    if (streams_.empty()) return std::nullopt;
    auto next = last_comment_ + options_.comment;
    if (in_round_ || round_wanted_) next = std::min(next, next_piece_);
    return next;
  }

  // ---- what other threads asked for ----
  void take_inbox() {
    std::vector<std::pair<Wire, LiveStart>> arrivals;
    std::vector<Batch> published;
    std::vector<Departure> departures;
    {
      std::lock_guard lock(inbox_);
      arrivals.swap(arrivals_);
      published.swap(published_);
      departures.swap(departures_);
      stopped_ = stopping_;
      rights_ = least_rights_;
    }
    for (Batch& batch : published) keep(std::move(batch));
    for (auto& [wire, start] : arrivals) begin(std::move(wire), std::move(start));
    for (Departure& departure : departures) {
      end_where([&](const Stream& stream) { return departure.which(stream.viewer); });
      if (departure.number > 0) departed_lately_.push_back(std::move(departure));
    }
    while (departed_lately_.size() > departures_remembered) departed_lately_.pop_front();
  }

  /// Its session may have ended while the stream was on its way here.
  bool may_have_departed(const LiveStart& start) const {
    if (departed_lately_.empty()) return false;
    if (departed_lately_.front().number > start.departures + 1) return true;  // what was before is forgotten
    return std::any_of(departed_lately_.begin(), departed_lately_.end(), [&start](const Departure& departure) {
      return departure.number > start.departures && departure.which(start.viewer);
    });
  }

  void keep(Batch batch) {
    if (batch.to <= head_) return;
    head_ = batch.to;
    round_wanted_ = true;
    encoded_.clear();
    for (const Change& change : batch.changes) kept_bytes_ += change.json.size();
    kept_.push_back(std::move(batch));
    while (kept_bytes_ > options_.kept_bytes) {
      for (const Change& change : kept_.front().changes) kept_bytes_ -= change.json.size();
      kept_from_ = kept_.front().to;
      kept_.pop_front();
    }
  }

  void begin(Wire wire, LiveStart start) {
    if (start.viewer.rights < rights_) return;  // asked for before what they may see changed
    if (may_have_departed(start)) return;
    std::size_t& of_session = by_session_[start.viewer.session];
    if (of_session >= options_.streams_per_session) return;
    ++of_session;
    if (streams_.empty()) last_comment_ = Clock::now();
    const int socket = wire.socket();
    Stream& stream = streams_[socket];
    stream.wire = std::move(wire);
    stream.viewer = std::move(start.viewer);
    stream.cursor = start.cursor;
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP;
    event.data.fd = socket;
    ::epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &event);
    // The comment tells the client that the stream stands even when there is nothing to say yet.
    const bool alive =
        send(stream, text("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                          "Cache-Control: no-store\r\nX-Accel-Buffering: no\r\nConnection: close\r\n" +
                          security_header_lines(options_.secure) + "\r\n:\n\n" + start.first));
    if (!alive) end(socket);
  }

  // ---- sockets ----
  void on_event(int socket, std::uint32_t happened) {
    const auto found = streams_.find(socket);
    if (found == streams_.end()) return;
    bool alive = (happened & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) == 0;
    if (alive && (happened & EPOLLIN)) alive = discard_input(found->second.wire);
    if (alive) alive = flush(found->second);
    if (!alive) end(socket);
  }

  /// A client has nothing more to say on a stream.
  static bool discard_input(Wire& wire) {
    std::array<char, 1024> ignored;
    return wire.receive(ignored.data(), ignored.size()).progress != Progress::gone;
  }

  bool send(Stream& stream, std::shared_ptr<const std::string> frame) {
    stream.out = std::move(frame);
    stream.sent = 0;
    return flush(stream);
  }

  /// False when the peer is gone.
  bool flush(Stream& stream) {
    while (stream.out && stream.sent < stream.out->size()) {
      const Moved moved =
          stream.wire.send(stream.out->data() + stream.sent, stream.out->size() - stream.sent);
      if (moved.progress == Progress::gone) return false;
      if (moved.progress != Progress::done) {
        watch(stream, EPOLLIN | events_for(moved.progress));
        return true;
      }
      stream.sent += moved.bytes;
    }
    stream.out = nullptr;
    round_wanted_ |= stream.cursor < head_;
    watch(stream, EPOLLIN);
    return true;
  }

  void watch(Stream& stream, std::uint32_t events) {
    if (std::exchange(stream.watched, events) == events) return;
    epoll_event event{};
    event.events = events | EPOLLRDHUP;
    event.data.fd = stream.wire.socket();
    ::epoll_ctl(poll_, EPOLL_CTL_MOD, stream.wire.socket(), &event);
  }

  using Streams = std::map<int, Stream>;  // by socket, so that a round finds its place again

  void end(int socket) { end(streams_.find(socket)); }

  /// The one after it.
  Streams::iterator end(Streams::iterator at) {
    forget_session_of(at->second);
    return streams_.erase(at);  // closes the socket, which also leaves the epoll set
  }

  void forget_session_of(const Stream& stream) {
    const auto count = by_session_.find(stream.viewer.session);
    if (--count->second == 0) by_session_.erase(count);
  }

  template <typename Which>
  void end_where(Which which) {
    for (auto at = streams_.begin(); at != streams_.end();) {
      if (which(at->second)) {
        at = end(at);
      } else {
        ++at;
      }
    }
  }

  // ---- frames ----
  std::string encode(std::int64_t cursor, const std::vector<std::string>& scopes) const {
    std::string frame = "id: " + options_.epoch + ":" + std::to_string(head_) +
                        "\ndata: {\"from\":" + std::to_string(cursor) + ",\"to\":" + std::to_string(head_) +
                        ",\"changes\":[";
    bool first = true;
    auto batch = std::upper_bound(kept_.begin(), kept_.end(), cursor,
                                  [](std::int64_t seq, const Batch& b) { return seq < b.to; });
    for (; batch != kept_.end(); ++batch) {
      for (const Change& change : batch->changes) {
        const bool seen =
            std::any_of(change.scopes.begin(), change.scopes.end(), [&](const std::string& scope) {
              return std::binary_search(scopes.begin(), scopes.end(), scope);
            });
        if (!seen) continue;
        if (!std::exchange(first, false)) frame += ',';
        frame += change.json;
      }
    }
    return frame + "]}\n\n";
  }

  /// The next piece of a round, or the first one of a new round: each stream whose turn comes is sent all it lacks.
  void go_on_with_round() {
    const auto began = Clock::now();
    if (!std::exchange(in_round_, true)) {
      round_began_ = began;
      round_wanted_ = false;
      last_served_ = -1;
    }
    auto at = streams_.upper_bound(last_served_);
    for (std::size_t served = 0; served < options_.piece && at != streams_.end(); ++served) {
      std::this_thread::yield();  // a request that was set aside waits for the next tick of the clock else
      last_served_ = at->first;
      if (bring_up_to_date(at->second)) {
        ++at;
      } else {
        at = end(at);
      }
    }
    const auto now = Clock::now();
    next_piece_ = now + (now - began) / 4;
    if (at != streams_.end()) return;
    in_round_ = false;
    encoded_.clear();
    next_piece_ = std::max(next_piece_, round_began_ + options_.frame);
  }

  /// False when the stream must end. People with the same rights who are equally far get the same bytes.
  bool bring_up_to_date(Stream& stream) {
    if (stream.out || stream.cursor >= head_) return true;
    if (stream.cursor < kept_from_) return false;
    auto& frame = encoded_[{stream.cursor, stream.viewer.scopes}];
    if (!frame) frame = text(encode(stream.cursor, stream.viewer.scopes));
    stream.cursor = head_;
    return send(stream, frame);
  }

  void send_comments() {
    static const auto comment = text(":\n\n");
    const auto now = std::chrono::system_clock::now();
    end_where([&](Stream& stream) {
      if (now >= stream.viewer.expires || stream.cursor < kept_from_) return true;
      return !stream.out && !send(stream, comment);
    });
    last_comment_ = Clock::now();
  }

  const LiveOptions options_;
  Streams streams_;
  std::unordered_map<std::string, std::size_t> by_session_;
  std::deque<Batch> kept_;  // by `to`; takes a replica from kept_from_ to head_
  std::size_t kept_bytes_ = 0;
  std::int64_t kept_from_;
  std::int64_t head_;
  /// What was written for this head, by cursor and scopes.
  std::map<std::pair<std::int64_t, std::vector<std::string>>, std::shared_ptr<const std::string>> encoded_;
  Clock::time_point last_comment_{};
  Clock::time_point next_piece_{};  // not before
  Clock::time_point round_began_{};
  bool round_wanted_ = false;  // a stream that could be sent something is behind
  bool in_round_ = false;
  int last_served_ = -1;  // socket; the round goes on with those after it
  bool stopped_ = false;
  std::uint32_t rights_ = 0;
  std::deque<Departure> departed_lately_;

  std::atomic<std::uint64_t> departed_{0};
  std::mutex inbox_;  // guards the five below
  std::vector<std::pair<Wire, LiveStart>> arrivals_;
  std::vector<Batch> published_;
  std::vector<Departure> departures_;
  std::uint32_t least_rights_ = 0;
  bool stopping_ = false;

  std::atomic<std::size_t> count_{0};
  int poll_;
  Wake wake_;
  std::thread thread_;
};

Live::Live(LiveOptions options) : hub_(std::make_unique<Hub>(std::move(options))) {}
Live::~Live() = default;
void Live::adopt(Wire wire, LiveStart start) {
  hub_->adopt(std::move(wire), std::move(start));
}
void Live::publish(Batch batch) {
  hub_->publish(std::move(batch));
}
void Live::drop(std::function<bool(const Viewer&)> which) {
  hub_->drop(std::move(which));
}
std::uint64_t Live::departures() const {
  return hub_->departed();
}
void Live::renew(std::uint32_t rights, std::function<bool(const Viewer&)> which) {
  hub_->renew(rights, std::move(which));
}
void Live::stop() {
  hub_->stop();
}
std::size_t Live::streams() const {
  return hub_->count();
}

}  // namespace oasis::http
