// Numbers that the server counts while it works, for whoever watches it. Every type may be changed by one
// thread and read by others at once, without a lock.
// May not: know what is counted; allocate after construction.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace oasis::watch {

/// Only grows.
class Counter {
 public:
  void add(std::uint64_t more = 1) { value_.fetch_add(more, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// Goes up and down.
class Gauge {
 public:
  void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t more) { value_.fetch_add(more, std::memory_order_relaxed); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

/// How often a value was at most each of `bounds`, which rise; greater values are counted only in count().
template <std::size_t N>
class Histogram {
 public:
  explicit constexpr Histogram(const std::array<double, N>& bounds) : bounds_(bounds) {}

  void observe(double value) {
    for (std::size_t i = 0; i < N; ++i) {
      if (value <= bounds_[i]) {
        below_[i].add();
        break;
      }
    }
    count_.add();
    double sum = sum_.load(std::memory_order_relaxed);
    while (!sum_.compare_exchange_weak(sum, sum + value, std::memory_order_relaxed)) {
    }
  }
  const std::array<double, N>& bounds() const { return bounds_; }
  /// Values at most bounds()[i] and above the bound before.
  std::uint64_t in_bucket(std::size_t i) const { return below_[i].value(); }
  std::uint64_t count() const { return count_.value(); }
  double sum() const { return sum_.load(std::memory_order_relaxed); }

 private:
  const std::array<double, N> bounds_;
  std::array<Counter, N> below_;
  Counter count_;
  std::atomic<double> sum_{0};
};

inline constexpr std::array<double, 11> lateness_bounds{.001, .005, .01, .025, .05, .1, .25, .5, 1, 5, 60};  // s
inline constexpr std::array<double, 11> duration_bounds{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 10};  // s
inline constexpr std::array<double, 8> batch_bounds{1, 2, 4, 8, 16, 64, 256, 512};

/// What the writer does.
struct Work {
  Gauge queued;                                     // waiting for the writer
  Counter commits;
  Counter failed_commits;
  Counter fired;                                    // timers
  Counter failed_timers;
  Counter mended;                                   // timers that the auditor set right
  Gauge audited;                                    // when it last ran, ms since 1970
  Counter beats;                                    // of the outgoing heartbeat, that were heard
  Counter lost_beats;                               // … and that were not
  Histogram<11> lateness{lateness_bounds};          // of timers, due until decided, s
  Histogram<11> commit_time{duration_bounds};       // from BEGIN to durable, s
  Histogram<8> batch{batch_bounds};                 // items a commit
};

/// What comes through the door.
struct Traffic {
  Counter accepted;
  Gauge open;             // connections, without live streams
  Gauge waiting;          // requests that no worker has taken yet
  Counter full;           // closed at once: the server holds all it may
  Counter crowded;        // closed at once: too many of one address
  Counter malformed;      // refused before they became a request
  Counter too_slow;       // closed when their time was over
  Counter not_greeted;    // TLS handshakes that failed
  Histogram<11> duration{duration_bounds};  // of requests, from a worker taking it to its answer, s
};

}  // namespace oasis::watch
