// Token buckets by name: how often something may happen. May not: know what is counted; read a clock.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace oasis::http {

/// `size` at once, and one more every `pause`.
struct BucketLimit {
  double size = 1;
  std::chrono::duration<double> pause{1};
};

/// Thread-safe; forgets full buckets first when it knows more than `remembered` names.
class Buckets {
 public:
  using Time = std::chrono::steady_clock::time_point;
  struct Wanted {
    std::string name;
    BucketLimit limit;
  };

  explicit Buckets(std::size_t remembered) : remembered_(remembered) {}

  /// Takes one of each; or says after how long there is one of each again, and takes nothing.
  std::optional<std::chrono::seconds> take(const std::vector<Wanted>& wanted, Time now);
  /// Puts one back, never over the rim.
  void give_back(const std::string& name);

 private:
  struct Bucket {
    BucketLimit limit;
    double left;
    Time filled;
  };
  Bucket& bucket(const Wanted& wanted, Time now);
  void forget_full_ones(Time now, std::size_t room);

  const std::size_t remembered_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace oasis::http
