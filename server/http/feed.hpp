// The bodies of bootstrap and changes, from rows (docs/sync.md). May not: know HTTP, decide who may see what
// beyond the owner of a change.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/log.hpp"
#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::http {

/// The scope of the live hub that a change belongs to: "staff", or "user:<id>" of its owner.
std::string scope_of(const store::Change& change);
std::vector<std::string> scopes_of(const Id& user);

/// {"seq","entity","id","op","row"} on one line.
std::string change_json(const store::Change& change);

/// Who asks for a snapshot.
struct Me {
  Id id;
  std::string name;
  Role role = Role::viewer;
};

/// The whole answer of bootstrap, piece by piece. `reading` must be one snapshot. Throws store::Failure.
using Pieces = std::function<void(std::string_view)>;
void write_snapshot(store::Database& reading, const Me& me, Instant now, const Pieces& out);

/// One page of changes after `after` as `reader` sees them. Throws store::Failure.
std::string changes_body(store::Database& reading, std::int64_t after, std::string_view reader, Instant now);

/// "epoch:seq"; nothing if it is not written like that.
struct Cursor {
  std::string epoch;
  std::int64_t seq = 0;
};
std::optional<Cursor> read_cursor(std::string_view text);

}  // namespace oasis::http
