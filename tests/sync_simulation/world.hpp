// Time, chance and events of one simulated run: a seed decides everything. May not: know what happens in it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <utility>

#include "shared/time/instant.hpp"

namespace oasis::test {

/// SplitMix64: the same numbers on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// 0 … below - 1.
  std::uint64_t up_to(std::uint64_t below) { return next() % below; }
  bool one_in(std::uint64_t count) { return up_to(count) == 0; }
  Duration between(Duration from, Duration to) {
    return from + Duration{static_cast<std::int64_t>(up_to(static_cast<std::uint64_t>((to - from).ms) + 1))};
  }

 private:
  std::uint64_t state_;
};

class World {
 public:
  explicit World(std::uint64_t seed) : random(seed), now_(Instant{1'790'000'000'000}) {}

  Instant now() const { return now_; }
  void after(Duration delay, std::function<void()> event);
  /// Lets happen what is due until `end`; events of one instant in the order in which they were planned.
  void run_until(Instant end);

  /// Tells what happens, if anybody listens (`listening`): the parts of a line, put together.
  template <typename... Parts>
  void note(const Parts&... parts) const {
    if (!listening) return;
    std::ostringstream line;
    (line << ... << parts);
    print(line.str());
  }

  bool listening = false;
  Random random;
  bool faults = true;  // off in the last part of a run, when everything must come right

 private:
  void print(const std::string& line) const;

  Instant now_;
  std::uint64_t planned_ = 0;
  std::map<std::pair<std::int64_t, std::uint64_t>, std::function<void()>> events_;
};

}  // namespace oasis::test
