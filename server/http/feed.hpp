// The bodies of bootstrap and changes, from rows (docs/sync.md). May not: know HTTP, decide who may see what
// (shared/policy/sight.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/live.hpp"
#include "server/http/reader.hpp"
#include "server/store/log.hpp"
#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::http {

/// Tells the streams what a commit changed. `policies`: of the document that is in force after it. With a new
/// document streams end whose viewers may see something else now, or have a document of their own: they come
/// back and ask.
void publish(Live& live, const std::shared_ptr<const Policies>& policies, const Zones& zones,
             std::int64_t head, const std::vector<store::Change>& changes);

/// {"seq","entity","id","op","row"} on one line.
std::string change_json(const store::Change& change);

/// The whole answer of bootstrap as `reader` sees it, piece by piece. `reading` must be one snapshot. Throws
/// store::Failure.
using Pieces = std::function<void(std::string_view)>;
void write_snapshot(store::Database& reading, const Reader& reader, Instant now, const Pieces& out);

/// One page of changes after `after` as `reader` sees them. Throws store::Failure.
std::string changes_body(store::Database& reading, std::int64_t after, const Reader& reader, Instant now);

/// "epoch:seq"; nothing if it is not written like that.
struct Cursor {
  std::string epoch;
  std::int64_t seq = 0;
};
std::optional<Cursor> read_cursor(std::string_view text);

}  // namespace oasis::http
