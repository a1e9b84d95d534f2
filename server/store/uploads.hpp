// Files that somebody has sent for a message that is not written yet. May not: know what is in a file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/store/sqlite.hpp"
#include "shared/model/words.hpp"
#include "shared/time/instant.hpp"

namespace oasis::store {

struct Upload {
  std::string id;
  Id user;
  std::string name;
  std::string type;
  std::int64_t bytes = 0;
};

void put_upload(Database& database, const Upload& upload, Instant at, std::string_view content);
/// An upload of this user, without its content.
std::optional<Upload> find_upload(Database& database, std::string_view id, std::string_view user);
/// The bytes of an upload of this user.
std::optional<std::string> upload_content(Database& database, std::string_view id, std::string_view user);
/// The upload becomes an attachment of the ticket.
void attach_upload(Database& database, std::string_view id, std::string_view ticket);
/// Bytes that wait for a message of this user.
std::int64_t uploaded_bytes(Database& database, std::string_view user);
/// Answers how many.
std::int64_t forget_uploads(Database& database, Instant before);

}  // namespace oasis::store
