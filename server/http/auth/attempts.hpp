// How often somebody may try to sign in: a bucket of attempts for each address and each account.
// May not: know what is tried; read a clock.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "server/http/auth/buckets.hpp"

namespace oasis::http {

struct AttemptLimits {
  double per_account = 5;  // at once; one more every `account_pause`
  std::chrono::seconds account_pause{12};
  double per_address = 20;
  std::chrono::seconds address_pause{3};
  std::size_t remembered = 20'000;  // keys; full ones are forgotten first
};

/// Thread-safe. Only failures count: a success gives the attempt back.
class Attempts {
 public:
  using Time = Buckets::Time;
  explicit Attempts(AttemptLimits limits) : limits_(limits), buckets_(limits.remembered) {}
  Attempts() : Attempts(AttemptLimits{}) {}

  /// Takes one attempt of both; or says after how long to try again, and takes nothing.
  std::optional<std::chrono::seconds> take(const std::string& account, const std::string& address, Time now);
  void succeeded(const std::string& account, const std::string& address);

 private:
  const AttemptLimits limits_;
  Buckets buckets_;
};

}  // namespace oasis::http
