// Connections that wait for a worker, in the order in which they came. May not: touch them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>

namespace oasis::http {

struct Connection;

/// While a worker is on its way to the processor no other is woken: many short requests are answered by the
/// few workers that run, and one that waits for the disk is replaced by the next. All functions may be called
/// from any thread.
class WorkQueue {
 public:
  void push(Connection& connection) {
    std::lock_guard lock(mutex_);
    waiting_.push_back(&connection);
    wake_another();
  }

  /// Waits for one; nullptr: it was closed and is empty.
  Connection* next() {
    std::unique_lock lock(mutex_);
    while (waiting_.empty() && !closed_) {
      ++resting_;
      pushed_.wait(lock);
      --resting_;
      waking_ = false;
    }
    if (waiting_.empty()) return nullptr;
    Connection* connection = waiting_.front();
    waiting_.pop_front();
    wake_another();
    return connection;
  }

  /// What was pushed is still given out.
  void close() {
    std::lock_guard lock(mutex_);
    closed_ = true;
    pushed_.notify_all();
  }

 private:
  void wake_another() {
    if (waking_ || waiting_.empty() || resting_ == 0) return;
    waking_ = true;
    pushed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable pushed_;
  std::deque<Connection*> waiting_;
  std::size_t resting_ = 0;  // workers that wait for one
  bool waking_ = false;      // a worker was woken and does not run yet
  bool closed_ = false;
};

}  // namespace oasis::http
