// The one thread that changes anything: takes work from a queue, does as much as is waiting in one
// transaction (group commit), fires what is due, and answers when it is durable.
// May not: read requests, send messages.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "server/engine/clock.hpp"
#include "server/engine/turn.hpp"
#include "server/store/log.hpp"
#include "server/store/sqlite.hpp"

namespace oasis::engine {

/// What a regular job does inside a turn; answers when it is due next.
using Job = std::function<Instant(Turn&)>;

struct WriterHooks {
  /// After each commit, in order, on the writer's thread: the rows that changed, each once. Must not wait.
  std::function<void(std::int64_t head, std::vector<store::Change> changes)> committed;
  /// Regular jobs by name; each is due at the start.
  std::map<std::string, Job> jobs;
};

class Writer {
 public:
  /// Takes over the writing connection, loads the state, and starts; nothing fires yet. Throws store::Failure.
  Writer(Setting setting, store::Database database, Clock& clock, WriterHooks hooks);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  /// Finishes what is queued.
  ~Writer();

  /// From now on due times are acted upon: timers fire and jobs run. A command that finds no server running does
  /// its work without this; what is due waits for the server.
  void act_on_time();

  /// Does `work` in a transaction that it may share with others and returns when that is durable. What the
  /// work throws undoes its own part and comes out here; a failed commit throws store::Failure and nothing of
  /// the transaction has happened. Callable from any thread but the writer's own.
  void run(const std::function<void(Turn&)>& work);
  /// The same for rooms that only know the store.
  void run_store(const std::function<void(store::Database&)>& work);

  /// The document that is in force. Callable from any thread.
  Document document() const;
  /// The time that decisions are made with: never goes back.
  Instant now();
  /// Waits until the log has got past `seq`, at most `patience`; answers the head.
  std::int64_t wait_past(std::int64_t seq, std::chrono::milliseconds patience);
  std::int64_t head() const;

  /// The earliest due time.
  std::optional<Instant> next_due() const;
  /// How late the earliest due time is; 0 if nothing is overdue. For /healthz.
  Duration lateness();
  /// Looks at the clock again (tests that set a virtual one).
  void wake();

 private:
  struct Item {
    const std::function<void(Turn&)>* work = nullptr;  ///< lives where run() waits
    std::promise<void> done;
    std::exception_ptr failure;
  };
  struct Batch;

  void loop();
  void transact(std::vector<Item> items, Instant now, bool acting);
  void attempt(Batch& batch, Instant at, const std::function<void(Turn&)>& work);
  void do_item(Batch& batch, Item& item, Instant now);
  void fire_due(Batch& batch, Instant before);
  void run_jobs(Batch& batch, Instant now);
  void settle(Batch& batch);
  Instant read_time();

  Setting setting_;
  store::Database database_;
  Clock& clock_;
  WriterHooks hooks_;
  State state_;      // the writer thread's own, once it runs
  Instant decided_;  // the same: no decision is dated before an earlier one

  mutable std::mutex mutex_;
  std::condition_variable wake_;        // the writer
  std::condition_variable head_moved_;  // those in wait_past
  std::deque<Item> queue_;
  bool stopping_ = false;
  bool acting_ = false;  // on due times
  std::int64_t head_ = 0;
  Document document_;
  std::optional<Instant> next_due_;
  Instant retry_at_;  // after a failed commit
  SteadyTime time_;  // guarded by mutex_
  std::thread thread_;
};

}  // namespace oasis::engine
