// Division by a number that stays the same, for places that divide a lot: a processor takes ten times as long
// for a division of 64 bits as for a multiplication. May not: round otherwise than floor_div does.
#pragma once

#include <cstdint>

namespace oasis {

/// Divides as floor_div does, exactly, where the quotient is below 2^50 (every local time by a second or
/// more). O(1).
class Divisor {
 public:
  /// `value` > 0.
  explicit Divisor(std::int64_t value = 1) : value_(value), inverse_(1.0 / static_cast<double>(value)) {}

  std::int64_t floor_div(std::int64_t a) const {
    // The product may be off by one to either side, which the rest tells.
    const auto quotient = static_cast<std::int64_t>(static_cast<double>(a) * inverse_);
    const std::int64_t rest = a - quotient * value_;
    if (rest < 0) return quotient - (rest < -value_ ? 2 : 1);
    return quotient + (rest >= value_ ? 1 : 0);
  }
  std::int64_t floor_mod(std::int64_t a) const { return a - floor_div(a) * value_; }

 private:
  std::int64_t value_;
  double inverse_;
};

}  // namespace oasis
