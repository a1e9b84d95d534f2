// Connections that wait for a worker, in the order in which they came. May not: touch them.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>

#include "server/engine/away.hpp"

namespace oasis::http {

struct Connection;

/// As many workers run as there are processors: many short requests are answered by the few that run, and one that
/// says it is away (engine::Away) is replaced by the next. One that is held up without a word is noticed by whoever
/// looks on. All functions may be called from any thread.
class WorkQueue final : public engine::Sharing {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds patience{1};

  explicit WorkQueue(std::size_t at_once) : at_once_(at_once) {}

  /// For a worker that asks next; those that rest are called by look_on(), once for all that came together. Who pushes
  /// shall not have to wait for the processor beside a worker it woke.
  void push(Connection& connection) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(&connection);
  }

  /// A thread that works for the queue, as long as this lives.
  class Worker {
   public:
    explicit Worker(WorkQueue& queue) : queue_(queue) {
      queue_.back();
      engine::sharing = &queue_;
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker() {
      engine::sharing = nullptr;
      queue_.away();
    }
    /// Waits for a connection; nullptr: the queue was closed and is empty. The worker runs from here until it asks again.
    Connection* next() { return queue_.next(); }

   private:
    WorkQueue& queue_;
  };

  /// To be called after pushing: wakes those who are to take it. True while something waits: look again after
  /// `patience`. If nothing was taken for so long, another worker is woken.
  bool look_on(Clock::time_point now) {
    std::unique_lock lock(mutex_);
    std::size_t called = 0;
    while (running_ < at_once_ && woken_ < waiting_.size() && wake_another()) ++called;
    const bool waits = !waiting_.empty();
    if (!waits || taken_ != taken_when_looked_) {
      taken_when_looked_ = taken_;
      looked_ = now;
    } else if (now - looked_ >= patience) {
      called += wake_another() ? 1 : 0;
      looked_ = now;
    }
    lock.unlock();
    ring(called);
    return waits;
  }

  void away() override {
    std::unique_lock lock(mutex_);
    --running_;
    const bool called = !waiting_.empty() && running_ < at_once_ && wake_another();
    lock.unlock();
    if (called) ring(1);
  }
  void back() override {
    const std::lock_guard lock(mutex_);
    ++running_;
  }

  /// What was pushed is still given out.
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    pushed_.notify_all();
  }

 private:
  /// With the lock free: a worker that the kernel lets on at once would find it taken, and go back to sleep while
  /// whoever holds it waits for the processor.
  void ring(std::size_t called) {
    for (; called > 0; --called) pushed_.notify_one();
  }

  Connection* next() {
    std::unique_lock lock(mutex_);
    while (waiting_.empty() && !closed_) rest(lock);
    if (waiting_.empty()) return nullptr;
    Connection* connection = waiting_.front();
    waiting_.pop_front();
    ++taken_;
    return connection;
  }

  void rest(std::unique_lock<std::mutex>& lock) {
    --running_;
    ++resting_;
    pushed_.wait(lock, [this] { return woken_ > 0 || closed_; });
    --resting_;
    if (woken_ > 0) {
      --woken_;  // counted as running by who woke it
    } else {
      ++running_;
    }
  }

  /// False: there is none. The caller rings for it when the lock is free.
  bool wake_another() {
    if (woken_ >= resting_) return false;
    ++woken_;
    ++running_;
    return true;
  }

  const std::size_t at_once_;
  std::mutex mutex_;
  std::condition_variable pushed_;
  std::deque<Connection*> waiting_;
  std::size_t running_ = 0;  // workers between next() and next(), and those woken; without those that are away
  std::size_t resting_ = 0;  // workers that wait for one
  std::size_t woken_ = 0;    // of them: on their way to the processor
  std::uint64_t taken_ = 0;
  std::uint64_t taken_when_looked_ = 0;
  Clock::time_point looked_{};
  bool closed_ = false;
};

}  // namespace oasis::http
