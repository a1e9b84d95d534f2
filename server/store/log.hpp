// The change feed for replicas, the clients that follow it, and what became of their commands
// (docs/sync.md). May not: know what the rows mean.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/sqlite.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

/// One line of the feed: which row replicas must take anew. `owner` empty: every member of staff.
struct Change {
  std::int64_t seq = 0;
  std::string owner;
  std::string entity;  ///< "ticket", "person", "workspace", "command"
  std::string id;
  bool removed = false;
  std::string row;        ///< JSON text as it is now; empty if removed
  std::string team = {};  ///< of a ticket: the scope that it is in since this change, or left by it (removed)
  std::string customer = {};
};

std::string epoch(Database& database);
/// The newest seq, 0 before the first change. O(1).
std::int64_t head(Database& database);
/// The oldest cursor from which the feed is complete. O(1).
std::int64_t oldest_cursor(Database& database);
/// Appends `change` under the next seq, which it answers; seq and row of `change` count for nothing.
std::int64_t append_change(Database& database, Instant at, const Change& change);

/// What happened after `after` up to `until` for a reader, each row once, as it is now, by seq; at most
/// `limit`. `reader` sees everything of the staff's and what is their own; with `may_see` only of that what
/// it admits. A ticket that has left what they see is removed for them.
std::vector<Change> changes_between(Database& database, std::int64_t after, std::int64_t until,
                                    std::string_view reader, std::int64_t limit,
                                    const std::function<bool(const Change&)>& may_see = nullptr);
/// From when on a person's snapshot may be gone on from: what they may see changed with this seq. 0 if it
/// never did.
std::int64_t sight_since(Database& database, std::string_view user);
void set_sight_since(Database& database, std::string_view user, std::int64_t seq);
/// Forgets what is older, but never the newest change. Answers how many.
std::int64_t compact_changes(Database& database, Instant before);

struct Client {
  std::string id;
  std::string user;
  std::int64_t last_mid = 0;
};
std::optional<Client> find_client(Database& database, std::string_view id);
void put_client(Database& database, const Client& client, Instant seen);

/// `row`: JSON text as in docs/sync.md, without "mid".
void put_result(Database& database, std::string_view client, std::int64_t mid, Instant at,
                std::string_view row);
std::optional<std::string> find_result(Database& database, std::string_view client, std::int64_t mid);

/// Forgets old results, but for refusals: a command without one that is sent again is answered as applied.
/// Answers how many.
std::int64_t forget_results(Database& database, Instant before);

/// Forgets clients that were not seen since, with their results. Answers how many.
std::int64_t forget_clients(Database& database, Instant before);

/// Small facts about the installation; empty if never set.
std::string meta(Database& database, std::string_view name);
void set_meta(Database& database, std::string_view name, std::string_view value);

}  // namespace oasis::store
