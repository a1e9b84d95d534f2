// Sessions as they were read, as long as nothing has been committed since: who is signed in is asked for by each request, and
// seldom changes. May not: read the database; outlive a commit.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "server/http/auth/sessions.hpp"

namespace oasis::http {

/// Every function may be called from any thread. Remembers 4,096 at most.
class KnownSessions {
 public:
  /// `commits`: engine::Writer::commits(), asked for before this. What is found is as good at `now` as if it was read.
  std::optional<Session> find(const std::string& token_hash, std::uint64_t commits, Instant now);
  /// `commits`: asked for before the session was read.
  void keep(const std::string& token_hash, const Session& session, std::uint64_t commits);

 private:
  std::mutex mutex_;
  std::uint64_t commits_ = 0;  // when all of them were read
  std::unordered_map<std::string, Session> sessions_;
};

}  // namespace oasis::http
