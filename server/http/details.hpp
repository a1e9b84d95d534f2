// The body of a ticket that somebody looks at: its row, messages, events and deliveries (docs/sync.md). May
// not: know HTTP; change anything.
#pragma once

#include <cstdint>
#include <string>

#include "server/http/reader.hpp"
#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"

namespace oasis::http {

/// What `reader` may see of ticket `id`: events with a number above `after` and the messages of those; -1:
/// all. Empty if there is no such ticket, or it is not theirs to see. `reading` must be one snapshot. Throws
/// store::Failure.
std::string details_body(store::Database& reading, const Reader& reader, const TicketId& id,
                         std::int64_t after);

}  // namespace oasis::http
