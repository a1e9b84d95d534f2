// How many requests one address, account or token may make, so that a script that runs wild slows down itself
// and nobody else. May not: know what is asked for; read a clock.
#pragma once

#include <optional>
#include <string>

#include "server/http/auth/buckets.hpp"
#include "server/http/auth/principal.hpp"

namespace oasis::http {

struct RequestLimits {
  BucketLimit address{1000, std::chrono::duration<double>(0.01)};  // an office behind one address
  BucketLimit account{500, std::chrono::duration<double>(0.02)};
  BucketLimit token{200, std::chrono::duration<double>(0.05)};
  std::size_t remembered = 50'000;
};

/// Thread-safe.
class Throttle {
 public:
  explicit Throttle(RequestLimits limits) : limits_(limits), buckets_(limits.remembered) {}
  Throttle() : Throttle(RequestLimits{}) {}

  /// Counts a request; or says after how long to try again. This machine itself is not limited.
  std::optional<std::chrono::seconds> count(const std::string& address, const std::optional<Principal>& who,
                                            Buckets::Time now);

 private:
  const RequestLimits limits_;
  Buckets buckets_;
};

}  // namespace oasis::http
