// Reads what the server sends whole: the snapshot of /bootstrap and the details of a ticket (docs/sync.md).
// May not: keep anything.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "client/replica/replica.hpp"
#include "shared/result.hpp"

namespace oasis {

/// A version of the workspace document, not yet read.
struct Document {
  std::uint32_t version = 0;
  std::shared_ptr<const nlohmann::json> json;
};

struct Snapshot {
  Cursor cursor;
  std::int64_t server_time = 0;  ///< UTC milliseconds
  Actor me;
  std::vector<Document> documents;  ///< each version that something still lives by, and the current one
  std::int64_t last_number = 0;     ///< the newest human ticket number
  std::unordered_map<TicketId, Ticket> tickets;
};

/// Refuses a body whose end is missing, whose checksum does not match or that holds a row this build cannot
/// read: nothing of it is used then.
Result<Snapshot> read_snapshot(const std::string& body);

Result<TicketDetails> read_details(const std::string& body);

/// Every zone that a workspace document names, each once.
std::vector<std::string> zones_named_in(const nlohmann::json& document);

}  // namespace oasis
