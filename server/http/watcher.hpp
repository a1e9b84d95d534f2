// One of the threads that watch connections: it owns those that were given to it, frames their requests, answers what can be
// answered at once, hands the rest to the workers, and sends what is left of answers. May not: know a route; wait for a peer
// or for the disk.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "server/http/admission.hpp"
#include "server/http/connection.hpp"
#include "server/http/front.hpp"
#include "server/http/protocol.hpp"
#include "server/http/wake.hpp"
#include "server/http/work_queue.hpp"

namespace oasis::http {

/// What the watchers of a front share; all of it may be used from any thread.
struct Door {
  const FrontOptions& options;
  FrontHooks hooks;
  Live& live;
  watch::Traffic& traffic;
  Admission& admission;
  WorkQueue& work;
  Protocol& protocol;
  const std::atomic<bool>& stopping;
};

class Watcher {
 public:
  /// What a worker has done.
  struct Finished {
    Connection* connection;
    Answered answered;
    std::optional<Progress> greeted;  // of a handshake, when it was no request
  };

  explicit Watcher(Door& door);
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;
  ~Watcher();

  /// Takes new connections from `listener` and shares them out, to each of `among` in turn. Before start().
  void accept_from(int listener, std::vector<Watcher*> among);
  void start();

  // From any thread.
  void ring() { wake_.ring(); }
  /// A new connection is this watcher's from now on.
  void adopt(std::unique_ptr<Connection> connection);
  /// The connection is this watcher's again.
  void hand_back(Finished finished);

  /// Ends once the door says that it stops: at most 5 s later. Then no other function is called but interrupt().
  void join() { thread_.join(); }
  /// Whoever still waits for a slow peer waits no longer.
  void interrupt();

 private:
  using Clock = std::chrono::steady_clock;

  void run();
  void on_event(const epoll_event& event);

  void accept_all();
  std::unique_ptr<Connection> admitted(int socket, const sockaddr_storage& address);
  void begin(std::unique_ptr<Connection> connection);
  void listen_again();
  void stop_listening();
  void take_leave();

  void receive(Connection& connection);
  void advance(Connection& connection);
  void begin_job(Connection& connection, const Head& head, bool at_once);
  bool answer_at_once(Connection& connection);
  void give_to_worker(Connection& connection);
  void take_what_came();
  void finish(Connection& connection, Answered answered);
  void on_greeted(Connection& connection, Progress progress);
  void send_rest(Connection& connection);
  void turn_away(Connection& connection, int status, std::string_view code, std::string_view message);
  void say_goodbye(Connection& connection);
  void drain(Connection& connection);

  void expire();
  void set_deadline(Connection& connection, Clock::time_point when);
  static void clear_deadline(Connection& connection) { connection.due = Clock::time_point::max(); }
  void forget_deadline(Connection& connection);

  Wire forget(Connection& connection);
  void close(Connection& connection) { forget(connection); }
  void watch(int descriptor, std::uint32_t events);
  void rearm(Connection& connection, std::uint32_t events);

  Door& door_;
  const int poll_;
  Wake wake_;

  // Only the watcher's own thread touches these.
  std::unordered_map<int, std::unique_ptr<Connection>> connections_;
  Deadlines deadlines_;
  std::size_t busy_ = 0;    // connections with a worker, or handed back and not yet seen to
  bool answering_ = false;  // at once
  int listener_ = -1;       // not a watcher's that only gets its share
  std::vector<Watcher*> among_;
  std::size_t next_ = 0;  // of them
  std::optional<Clock::time_point> short_until_;  // nothing is accepted meanwhile: there were no descriptors
  std::array<char, 64 * 1024> received_;

  std::mutex came_mutex_;
  std::vector<Finished> finished_;
  std::vector<std::unique_ptr<Connection>> adopted_;
  bool rung_ = false;  // for one of them

  std::thread thread_;
};

}  // namespace oasis::http
