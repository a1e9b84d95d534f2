// The board of what a reader sees: what is open, what breaches next, how well service levels are kept, who is
// on call. May not: define a figure; say it in words.
#pragma once

#include "server/http/reader.hpp"
#include "server/store/sqlite.hpp"
#include "shared/report/board.hpp"

namespace oasis::http {

/// At `now`; everything that happened must be counted (counting.hpp). Of the tickets of `slice`, whose period does not
/// count: what is open cannot be told by slices, so those numbers are left out then.
Board board_of(store::Database& reading, const Reader& reader, const Slice& slice, Instant now);

}  // namespace oasis::http
