// What happened lately: tickets that came to their end, for digests; rows of the audit log, so that nobody
// fills it. May not: decide whom it concerns.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

/// Resolved or closed tickets that something happened to after `since`, the newest first, at most `most`.
std::vector<TicketId> finished_since(Database& database, Instant since, int most);

/// How many of the newest five hundred rows of the audit log are about this action from this address, after
/// `since`.
std::int64_t count_recent_audit(Database& database, std::string_view action, std::string_view address,
                                Instant since);

}  // namespace oasis::store
