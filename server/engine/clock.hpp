// Where the server's "now" comes from, and how it sleeps. The core never reads a clock; this is the only
// place that does. May not: know what is waited for.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>

#include "shared/time/instant.hpp"

namespace oasis::engine {

/// A source of time. Tests and the demo's history bring a virtual one.
class Clock {
 public:
  virtual ~Clock() = default;
  /// The wall clock; it may jump (set by hand, a machine that slept).
  virtual Instant now() = 0;
  /// Time that only passes, also while the machine sleeps; its zero means nothing.
  virtual Duration elapsed() = 0;
  /// Sleeps until `wake` is notified or, if given, the wall clock reaches `until`; may return early. A clock
  /// that is set past `until` ends the sleep as well.
  virtual void sleep(std::unique_lock<std::mutex>& lock, std::condition_variable& wake,
                     std::optional<Instant> until) = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() override;
  Duration elapsed() override;
  void sleep(std::unique_lock<std::mutex>& lock, std::condition_variable& wake,
             std::optional<Instant> until) override;
};

/// Stands still until it is set; `sleep` ends by notification only.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  Instant now() override;
  Duration elapsed() override;
  void sleep(std::unique_lock<std::mutex>& lock, std::condition_variable& wake,
             std::optional<Instant> until) override;
  /// Who sleeps on it must be woken by its owner.
  void set(Instant now);

 private:
  std::mutex mutex_;
  Instant now_;
};

/// The wall clock made fit for deciding: it never goes back, and tells when it leapt.
class SteadyTime {
 public:
  /// `last_seen`: the latest instant that was used before this process started.
  SteadyTime(Clock& clock, Instant last_seen);

  struct Reading {
    Instant now;
    Duration leapt;  ///< how far the wall clock ran ahead of elapsed time since the last reading, if more
                     ///< than five minutes; else 0
    Duration held;   ///< how far the wall clock is behind what was seen before; `now` stands still meanwhile
  };
  Reading read();

 private:
  Clock& clock_;
  Instant last_;
  Instant last_wall_;
  Duration last_elapsed_;
};

}  // namespace oasis::engine
