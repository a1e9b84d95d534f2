// Argon2id on one thread of its own. May not: know accounts; log or keep a password.
#include "server/http/auth/passwords.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <future>
#include <memory>
#include <stdexcept>
#include <utility>

#include "server/engine/away.hpp"
#include "server/http/auth/tokens.hpp"

namespace oasis::http {

Passwords::Passwords(PasswordCost cost, std::size_t waiting) : cost_(cost), waiting_(waiting) {
  if (sodium_init() < 0) throw std::runtime_error("The system gives no random numbers.");
  jobs_.push_back([this] { nobody_ = hash_now(new_token()); });
  thread_ = std::thread([this] { work(); });
}

Passwords::~Passwords() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void Passwords::work() {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
      if (jobs_.empty()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

bool Passwords::run(std::function<void()> job) {
  const engine::Away away;
  auto task = std::make_shared<std::packaged_task<void()>>(std::move(job));
  auto done = task->get_future();
  {
    std::lock_guard lock(mutex_);
    if (stopping_ || jobs_.size() >= waiting_) return false;
    jobs_.push_back([task] { (*task)(); });
  }
  wake_.notify_one();
  done.get();
  return true;
}

std::string Passwords::hash_now(const std::string& password) const {
  std::array<char, crypto_pwhash_STRBYTES> encoded{};
  if (crypto_pwhash_str_alg(encoded.data(), password.data(), password.size(), cost_.passes, cost_.bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error("Not enough memory to hash a password.");
  }
  return encoded.data();
}

std::optional<std::string> Passwords::hash(const std::string& password) {
  std::string encoded;
  if (!run([&] { encoded = hash_now(password); })) return std::nullopt;
  return encoded;
}

Passwords::Checked Passwords::check(const std::optional<std::string>& stored, const std::string& password) {
  bool same = false;
  const bool ran = run([&] {
    ++checked_;
    const std::string& expected = stored ? *stored : nobody_;
    same = crypto_pwhash_str_verify(expected.c_str(), password.data(), password.size()) == 0;
  });
  if (!ran) return Checked::busy;
  return same && stored ? Checked::right : Checked::wrong;
}

std::string objection_to_password(std::string_view password, std::string_view email) {
  const auto characters = std::count_if(password.begin(), password.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  });
  if (characters < 10)
    return "The password needs at least 10 characters; a few words together are a good one.";
  if (password.size() > 200) return "The password is longer than 200 bytes.";
  if (password == email) return "The password must not be the e-mail address.";
  if (password.find_first_not_of(password.front()) == std::string_view::npos) {
    return "The password must not be one character over and over.";
  }
  return "";
}

}  // namespace oasis::http
