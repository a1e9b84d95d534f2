// The one thread that changes anything: takes work from a queue, has as much as is waiting done in one
// transaction (ledger.hpp), and sleeps until the next due time or the next piece of work.
// May not: read requests, send messages.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "server/engine/clock.hpp"
#include "server/engine/ledger.hpp"

namespace oasis::engine {

using WriterHooks = LedgerHooks;

class Writer {
 public:
  /// Takes over the writing connection, loads the state, and starts; nothing fires yet. Throws
  /// store::Failure.
  Writer(Setting setting, store::Database database, Clock& clock, WriterHooks hooks);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  /// Finishes what is queued.
  ~Writer();

  /// From now on due times are acted upon: timers fire and jobs run. A command that finds no server running
  /// does its work without this; what is due waits for the server.
  void act_on_time();
  /// The opposite: when it returns, no timer fires and no job runs any more. Commands are done as before.
  void rest();

  /// Does `work` in a transaction that it may share with others and returns when that is durable. What the
  /// work throws undoes its own part and comes out here; a failed commit throws store::Failure and nothing of
  /// the transaction has happened. Callable from any thread but the writer's own.
  void run(const std::function<void(Turn&)>& work);
  /// The same for rooms that only know the store.
  void run_store(const std::function<void(store::Database&)>& work);

  /// The document that is in force. Callable from any thread.
  Document document() const;
  std::shared_ptr<const Policies> policies() const;
  /// The time that decisions are made with: never goes back.
  Instant now();
  /// Waits until the log has got past `seq`, at most `patience`; answers the head.
  std::int64_t wait_past(std::int64_t seq, std::chrono::milliseconds patience);
  std::int64_t head() const;
  /// How often something was committed. It has grown before anybody hears of a commit: what was read after asking for this
  /// still holds while it is the same.
  std::uint64_t commits() const { return commits_; }

  /// The earliest due time.
  std::optional<Instant> next_due() const;
  /// How late the earliest due time is; 0 if nothing is overdue. For /healthz.
  Duration lateness();
  /// Looks at the clock again (tests that set a virtual one).
  void wake();

 private:
  void loop();
  void settled();
  Instant read_time();

  watch::Work* work_;         // counted into, if given
  const std::function<void(Turn&, Duration)> leapt_;
  store::Database database_;  // until the ledger takes it over
  Clock& clock_;
  SteadyTime time_;  // guarded by mutex_
  Ledger ledger_;    // the writer thread's own, once it runs

  std::atomic<std::uint64_t> commits_{1};

  mutable std::mutex mutex_;
  std::condition_variable wake_;        // the writer
  std::condition_variable head_moved_;  // those in wait_past
  std::deque<Task> queue_;
  bool stopping_ = false;
  bool acting_ = false;  // on due times
  std::int64_t head_ = 0;
  Document document_;
  std::optional<Instant> next_due_;
  Instant retry_at_;  // after a failed commit
  std::thread thread_;
};

}  // namespace oasis::engine
