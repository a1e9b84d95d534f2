// Bodies of bootstrap and changes. May not: know HTTP.
#include "server/http/feed.hpp"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

#include "server/engine/digest.hpp"
#include "server/store/tickets.hpp"
#include "server/store/workspaces.hpp"
#include "shared/codec/words.hpp"
#include "shared/text/crc32.hpp"

namespace oasis::http {
namespace {

using nlohmann::json;

constexpr std::int64_t page_rows = 500;
/// Finished tickets are part of a snapshot for this long after their last event.
constexpr Duration finished_kept = days(7);

std::string json_text(std::string_view text) {
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string head_line(store::Database& reading, const Reader& reader, Instant now) {
  const auto workspace = store::current_workspace(reading);
  const User* me = reader.policies->user(reader.user);
  return "{\"epoch\":" + json_text(store::epoch(reading)) +
         ",\"seq\":" + std::to_string(store::head(reading)) + ",\"server_time\":" + std::to_string(now.ms) +
         ",\"me\":{\"id\":" + json_text(reader.user) + ",\"name\":" + json_text(me ? me->name : reader.user) +
         ",\"role\":" + json_text(word(reader.sight.role)) +
         "},\"workspace\":{\"version\":" + std::to_string(workspace ? workspace->version : 0) +
         ",\"document\":" +
         (workspace ? seen_document(reader, workspace->version, workspace->document) : "null") +
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

std::string document_row(const std::string& version, const std::string& document) {
  return "{\"version\":" + version + ",\"document\":" + document + "}";
}

/// The row of a change in the form that the reader may see.
std::string seen_row(const Reader& reader, const store::Change& change) {
  if (change.entity != "workspace" || change.removed || sees_settings(reader.sight)) return change.row;
  const json row = json::parse(change.row, nullptr, false);
  const json document = row.is_object() ? row.value("document", json()) : json();
  const std::uint32_t version = row.is_object() ? row.value("version", 0u) : 0u;
  return document_row(change.id, seen_document(reader, version, document.dump()));
}

bool sees_change(const Reader& reader, const store::Change& change) {
  if (change.entity == "ticket") return may_see(reader.sight, change.team, change.customer);
  if (change.entity == "person") return may_see_person(reader.sight, reader.user, change.id);
  return reader.sight.known;  // documents, in a form of their own; commands, which have an owner
}

/// The change once for each form in which somebody sees it.
std::vector<Change> live_changes(const store::Change& change, const Reader& colleague) {
  if (!change.owner.empty()) return {{{"user:" + change.owner}, change_json(change)}};
  if (change.entity == "person") return {{{"staff", "user:" + change.id}, change_json(change)}};
  if (change.entity == "workspace") {
    store::Change seen = change;
    seen.row = seen_row(colleague, change);
    return {{{"settings"}, change_json(change)}, {{"colleague"}, change_json(seen)}};
  }
  std::vector<std::string> scopes = scopes_of_ticket(change.team, change.customer);
  if (change.removed) scopes.erase(scopes.begin());  // it left a scope, but nobody who sees every ticket
  return {{std::move(scopes), change_json(change)}};
}

/// Whether a stream's viewer sees by the new document just what they saw before, without a document of their
/// own.
bool sees_the_same(const Policies& policies, const Viewer& viewer) {
  const Sight sight = sight_of(policies, viewer.user_id);
  return sees_everything(sight) && scopes_of(sight, viewer.user_id) == viewer.scopes;
}

}  // namespace

void publish(Live& live, const std::shared_ptr<const Policies>& policies, const Zones& zones,
             std::int64_t head, const std::vector<store::Change>& changes) {
  const Reader colleague{"", Sight{true, Role::agent, {}}, policies, zones};
  Batch batch{head, {}};
  bool new_document = false;
  for (const store::Change& change : changes) {
    new_document |= change.entity == "workspace";
    for (Change& seen : live_changes(change, colleague)) batch.changes.push_back(std::move(seen));
  }
  if (new_document) {
    live.renew(policies->version(),
               [policies](const Viewer& viewer) { return !sees_the_same(*policies, viewer); });
  }
  live.publish(std::move(batch));
}

std::string change_json(const store::Change& change) {
  std::string text = "{\"seq\":" + std::to_string(change.seq) + ",\"entity\":\"" + change.entity +
                     "\",\"id\":" + json_text(change.id) + ",\"op\":\"" +
                     (change.removed ? "remove\"" : "put\"");
  if (!change.removed) text += ",\"row\":" + change.row;
  return text + "}";
}

void write_snapshot(store::Database& reading, const Reader& reader, Instant now, const Pieces& out) {
  engine::Sha256 digest;
  std::uint32_t sum = 0;
  const auto write = [&](std::string_view line) {
    digest.add(line);
    sum = crc32(line, sum);
    out(line);
  };
  write(head_line(reading, reader, now));
  std::int64_t rows = 0;
  const auto add = [&](std::string_view entity, std::string_view id, std::string_view row) {
    write(row_line(entity, id, row));
    ++rows;
  };
  const auto versions = store::live_workspaces(reading);
  for (std::size_t i = 0; i + 1 < versions.size(); ++i) {
    const std::string version = std::to_string(versions[i].version);
    add("workspace", version,
        document_row(version, seen_document(reader, versions[i].version, versions[i].document)));
  }
  store::each_current_ticket(reading, now - finished_kept, [&](const store::TicketRow& ticket) {
    if (may_see(reader.sight, ticket.team, ticket.customer)) add("ticket", ticket.id, ticket.row);
  });
  store::each_person(reading, [&](const std::string& user, const std::string& row) {
    if (may_see_person(reader.sight, reader.user, user)) add("person", user, row);
  });
  out("{\"rows\":" + std::to_string(rows) + ",\"crc32\":" + std::to_string(sum) + ",\"sha256\":\"" + digest.hex() + "\"}\n");
}

std::string changes_body(store::Database& reading, std::int64_t after, const Reader& reader, Instant now) {
  const std::int64_t head = store::head(reading);
  std::function<bool(const store::Change&)> may_see_change;
  if (!sees_everything(reader.sight)) {
    may_see_change = [&reader](const store::Change& change) { return sees_change(reader, change); };
  }
  auto changes = store::changes_between(reading, after, head, reader.user, page_rows, may_see_change);
  for (store::Change& change : changes) change.row = seen_row(reader, change);
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
