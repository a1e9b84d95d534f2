// Token buckets by name. May not: know what is counted; read a clock.
#include "server/http/auth/buckets.hpp"

#include <algorithm>
#include <cmath>

namespace oasis::http {
namespace {

using Seconds = std::chrono::duration<double>;

std::chrono::seconds until_one(double left, Seconds pause) {
  return std::chrono::seconds(static_cast<std::int64_t>(std::ceil((1 - left) * pause.count())));
}

}  // namespace

Buckets::Bucket& Buckets::bucket(const Wanted& wanted, Time now) {
  const BucketLimit& limit = wanted.limit;
  Bucket& bucket = buckets_.try_emplace(wanted.name, Bucket{limit, limit.size, now}).first->second;
  bucket.left = std::min(limit.size, bucket.left + Seconds(now - bucket.filled) / limit.pause);
  bucket.filled = now;
  return bucket;
}

std::optional<std::chrono::seconds> Buckets::take(const std::vector<Wanted>& wanted, Time now) {
  std::lock_guard lock(mutex_);
  if (buckets_.size() + wanted.size() > remembered_) forget_full_ones(now, wanted.size());
  std::optional<std::chrono::seconds> wait;
  for (const Wanted& one : wanted) {
    const double left = bucket(one, now).left;
    if (left < 1) wait = std::max(wait.value_or(std::chrono::seconds(0)), until_one(left, one.limit.pause));
  }
  if (wait) return wait;
  for (const Wanted& one : wanted) bucket(one, now).left -= 1;
  return std::nullopt;
}

void Buckets::give_back(const std::string& name) {
  std::lock_guard lock(mutex_);
  const auto found = buckets_.find(name);
  if (found != buckets_.end())
    found->second.left = std::min(found->second.limit.size, found->second.left + 1);
}

void Buckets::forget_full_ones(Time now, std::size_t room) {
  std::erase_if(buckets_, [&](const auto& entry) {
    return Seconds(now - entry.second.filled) > entry.second.limit.pause * entry.second.limit.size;
  });
  // Under a flood of new names nothing is full yet: then all start again, which only the flood notices.
  if (buckets_.size() + room > remembered_) buckets_.clear();
}

}  // namespace oasis::http
