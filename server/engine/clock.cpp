// The system's clock, a virtual one, and the guard against jumps. May not: know what is waited for.
#include "server/engine/clock.hpp"

#include <time.h>

#include <algorithm>
#include <chrono>

namespace oasis::engine {
namespace {

constexpr Duration largest_drift = minutes(5);

Duration read_clock(clockid_t id) {
  timespec time{};
  ::clock_gettime(id, &time);
  return {std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000};
}

}  // namespace

Instant SystemClock::now() {
  return {read_clock(CLOCK_REALTIME).ms};
}

Duration SystemClock::elapsed() {
  return read_clock(CLOCK_BOOTTIME);
}

void SystemClock::sleep(std::unique_lock<std::mutex>& lock, std::condition_variable& wake,
                        std::optional<Instant> until) {
  if (!until) {
    wake.wait(lock);
    return;
  }
  // An absolute time on the real-time clock: the kernel wakes us also when that clock is set.
  wake.wait_until(lock, std::chrono::system_clock::time_point(std::chrono::milliseconds(until->ms)));
}

Instant ManualClock::now() {
  const std::lock_guard guard(mutex_);
  return now_;
}

Duration ManualClock::elapsed() {
  return {now().ms};
}

void ManualClock::sleep(std::unique_lock<std::mutex>& lock, std::condition_variable& wake,
                        std::optional<Instant>) {
  wake.wait(lock);
}

void ManualClock::set(Instant now) {
  const std::lock_guard guard(mutex_);
  now_ = now;
}

SteadyTime::SteadyTime(Clock& clock, Instant last_seen)
    : clock_(clock), last_(last_seen), last_wall_(clock.now()), last_elapsed_(clock.elapsed()) {}

SteadyTime::Reading SteadyTime::read() {
  const Instant wall = clock_.now();
  const Duration elapsed = clock_.elapsed();
  const Duration drift = (wall - last_wall_) - (elapsed - last_elapsed_);
  last_wall_ = wall;
  last_elapsed_ = elapsed;
  const Duration held = std::max(last_ - wall, Duration{});
  last_ = std::max(last_, wall);
  return {last_, drift > largest_drift ? drift : Duration{}, held};
}

}  // namespace oasis::engine
