// How far each mailbox of the workspace has been read, and how it goes. May not: connect to one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/store/sqlite.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

struct MailboxState {
  std::string id;                 ///< in the workspace document
  std::int64_t uid_validity = 0;  ///< of the folder's numbering; 0: never read
  std::int64_t horizon =
      0;  ///< the last UID that was there at the first visit: up to it only unseen mail counts
  std::int64_t taken = 0;     ///< the last UID that was taken: with uid_validity, why none is taken twice
  std::int64_t marked = 0;    ///< the last UID that was marked as done afterwards
  Instant next_at = {};       ///< the next visit
  std::int64_t failures = 0;  ///< visits in a row that failed
  std::optional<Instant> failing_since = {};
  std::string error = {};  ///< of the last visit; one sentence, empty if it went well
  bool told = false;       ///< an admin was told of these failures
};

/// Nothing if it was never visited.
std::optional<MailboxState> find_mailbox(Database& database, std::string_view id);
void put_mailbox(Database& database, const MailboxState& state);

}  // namespace oasis::store
