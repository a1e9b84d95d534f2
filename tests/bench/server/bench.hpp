// A benchmark of whole servers has a name and prints lines: ours beside a reference of the same run.
// May not: judge; docs/benchmarks.md says what is to be reached.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace oasis::bench {

/// Registers itself; runs when its name matches the filter.
struct Bench {
  Bench(const char* name, std::function<void()> run);
};

/// One figure: `name` of what was measured, its value with its unit, what it is to be.
void show(const std::string& name, double value, const std::string& unit, const std::string& target = "");

/// Latencies in microseconds.
class Latencies {
 public:
  void add(std::int64_t us) { all_.push_back(us); }
  std::size_t count() const { return all_.size(); }
  /// `part` of 1; in milliseconds. 0 when there is nothing.
  double percentile(double part) {
    if (all_.empty()) return 0;
    std::sort(all_.begin(), all_.end());
    const auto at = static_cast<std::size_t>(part * static_cast<double>(all_.size() - 1));
    return static_cast<double>(all_[at]) / 1000;
  }

 private:
  std::vector<std::int64_t> all_;
};

/// Monotonic, microseconds.
std::int64_t now_us();

}  // namespace oasis::bench
