// Argon2id on one thread of its own, so that a wave of sign-ins takes one core and 19 MB, never the server.
// May not: know accounts; log or keep a password.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

namespace oasis::http {

/// Parameters of OWASP's password storage recommendation: Argon2id, 19 MiB, 2 passes (about 30 ms).
struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t bytes = 19456 * 1024;
};

class Passwords {
 public:
  enum class Checked { right, wrong, busy };

  /// At most `waiting` callers may queue; the next one is told `busy` at once.
  explicit Passwords(PasswordCost cost, std::size_t waiting = 16);
  Passwords() : Passwords(PasswordCost{}) {}
  Passwords(const Passwords&) = delete;
  Passwords& operator=(const Passwords&) = delete;
  ~Passwords();

  /// The encoded hash to store, nullopt when busy. Blocks the caller.
  std::optional<std::string> hash(const std::string& password);

  /// Blocks the caller. Takes as long without a stored hash (an unknown or disabled account, answer `wrong`)
  /// as with one, so that time tells nobody who exists.
  Checked check(const std::optional<std::string>& stored, const std::string& password);
  /// How many were compared, whoever they were typed for.
  std::uint64_t checked() const { return checked_; }

 private:
  bool run(std::function<void()> job);
  void work();
  std::string hash_now(const std::string& password) const;

  const PasswordCost cost_;
  const std::size_t waiting_;
  std::string nobody_;  // the hash of a password that nobody knows
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::atomic<std::uint64_t> checked_{0};
  std::thread thread_;
};

/// What is wrong with a new password, as a sentence; empty when it may be used. At least 10 characters, at
/// most 200 bytes, not the e-mail address, not one character over and over; no other rules (OWASP
/// ASVS 5.0, 6.2).
std::string objection_to_password(std::string_view password, std::string_view email);

}  // namespace oasis::http
