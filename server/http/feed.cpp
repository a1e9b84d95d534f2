// Bodies of bootstrap and changes. May not: know HTTP.
#include "server/http/feed.hpp"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "server/engine/digest.hpp"
#include "server/store/tickets.hpp"
#include "server/store/workspaces.hpp"
#include "shared/codec/words.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

constexpr std::int64_t page_rows = 500;
/// Finished tickets are part of a snapshot for this long after their last event.
constexpr Duration finished_kept = days(7);

std::string json_text(std::string_view text) {
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string head_line(store::Database& reading, const Me& me, Instant now) {
  const auto workspace = store::current_workspace(reading);
  return "{\"epoch\":" + json_text(store::epoch(reading)) +
         ",\"seq\":" + std::to_string(store::head(reading)) + ",\"server_time\":" + std::to_string(now.ms) +
         ",\"me\":{\"id\":" + json_text(me.id) + ",\"name\":" + json_text(me.name) +
         ",\"role\":" + json_text(word(me.role)) +
         "},\"workspace\":{\"version\":" + std::to_string(workspace ? workspace->version : 0) +
         ",\"document\":" + (workspace ? workspace->document : "null") +
         "},\"last_number\":" + std::to_string(store::last_ticket_number(reading)) + "}\n";
}

std::string row_line(std::string_view entity, std::string_view id, std::string_view row) {
  std::string line = "{\"entity\":\"";
  line.append(entity)
      .append("\",\"id\":")
      .append(json_text(id))
      .append(",\"row\":")
      .append(row)
      .append("}\n");
  return line;
}

}  // namespace

std::string scope_of(const store::Change& change) {
  return change.owner.empty() ? "staff" : "user:" + change.owner;
}

std::vector<std::string> scopes_of(const Id& user) {
  return {"staff", "user:" + user};  // sorted
}

std::string change_json(const store::Change& change) {
  std::string text = "{\"seq\":" + std::to_string(change.seq) + ",\"entity\":\"" + change.entity +
                     "\",\"id\":" + json_text(change.id) + ",\"op\":\"" +
                     (change.removed ? "remove\"" : "put\"");
  if (!change.removed) text += ",\"row\":" + change.row;
  return text + "}";
}

void write_snapshot(store::Database& reading, const Me& me, Instant now, const Pieces& out) {
  engine::Sha256 digest;
  const auto write = [&](std::string_view line) {
    digest.add(line);
    out(line);
  };
  write(head_line(reading, me, now));
  std::int64_t rows = 0;
  const auto add = [&](std::string_view entity, std::string_view id, std::string_view row) {
    write(row_line(entity, id, row));
    ++rows;
  };
  const auto versions = store::live_workspaces(reading);
  for (std::size_t i = 0; i + 1 < versions.size(); ++i) {
    const std::string version = std::to_string(versions[i].version);
    add("workspace", version, "{\"version\":" + version + ",\"document\":" + versions[i].document + "}");
  }
  store::each_current_ticket(reading, now - finished_kept,
                             [&](const std::string& id, const std::string& row) { add("ticket", id, row); });
  store::each_person(reading,
                     [&](const std::string& user, const std::string& row) { add("person", user, row); });
  out("{\"rows\":" + std::to_string(rows) + ",\"sha256\":\"" + digest.hex() + "\"}\n");
}

std::string changes_body(store::Database& reading, std::int64_t after, std::string_view reader, Instant now) {
  const std::int64_t head = store::head(reading);
  const auto changes = store::changes_between(reading, after, head, reader, page_rows);
  // A full page goes as far as its last row; what lies between its rows was repeated later, or is not ours.
  const bool more = static_cast<std::int64_t>(changes.size()) == page_rows;
  const std::int64_t to = more ? changes.back().seq : head;
  std::string body = "{\"epoch\":" + json_text(store::epoch(reading)) + ",\"from\":" + std::to_string(after) +
                     ",\"to\":" + std::to_string(to) + ",\"head\":" + std::to_string(head) +
                     ",\"more\":" + (more ? "true" : "false") + ",\"server_time\":" + std::to_string(now.ms) +
                     ",\"changes\":[";
  for (std::size_t i = 0; i < changes.size(); ++i) body += (i > 0 ? "," : "") + change_json(changes[i]);
  return body + "]}";
}

std::optional<Cursor> read_cursor(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 64) return std::nullopt;
  Cursor cursor{std::string(text.substr(0, colon)), 0};
  const std::string_view digits = text.substr(colon + 1);
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), cursor.seq);
  if (fault != std::errc{} || end != digits.data() + digits.size() || cursor.seq < 0) return std::nullopt;
  return cursor;
}

}  // namespace oasis::http
