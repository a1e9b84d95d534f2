// Everything a server knows and keeps, and the one way to change it: a transaction that does the pieces of
// work that wait, fires what is due, and answers when all of it is durable (group commit). May not: start a
// thread, wait, or read a clock; the writer does that (writer.hpp), and the simulation.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/engine/residents.hpp"
#include "server/engine/turn.hpp"
#include "server/store/log.hpp"
#include "server/store/sqlite.hpp"
#include "server/watch/measures.hpp"

namespace oasis::engine {

/// What a regular job does inside a turn; answers when it is due next.
using Job = std::function<Instant(Turn&)>;

struct LedgerHooks {
  /// After each commit, in order: the rows that changed, each once. Must not wait.
  std::function<void(std::int64_t head, std::vector<store::Change> changes)> committed = {};
  /// After each commit in which a regular job ran: what it queued changes no row. Must not wait.
  std::function<void()> jobs_ran = {};
  /// Regular jobs by name; each is due at the start.
  std::map<std::string, Job> jobs = {};
  /// The wall clock has leapt ahead by so much, without that time having passed; in a turn of its own.
  std::function<void(Turn&, Duration)> leapt = {};
  /// Counted into, if given; outlives the ledger.
  watch::Work* work = nullptr;
};

/// A piece of work that waits for its transaction.
struct Task {
  std::function<void(Turn&)> work;
  /// Called when the work is durable (null) or has not happened at all (why).
  std::function<void(std::exception_ptr failure)> answer;
};

class Ledger {
 public:
  /// Takes over the writing connection and loads what load_state says. `settled` is called after each commit,
  /// before anybody is told. Throws store::Failure.
  Ledger(Setting setting, store::Database database, LedgerHooks hooks, Instant now,
         std::function<void()> settled = {});

  /// One transaction: what was due before `now` (if `acting` on due times), the tasks in order, what they
  /// made due, regular jobs. A task that throws undoes its own part only. Answers false when nothing could be
  /// saved: then nothing of it has happened, in rows or in memory, and every task was told so.
  bool transact(std::vector<Task> tasks, Instant now, bool acting);

  // What is true after the last commit.
  const State& state() const { return state_; }
  std::int64_t head() const { return head_; }
  std::optional<Instant> next_due() const { return next_due_; }
  const Document& document() const { return document_; }
  /// When something was decided last, also before this start; 0 if never.
  Instant last_decision() const { return decided_; }

 private:
  struct Batch;

  void attempt(Batch& batch, Instant at, const std::function<void(Turn&)>& work);
  std::exception_ptr do_task(Batch& batch, const Task& task, Instant now);
  void fire_due(Batch& batch, Instant now, Instant before);
  void run_jobs(Batch& batch, Instant now);
  void look_ahead(Batch& batch);
  /// Nothing that it does can fail: the commit has happened.
  void settle(Batch& batch);
  void rethrow_if_rolled_back() const;

  Setting setting_;
  store::Database database_;
  LedgerHooks hooks_;
  watch::Work uncounted_;  // where nobody asked for it
  watch::Work& work_;
  std::function<void()> settled_;
  State state_;
  Residents residents_;  // of state_.tickets
  Instant decided_;      // no decision is dated before an earlier one
  std::int64_t head_ = 0;
  std::optional<Instant> next_due_;
  Document document_;
};

/// The latest time that was used before this start; 0 if there was none.
Instant last_seen(store::Database& database);

}  // namespace oasis::engine
