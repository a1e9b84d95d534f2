// See known_sessions.hpp.
#include "server/http/auth/known_sessions.hpp"

namespace oasis::http {
namespace {

constexpr std::size_t most = 4'096;

}  // namespace

std::optional<Session> KnownSessions::find(const std::string& token_hash, std::uint64_t commits, Instant now) {
  const std::lock_guard lock(mutex_);
  if (commits != commits_) return std::nullopt;
  const auto found = sessions_.find(token_hash);
  if (found == sessions_.end() || !is_good(found->second, now)) return std::nullopt;
  return found->second;
}

void KnownSessions::keep(const std::string& token_hash, const Session& session, std::uint64_t commits) {
  const std::lock_guard lock(mutex_);
  if (commits < commits_) return;  // it may have ended since
  if (commits > commits_ || sessions_.size() >= most) sessions_.clear();
  commits_ = commits;
  sessions_.insert_or_assign(token_hash, session);
}

}  // namespace oasis::http
