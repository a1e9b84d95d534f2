// Files that wait for a message. May not: know what is in a file.
#include "server/store/uploads.hpp"

namespace oasis::store {

void put_upload(Database& database, const Upload& upload, Instant at, std::string_view content) {
  database.prepare("INSERT INTO upload (id, user, at, name, type, bytes) VALUES (?, ?, ?, ?, ?, ?)")
      .bind(upload.id)
      .bind(upload.user)
      .bind(at.ms)
      .bind(upload.name)
      .bind(upload.type)
      .bind(bytes_of(content))
      .run();
}

std::optional<Upload> find_upload(Database& database, std::string_view id, std::string_view user) {
  auto row =
      database.prepare("SELECT id, user, name, type, length(bytes) FROM upload WHERE id = ? AND user = ?")
          .bind(id)
          .bind(user);
  if (!row.step()) return std::nullopt;
  return Upload{row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4)};
}

std::optional<std::string> upload_content(Database& database, std::string_view id, std::string_view user) {
  auto row = database.prepare("SELECT bytes FROM upload WHERE id = ? AND user = ?").bind(id).bind(user);
  if (!row.step()) return std::nullopt;
  return row.text(0);
}

void attach_upload(Database& database, std::string_view id, std::string_view ticket) {
  database
      .prepare(
          "INSERT INTO attachment (id, ticket, name, type, bytes) SELECT id, ?, name, type, bytes FROM "
          "upload WHERE id = ?")
      .bind(ticket)
      .bind(id)
      .run();
  database.prepare("DELETE FROM upload WHERE id = ?").bind(id).run();
}

std::int64_t uploaded_bytes(Database& database, std::string_view user) {
  auto row = database.prepare("SELECT coalesce(sum(length(bytes)), 0) FROM upload WHERE user = ?").bind(user);
  return row.step() ? row.integer(0) : 0;
}

std::int64_t forget_uploads(Database& database, Instant before) {
  database.prepare("DELETE FROM upload WHERE at < ?").bind(before.ms).run();
  return database.changed_rows();
}

}  // namespace oasis::store
