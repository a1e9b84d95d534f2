// The writer's loop: queue, transaction, sleep. May not: read requests, send messages.
#include "server/engine/writer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <exception>
#include <future>
#include <memory>
#include <utility>

#include "server/engine/away.hpp"
#include "server/engine/scheduling.hpp"

namespace oasis::engine {
namespace {

constexpr std::size_t tasks_at_once = 512;
/// After a failure of the disk.
constexpr Duration retry_commit_after = seconds(1);

}  // namespace

Writer::Writer(Setting setting, store::Database database, Clock& clock, WriterHooks hooks)
    : work_(hooks.work),
      leapt_(hooks.leapt),
      database_(std::move(database)),
      clock_(clock),
      time_(clock, last_seen(database_)),
      ledger_(std::move(setting), std::move(database_), std::move(hooks), time_.read().now,
              [this] { settled(); }) {
  const Instant before = ledger_.last_decision();
  if (before.ms != 0) spdlog::info("Not running for {} s before this start.", (now() - before).ms / 1000);
  head_ = ledger_.head();
  document_ = ledger_.document();
  next_due_ = ledger_.next_due();
  thread_ = std::thread([this] {
    name_thread("writer");
    loop();
  });
}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  head_moved_.notify_all();
  thread_.join();
}

void Writer::act_on_time() {
  {
    const std::lock_guard lock(mutex_);
    acting_ = true;
  }
  wake_.notify_all();
}

void Writer::rest() {
  {
    const std::lock_guard lock(mutex_);
    acting_ = false;
  }
  run([](Turn&) {});  // what was under way is over when this comes after it
}

void Writer::run(const std::function<void(Turn&)>& work) {
  const Away away;
  // Shared: whoever waits may be gone before the writer has let go of it.
  const auto answer = std::make_shared<std::promise<void>>();
  std::future<void> done = answer->get_future();
  Task task{work, [answer](std::exception_ptr failure) {
              failure ? answer->set_exception(failure) : answer->set_value();
            }};
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) throw store::Failure(store::Trouble::busy, "The server is stopping; try again soon.");
    queue_.push_back(std::move(task));
    if (work_) work_->queued.set(static_cast<std::int64_t>(queue_.size()));
  }
  wake_.notify_one();
  done.get();
}

void Writer::run_store(const std::function<void(store::Database&)>& work) {
  run([&work](Turn& turn) { work(turn.database()); });
}

Document Writer::document() const {
  const std::lock_guard lock(mutex_);
  return document_;
}

std::shared_ptr<const Policies> Writer::policies() const {
  const std::lock_guard lock(mutex_);
  return document_.policies;
}

std::int64_t Writer::head() const {
  const std::lock_guard lock(mutex_);
  return head_;
}

Instant Writer::now() {
  const std::lock_guard lock(mutex_);
  return read_time();
}

std::int64_t Writer::wait_past(std::int64_t seq, std::chrono::milliseconds patience) {
  const Away away;
  std::unique_lock lock(mutex_);
  head_moved_.wait_for(lock, patience, [this, seq] { return head_ > seq || stopping_; });
  return head_;
}

std::optional<Instant> Writer::next_due() const {
  const std::lock_guard lock(mutex_);
  return next_due_;
}

Duration Writer::lateness() {
  const std::lock_guard lock(mutex_);
  return next_due_ ? std::max(read_time() - *next_due_, Duration{}) : Duration{};
}

void Writer::wake() {
  wake_.notify_all();
}

Instant Writer::read_time() {
  const SteadyTime::Reading reading = time_.read();
  if (reading.leapt > Duration{}) {
    spdlog::warn("The machine's clock leapt ahead by {} s; what became due by that is handled now.",
                 reading.leapt.ms / 1000);
    if (leapt_ && !stopping_) {
      queue_.push_back({[this, by = reading.leapt](Turn& turn) { leapt_(turn, by); }, [](std::exception_ptr) {}});
      wake_.notify_one();
    }
  }
  return reading.now;
}

void Writer::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    const Instant now = read_time();
    const auto until = acting_ && next_due_ ? std::optional(std::max(*next_due_, retry_at_)) : std::nullopt;
    const bool due = until && *until <= now;
    if (queue_.empty() && (!due || stopping_)) {
      if (stopping_) return;
      clock_.sleep(lock, wake_, until);
      continue;
    }
    std::vector<Task> tasks;
    while (!queue_.empty() && tasks.size() < tasks_at_once) {
      tasks.push_back(std::move(queue_.front()));
      queue_.pop_front();
    }
    if (work_) work_->queued.set(static_cast<std::int64_t>(queue_.size()));
    const bool acting = acting_;
    lock.unlock();
    const bool saved = ledger_.transact(std::move(tasks), now, acting);
    lock.lock();
    if (!saved) retry_at_ = now + retry_commit_after;
  }
}

/// Before anybody is told of a commit, what others ask the writer about is what the commit has made true.
void Writer::settled() {
  ++commits_;
  {
    const std::lock_guard lock(mutex_);
    head_ = ledger_.head();
    next_due_ = ledger_.next_due();
    if (document_.policies != ledger_.document().policies) document_ = ledger_.document();
  }
  head_moved_.notify_all();
}

}  // namespace oasis::engine
