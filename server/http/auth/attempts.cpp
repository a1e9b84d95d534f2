// How often somebody may try to sign in. May not: know what is tried; read a clock.
#include "server/http/auth/attempts.hpp"

#include <algorithm>
#include <cmath>

namespace oasis::http {
namespace {

using Seconds = std::chrono::duration<double>;

std::chrono::seconds until_one(double left, std::chrono::seconds pause) {
  return std::chrono::seconds(
      static_cast<std::int64_t>(std::ceil((1 - left) * static_cast<double>(pause.count()))));
}

}  // namespace

Attempts::Bucket& Attempts::bucket(const std::string& key, double size, std::chrono::seconds pause,
                                   Time now) {
  Bucket& bucket = buckets_.try_emplace(key, Bucket{size, now}).first->second;
  bucket.left = std::min(size, bucket.left + Seconds(now - bucket.filled) / Seconds(pause));
  bucket.filled = now;
  return bucket;
}

std::optional<std::chrono::seconds> Attempts::take(const std::string& account, const std::string& address,
                                                   Time now) {
  std::lock_guard lock(mutex_);
  if (buckets_.size() + 2 > limits_.remembered) forget_full_ones(now);
  Bucket& by_account = bucket("account " + account, limits_.per_account, limits_.account_pause, now);
  Bucket& by_address = bucket("address " + address, limits_.per_address, limits_.address_pause, now);
  if (by_account.left < 1 || by_address.left < 1) {
    return std::max(until_one(by_account.left, limits_.account_pause),
                    until_one(by_address.left, limits_.address_pause));
  }
  by_account.left -= 1;
  by_address.left -= 1;
  return std::nullopt;
}

void Attempts::succeeded(const std::string& account, const std::string& address) {
  std::lock_guard lock(mutex_);
  for (const std::string& key : {"account " + account, "address " + address}) {
    if (const auto found = buckets_.find(key); found != buckets_.end()) found->second.left += 1;
  }
}

void Attempts::forget_full_ones(Time now) {
  const auto longest = std::max(limits_.account_pause * static_cast<int>(limits_.per_account),
                                limits_.address_pause * static_cast<int>(limits_.per_address));
  std::erase_if(buckets_, [&](const auto& entry) { return now - entry.second.filled > longest; });
  // Under a flood of new names nothing is full yet: then all start again, which only the flood notices.
  if (buckets_.size() + 2 > limits_.remembered) buckets_.clear();
}

}  // namespace oasis::http
