// The audit log: who did what administrative thing, from where. Rows are only appended, and each holds the
// hash of itself and the row before it, so that a changed, added or missing row is found (docs/security.md).
// May not: decide what is worth a row; hold a secret.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/store/sqlite.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

struct AuditEntry {
  Instant at;
  std::string actor;    ///< a user id, "command line", "server", or "" for somebody who is not signed in
  std::string address;  ///< where the request came from; empty for commands of the machine itself
  std::string action;   ///< "sign_in", "sign_in_refused", "document_changed", "token_made", …
  std::string subject;  ///< whom or what it is about: a user id, the name of a secret, a version
  std::string detail;   ///< a few words more, never a secret
};

/// False for a database of a version that kept none: nothing can be appended there.
bool has_audit(Database& database);
/// Appends one row, in the caller's transaction. Texts are cut at 1,000 bytes.
void append_audit(Database& database, const AuditEntry& entry);

/// Each row with a number above `after`, oldest first, at most `limit`, as one line of JSON: {"n","at" (RFC
/// 3339), "actor","address","action","subject","detail","hash"}.
void each_audit_line(Database& database, std::int64_t after, std::int64_t limit,
                     const std::function<void(std::int64_t n, const std::string& line)>& visit);

/// The rows below number `before`, newest first, at most `limit`, as such lines.
void each_audit_line_before(Database& database, std::int64_t before, std::int64_t limit,
                            const std::function<void(std::int64_t n, const std::string& line)>& visit);
/// When the newest row with this action was written. O(rows after it).
std::optional<Instant> last_in_audit(Database& database, std::string_view action);

struct AuditVerdict {
  std::int64_t rows = 0;
  std::string
      head;  ///< the hash of the last row: whoever noted it down can tell that all before it is unchanged
  /// Where the chain breaks first, and how; nothing if it is whole.
  std::optional<std::int64_t> broken_at;
  std::string what;
};
AuditVerdict check_audit(Database& database);

}  // namespace oasis::store
