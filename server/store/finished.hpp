// Tickets that came to their end lately, for digests. May not: decide whom they concern.
#pragma once

#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

/// Resolved or closed tickets that something happened to after `since`, the newest first, at most `most`.
std::vector<TicketId> finished_since(Database& database, Instant since, int most);

}  // namespace oasis::store
