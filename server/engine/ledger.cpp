// One transaction: tasks, due timers, regular jobs, commit, answers. May not: start a thread, wait, read a
// clock.
#include "server/engine/ledger.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "server/engine/loading.hpp"
#include "server/store/search.hpp"
#include "server/store/timers.hpp"
#include "shared/command/timer.hpp"

namespace oasis::engine {
namespace {

constexpr int timers_at_once = 200;
/// About ten megabytes. What is not in memory is read in twenty microseconds.
constexpr std::size_t tickets_in_memory = 4096;
/// A timer that fires this soon after its due time is decided as of its due time: the delay is the machine's,
/// not an outage, and waits that follow do not drift.
constexpr Duration punctual = seconds(2);
/// After a failure of one timer or job.
constexpr Duration retry_after = seconds(60);

/// What a change replaces if it comes again: the row, or the mark that it left a scope.
std::string place_of(const store::Change& change) {
  return change.entity + "/" + change.id + (change.removed ? "/" + change.team + "/" + change.customer : "");
}

/// The last change of each row, in order of seq.
std::vector<store::Change> without_repetitions(std::vector<store::Change> changes) {
  std::unordered_map<std::string, std::size_t> last;
  for (std::size_t i = 0; i < changes.size(); ++i) last[place_of(changes[i])] = i;
  std::vector<store::Change> kept;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (last[place_of(changes[i])] == i) kept.push_back(std::move(changes[i]));
  }
  return kept;
}

}  // namespace

Instant last_seen(store::Database& database) {
  const std::string text = store::meta(database, "last_seen");
  Instant instant;
  std::from_chars(text.data(), text.data() + text.size(), instant.ms);
  return instant;
}

/// What the turns of one transaction have done so far.
struct Ledger::Batch {
  explicit Batch(const State& state) : undo(state) {}

  Undo undo;
  std::vector<store::Change> changes;
  std::vector<TicketId> touched;
  bool job_ran = false;

  // What will be true after the commit.
  std::int64_t head = 0;
  std::optional<Instant> next_due;
  std::optional<Document> document;  // if there is a new one
};

Ledger::Ledger(Setting setting, store::Database database, LedgerHooks hooks, Instant now,
               std::function<void()> settled)
    : setting_(std::move(setting)),
      database_(std::move(database)),
      hooks_(std::move(hooks)),
      work_(hooks_.work ? *hooks_.work : uncounted_),
      settled_(std::move(settled)),
      state_(load_state(database_, setting_.zones)),
      residents_(tickets_in_memory),
      decided_(last_seen(database_)),
      head_(store::head(database_)),
      document_(current_document(database_, state_)) {
  for (const auto& [name, job] : hooks_.jobs) store::put_job(database_, {name, now});
  next_due_ = store::next_due(database_);
}

bool Ledger::transact(std::vector<Task> tasks, Instant now, bool acting) {
  Batch batch(state_);
  std::vector<std::exception_ptr> failures;
  std::exception_ptr failure;
  const auto began = std::chrono::steady_clock::now();
  try {
    store::Transaction transaction(database_);
    if (acting) fire_due(batch, now, now);  // what came before these tasks happened before them
    for (const Task& task : tasks) failures.push_back(do_task(batch, task, now));
    if (acting) fire_due(batch, now, now + milliseconds(1));
    if (acting) run_jobs(batch, now);
    store::index_words(database_);
    store::set_meta(database_, "last_seen", std::to_string(now.ms));
    look_ahead(batch);
    transaction.commit();
  } catch (const std::exception& trouble) {
    spdlog::error("event=not_saved error=\"{}\"", trouble.what());
    failure = std::current_exception();
    batch.undo.restore(state_);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  work_.commit_time.observe(took.count());
  work_.batch.observe(static_cast<double>(tasks.size()));
  (failure ? work_.failed_commits : work_.commits).add();
  if (!failure) settle(batch);
  for (std::size_t i = 0; i < tasks.size(); ++i) tasks[i].answer(failure ? failure : failures[i]);
  return !failure;
}

/// SQLite takes a whole transaction back when the disk is full or broken. Work that went on after that would
/// be kept by itself, without what came before it, so that the whole transaction must fail.
void Ledger::rethrow_if_rolled_back() const {
  if (!database_.in_transaction()) throw;
}

void Ledger::attempt(Batch& batch, Instant at, const std::function<void(Turn&)>& work) {
  store::Savepoint savepoint(database_);
  Turn turn(setting_, database_, state_, at);
  try {
    work(turn);
    savepoint.release();
  } catch (...) {
    turn.take_back();
    throw;
  }
  batch.undo.absorb(std::move(turn.undo()));
  for (const TicketId& id : turn.fetched()) batch.touched.push_back(id);
  for (store::Change& change : turn.changes()) {
    if (change.entity == "ticket") batch.touched.push_back(change.id);
    batch.changes.push_back(std::move(change));
  }
}

std::exception_ptr Ledger::do_task(Batch& batch, const Task& task, Instant now) {
  decided_ = std::max(decided_, now);
  try {
    attempt(batch, now, task.work);
  } catch (...) {
    rethrow_if_rolled_back();
    return std::current_exception();
  }
  return nullptr;
}

void Ledger::fire_due(Batch& batch, Instant now, Instant before) {
  for (int fired = 0; fired < timers_at_once; ++fired) {
    const auto timer = store::first_timer(database_, before);
    if (!timer) return;
    const bool in_time = now - timer->due <= punctual;
    decided_ = std::max(decided_, in_time ? timer->due : now);
    work_.lateness.observe(static_cast<double>(std::max(now - timer->due, Duration{}).ms) / 1000);
    work_.fired.add();
    try {
      attempt(batch, decided_, [&timer](Turn& turn) {
        turn.fire(*timer);
        if (store::has_timer(turn.database(), *timer)) {
          throw std::logic_error("firing it did not change anything");
        }
      });
    } catch (const std::exception& trouble) {
      rethrow_if_rolled_back();
      work_.failed_timers.add();
      spdlog::error("A timer of ticket {}{} could not be fired, next try in a minute: {}", timer->ticket,
                    timer->person, trouble.what());
      store::postpone(database_, *timer, now + retry_after);
    }
  }
}

void Ledger::run_jobs(Batch& batch, Instant now) {
  for (auto job = store::first_job(database_); job && job->due <= now; job = store::first_job(database_)) {
    const auto known = hooks_.jobs.find(job->name);
    if (known == hooks_.jobs.end()) {  // of another version of the program
      store::remove_job(database_, job->name);
      continue;
    }
    batch.job_ran = true;
    Instant next = now + retry_after;
    try {
      attempt(batch, now, [&](Turn& turn) { next = known->second(turn); });
    } catch (const std::exception& trouble) {
      rethrow_if_rolled_back();
      spdlog::error("The job \"{}\" failed, next try in a minute: {}", job->name, trouble.what());
    }
    // One that wants to go on at once lets others in between; one that asks for the past is at fault.
    store::put_job(database_, {job->name, next > now ? next : now + seconds(1)});
  }
}

/// Read before the commit: after it a failing disk could not be told from a commit that failed.
void Ledger::look_ahead(Batch& batch) {
  batch.head = store::head(database_);
  batch.next_due = store::next_due(database_);
  const bool new_document =
      std::any_of(batch.changes.begin(), batch.changes.end(),
                  [](const store::Change& change) { return change.entity == "workspace"; });
  if (new_document) batch.document = current_document(database_, state_);
}

void Ledger::settle(Batch& batch) {
  for (const TicketId& id : batch.touched) {
    if (state_.tickets.count(id) != 0) residents_.used(id);
  }
  residents_.shrink(state_);
  head_ = batch.head;
  next_due_ = batch.next_due;
  if (batch.document) document_ = std::move(*batch.document);
  if (settled_) settled_();
  if (hooks_.committed && !batch.changes.empty()) {
    hooks_.committed(head_, without_repetitions(std::move(batch.changes)));
  }
  if (hooks_.jobs_ran && batch.job_ran) hooks_.jobs_ran();
}

}  // namespace oasis::engine
