// The writer's loop: queue, transaction, due timers, commit, answers. May not: read requests, send messages.
#include "server/engine/writer.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "server/engine/loading.hpp"
#include "server/store/timers.hpp"
#include "shared/command/timer.hpp"

namespace oasis::engine {
namespace {

constexpr std::size_t items_at_once = 512;
constexpr int timers_at_once = 200;
/// A timer that fires this soon after its due time is decided as of its due time: the delay is the machine's,
/// not an outage, and waits that follow do not drift.
constexpr Duration punctual = seconds(2);
/// After a failure of one timer or of the disk.
constexpr Duration retry_after = seconds(60);
constexpr Duration retry_commit_after = seconds(1);

Instant last_seen(store::Database& database) {
  const std::string text = store::meta(database, "last_seen");
  Instant instant;
  std::from_chars(text.data(), text.data() + text.size(), instant.ms);
  return instant;
}

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

/// What the turns of one transaction have done so far.
struct Writer::Batch {
  explicit Batch(const State& state) : undo(state) {}

  Undo undo;
  std::vector<store::Change> changes;
  std::vector<TicketId> touched;
};

Writer::Writer(Setting setting, store::Database database, Clock& clock, WriterHooks hooks)
    : setting_(std::move(setting)),
      database_(std::move(database)),
      clock_(clock),
      hooks_(std::move(hooks)),
      time_(clock, last_seen(database_)) {
  const Instant now = time_.read().now;
  const Instant before = last_seen(database_);
  if (before.ms != 0) spdlog::info("Not running for {} s before this start.", (now - before).ms / 1000);
  decided_ = before;
  state_ = load_state(database_, setting_.zones);
  document_ = current_document(database_, state_);
  for (const auto& [name, job] : hooks_.jobs)
    store::put_job(database_, {name, now});  // each runs at the start
  head_ = store::head(database_);
  next_due_ = store::next_due(database_);
  thread_ = std::thread([this] { loop(); });
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

void Writer::run(const std::function<void(Turn&)>& work) {
  Item item;
  item.work = &work;
  std::future<void> done = item.done.get_future();
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) throw store::Failure(store::Trouble::busy, "The server is stopping; try again soon.");
    queue_.push_back(std::move(item));
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

std::int64_t Writer::head() const {
  const std::lock_guard lock(mutex_);
  return head_;
}

Instant Writer::now() {
  const std::lock_guard lock(mutex_);
  return read_time();
}

std::int64_t Writer::wait_past(std::int64_t seq, std::chrono::milliseconds patience) {
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
    std::vector<Item> items;
    while (!queue_.empty() && items.size() < items_at_once) {
      items.push_back(std::move(queue_.front()));
      queue_.pop_front();
    }
    const bool acting = acting_;
    lock.unlock();
    transact(std::move(items), now, acting);
    lock.lock();
  }
}

void Writer::transact(std::vector<Item> items, Instant now, bool acting) {
  Batch batch(state_);
  std::exception_ptr failure;
  try {
    store::Transaction transaction(database_);
    if (acting) fire_due(batch, now, now);  // what came before these items happened before them
    for (Item& item : items) do_item(batch, item, now);
    if (acting) fire_due(batch, now, now + milliseconds(1));
    if (acting) run_jobs(batch, now);
    store::set_meta(database_, "last_seen", std::to_string(now.ms));
    transaction.commit();
  } catch (const std::exception& trouble) {
    spdlog::error("Nothing could be saved: {}", trouble.what());
    failure = std::current_exception();
    batch.undo.restore(state_);
  }
  if (failure) {
    const std::lock_guard lock(mutex_);
    retry_at_ = now + retry_commit_after;
  } else {
    settle(batch);
  }
  for (Item& item : items) {
    if (failure || item.failure) {
      item.done.set_exception(failure ? failure : item.failure);
    } else {
      item.done.set_value();
    }
  }
}

void Writer::attempt(Batch& batch, Instant at, const std::function<void(Turn&)>& work) {
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

void Writer::do_item(Batch& batch, Item& item, Instant now) {
  decided_ = std::max(decided_, now);
  try {
    attempt(batch, now, *item.work);
  } catch (...) {
    item.failure = std::current_exception();
  }
}

void Writer::fire_due(Batch& batch, Instant now, Instant before) {
  for (int fired = 0; fired < timers_at_once; ++fired) {
    const auto timer = store::first_timer(database_, before);
    if (!timer) return;
    const bool in_time = now - timer->due <= punctual;
    decided_ = std::max(decided_, in_time ? timer->due : now);
    try {
      attempt(batch, decided_, [this, &timer](Turn& turn) {
        turn.fire(*timer);
        if (store::has_timer(turn.database(), *timer)) {
          throw std::logic_error("firing it did not change anything");
        }
      });
    } catch (const std::exception& trouble) {
      spdlog::error("A timer of ticket {}{} could not be fired, next try in a minute: {}", timer->ticket,
                    timer->person, trouble.what());
      store::postpone(database_, *timer, now + retry_after);
    }
  }
}

void Writer::run_jobs(Batch& batch, Instant now) {
  for (auto job = store::first_job(database_); job && job->due <= now; job = store::first_job(database_)) {
    const auto known = hooks_.jobs.find(job->name);
    if (known == hooks_.jobs.end()) {  // of another version of the program
      store::remove_job(database_, job->name);
      continue;
    }
    Instant next = now + retry_after;
    try {
      attempt(batch, now, [&](Turn& turn) { next = known->second(turn); });
    } catch (const std::exception& trouble) {
      spdlog::error("The job \"{}\" failed, next try in a minute: {}", job->name, trouble.what());
    }
    store::put_job(database_, {job->name, std::max(next, now + seconds(1))});
  }
}

void Writer::settle(Batch& batch) {
  for (const TicketId& id : batch.touched) {
    const auto ticket = state_.tickets.find(id);
    if (ticket == state_.tickets.end() || !is_finished(ticket->second.status)) continue;
    if (timers_of(state_, ticket->second).empty()) state_.tickets.erase(ticket);
  }
  const std::int64_t head = store::head(database_);
  const bool new_document =
      std::any_of(batch.changes.begin(), batch.changes.end(),
                  [](const store::Change& change) { return change.entity == "workspace"; });
  {
    const std::lock_guard lock(mutex_);
    head_ = head;
    next_due_ = store::next_due(database_);
    if (new_document) document_ = current_document(database_, state_);
  }
  head_moved_.notify_all();
  if (hooks_.committed && !batch.changes.empty()) {
    hooks_.committed(head, without_repetitions(std::move(batch.changes)));
  }
}

}  // namespace oasis::engine
